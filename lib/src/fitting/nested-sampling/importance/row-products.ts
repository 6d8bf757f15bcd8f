/**
 * Inner products of numbers with rows, four rows at a time: sums that do not wait for each other take less time.
 *
 * @param numbers shape `[m]`
 * @param rows shape `[n, m]`
 * @param out receives the products, shape `[n]`
 */
export function innerProducts(numbers: Float64Array, rows: Float64Array, out: Float64Array): void {
  const m = numbers.length;
  const n = out.length;
  let i = 0;
  let at = 0;
  for (; i + 3 < n; i += 4, at += 4 * m) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < m; j++) {
      const x = numbers[j];
      a += x * rows[at + j];
      b += x * rows[at + m + j];
      c += x * rows[at + 2 * m + j];
      d += x * rows[at + 3 * m + j];
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = d;
  }
  for (; i < n; i++, at += m) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += numbers[j] * rows[at + j];
    out[i] = sum;
  }
}

/**
 * Adds up rows times factors, four rows at a time.
 *
 * @param factors shape `[n]`
 * @param rows shape `[n, m]`
 * @param sums to which they are added, shape `[m]`
 */
export function addRows(factors: Float64Array, rows: Float64Array, sums: Float64Array): void {
  const m = sums.length;
  const n = factors.length;
  let i = 0;
  let at = 0;
  for (; i + 3 < n; i += 4, at += 4 * m) {
    const a = factors[i];
    const b = factors[i + 1];
    const c = factors[i + 2];
    const d = factors[i + 3];
    for (let j = 0; j < m; j++) {
      sums[j] += a * rows[at + j] + b * rows[at + m + j] + (c * rows[at + 2 * m + j] + d * rows[at + 3 * m + j]);
    }
  }
  for (; i < n; i++, at += m) for (let j = 0; j < m; j++) sums[j] += factors[i] * rows[at + j];
}
