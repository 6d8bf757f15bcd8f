/**
 * How far Stirling's formula misses: ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], by its asymptotic series.
 * @param x at or above 10
 * @see [DLMF] 5.11.1
 */
export function stirlingError(x: number): number {
  const r = 1 / (x * x);
  return (
    (1 / 12 -
      (1 / 360 -
        (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360360 - (1 / 156 - (3617 / 122400) * r) * r) * r) * r) * r) * r) *
        r) /
    x
  );
}
