/**
 * Brings periodic coordinates back into the unit interval.
 * @param u modified in place
 * @param wrapped indices of the periodic coordinates
 */
export function wrap(u: Float64Array, wrapped: readonly number[]): void {
  for (const j of wrapped) u[j] -= Math.floor(u[j]);
}
