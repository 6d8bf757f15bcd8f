/** Inner product of numbers and the row that begins at `at`; in four sums, which do not wait for each other. */
export function innerProduct(numbers: Float64Array, rows: Float64Array, at: number): number {
  const m = numbers.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let j = 0;
  for (; j + 3 < m; j += 4) {
    a += numbers[j] * rows[at + j];
    b += numbers[j + 1] * rows[at + j + 1];
    c += numbers[j + 2] * rows[at + j + 2];
    d += numbers[j + 3] * rows[at + j + 3];
  }
  for (; j < m; j++) a += numbers[j] * rows[at + j];
  return a + b + (c + d);
}

/** Adds so many times the row that begins at `at` to sums. */
export function addRow(factor: number, rows: Float64Array, at: number, sums: Float64Array): void {
  for (let j = 0; j < sums.length; j++) sums[j] += factor * rows[at + j];
}
