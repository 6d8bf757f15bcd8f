/**
 * Share of the speed that drag takes in a step, by the stages of the Runge–Kutta method of order four for u' = −u²
 * from u = 1.
 *
 * @param d K ρ m^(−1/3) v dt
 */
export function dragShare(d: number): number {
  const u2 = 1 - 0.5 * d;
  const k2 = d * u2 * u2;
  const u3 = 1 - 0.5 * k2;
  const k3 = d * u3 * u3;
  const u4 = 1 - k3;
  const k4 = d * u4 * u4;
  return (d + 2 * (k2 + k3) + k4) * (1 / 6);
}
