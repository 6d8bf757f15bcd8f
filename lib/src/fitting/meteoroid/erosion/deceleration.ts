import { cbrt } from "../../../core/special";

/**
 * Drag on a fragment over one step by the classical Runge–Kutta method of order four, for
 * dv/dt = −K m^(−1/3) ρ v² with mass and air density held.
 *
 * @param dt step, s
 * @param shapeDensity K = Γ A ρ_m^(−2/3), m²/kg^(2/3)
 * @param mass kg, positive
 * @param airDensity kg/m³
 * @param speed m/s
 * @returns mean acceleration along the path, m/s², not positive
 * @see [Borovicka2007] [Ceplecha1998]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.deceleration(0.005, 0.01, 1e-6, 1e-6, 30_000).toFixed(0); // => "-900"
 * ```
 */
export function deceleration(
  dt: number,
  shapeDensity: number,
  mass: number,
  airDensity: number,
  speed: number,
): number {
  const drag = (-shapeDensity * airDensity) / cbrt(mass);
  const k1 = dt * drag * speed * speed;
  const v2 = speed + k1 / 2;
  const k2 = dt * drag * v2 * v2;
  const v3 = speed + k2 / 2;
  const k3 = dt * drag * v3 * v3;
  const v4 = speed + k3;
  const k4 = dt * drag * v4 * v4;
  return (k1 / 6 + k2 / 3 + k3 / 3 + k4 / 6) / dt;
}
