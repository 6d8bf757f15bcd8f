import { pow } from "../../core/special";

/**
 * Independent uniform numbers to ascending ones: the order statistics of as many uniform numbers. The largest of
 * k uniform numbers is the k-th root of one, the others are uniform below it. One to one, and uniform where the
 * coordinates ascend, so a prior that is the same for all of them becomes their joint prior in ascending order.
 *
 * @param u point of the unit cube; its coordinates `group` are replaced
 * @param group indices of the coordinates, first the smallest
 * @see [Handley2015]
 */
export function toOrderStatistics(u: Float64Array, group: readonly number[]): void {
  let above = 1;
  for (let k = group.length; k > 0; k--) {
    const index = group[k - 1];
    above *= pow(u[index], 1 / k);
    u[index] = above;
  }
}
