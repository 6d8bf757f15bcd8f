import { random } from "../core/random";

/** At most `most` of the indices 0 to `n − 1`, evenly spread, first and last included. */
export function thin(n: number, most: number): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (n - 1)) / (most - 1)));
}

/** At most `most` of the indices 0 to `n − 1`, one drawn from each of as many equal stretches, so that no pattern is met. */
export function thinAtRandom(n: number, most: number, seed: number | string): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  const stream = random(seed).stream(0);
  return Array.from({ length: most }, (_, i) => Math.floor(((i + stream.uniform()) * n) / most));
}
