/** The least even number that is not less: so many numbers of 8 bytes end on a boundary of 16. */
export const evenLength = (n: number): number => n + (n % 2);

/**
 * Places, in numbers, of arrays of such lengths one after the other, the first at `first`, each on a boundary of 16 bytes,
 * and the end of all.
 */
export function placed(first: number, ...lengths: number[]): number[] {
  const places = [first];
  for (const length of lengths) places.push(places[places.length - 1] + evenLength(length));
  return places;
}
