import { cbrt } from "../../../core/special";

/**
 * Mass that a fragment loses in one step by the classical Runge–Kutta method of order four, for
 * dm/dt = −K σ m^(2/3) ρ v³ with air density and speed held. Trial masses never fall below zero.
 *
 * @param dt step, s
 * @param shapeDensity K = Γ A ρ_m^(−2/3), m²/kg^(2/3)
 * @param coefficient ablation or erosion coefficient, kg/J
 * @param mass kg
 * @param airDensity kg/m³
 * @param speed m/s
 * @returns the change of mass, kg, not positive for a positive coefficient; it may exceed the mass
 * @see [Borovicka2007] [Ceplecha1998]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * const lost = meteoroid.massLoss(0.005, 0.01, 2e-8, 1e-6, 1e-6, 30_000);
 * lost < 0; // => true
 * ```
 */
export function massLoss(
  dt: number,
  shapeDensity: number,
  coefficient: number,
  mass: number,
  airDensity: number,
  speed: number,
): number {
  const rate = -shapeDensity * coefficient * airDensity * speed * speed * speed;
  let k1 = dt * rate * twoThirds(mass);
  if (-k1 / 2 > mass) k1 = -2 * mass;
  let k2 = dt * rate * twoThirds(mass + k1 / 2);
  if (-k2 / 2 > mass) k2 = -2 * mass;
  let k3 = dt * rate * twoThirds(mass + k2 / 2);
  if (-k3 > mass) k3 = -mass;
  const k4 = dt * rate * twoThirds(mass + k3);
  return k1 / 6 + k2 / 3 + k3 / 3 + k4 / 6;
}

/** x^(2/3) */
function twoThirds(x: number): number {
  const root = cbrt(x);
  return root * root;
}
