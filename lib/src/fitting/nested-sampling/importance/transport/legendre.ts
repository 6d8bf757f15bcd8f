/** Degree of the polynomials of a coordinate. */
export const mostDegree = 8;

/** Legendre's recurrence: P_k(t) = `slopes[k]` t P_(k − 1)(t) − `drops[k]` P_(k − 2)(t), for k from 2 on. */
export const slopes: Float64Array = Float64Array.from({ length: mostDegree + 1 }, (_, k) => (2 * k - 1) / (k || 1));
export const drops: Float64Array = Float64Array.from({ length: mostDegree + 1 }, (_, k) => (k - 1) / (k || 1));

/** Puts Legendre's polynomials of degrees 1 to `degree` at `t` into the row, from `at` on. */
export function putLegendre(t: number, degree: number, row: Float64Array, at: number): void {
  let before = 1;
  let value = t;
  if (degree > 0) row[at] = t;
  for (let k = 2; k <= degree; k++) {
    const next = slopes[k] * t * value - drops[k] * before;
    before = value;
    value = next;
    row[at + k - 1] = value;
  }
}
