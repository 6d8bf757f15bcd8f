/** Adds `penalty · n` to the diagonal of a Gram matrix, in place, but for the first column, the constant. */
export function penalised(gram: Float64Array, n: number, p: number, penalty: number): Float64Array {
  for (let j = 1; j < p; j++) gram[j * p + j] += penalty * n;
  return gram;
}
