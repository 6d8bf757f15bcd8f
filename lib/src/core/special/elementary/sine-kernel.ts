import { cosineTail, sineTail } from "./sine-coefficients";
import { productError, wideSum } from "./wide";

const [s0, s1, s2, s3, s4, s5, s6] = sineTail;
const [c0, c1, c2, c3, c4, c5, c6] = cosineTail;

/** (sin r − r)/r³, where z = r² */
function sineRest(z: number): number {
  return s0 + z * (s1 + z * (s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)))));
}

/** (cos r − 1 + z/2)/z², where z = r² */
function cosineRest(z: number): number {
  return c0 + z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6)))));
}

/** sin(r + rLow) for |r| ≤ π/4, to about 57 bits; high part, the low one is left in `low`. */
export function wideSine(r: number, rLow: number): number {
  const z = r * r;
  return wideSum(r, rLow * (1 - 0.5 * z) + r * z * sineRest(z));
}

/** cos(r + rLow) for |r| ≤ π/4, to about 57 bits; high part, the low one is left in `low`. */
export function wideCosine(r: number, rLow: number): number {
  const z = r * r;
  const half = 0.5 * z;
  const main = 1 - half;
  return wideSum(main, 1 - main - half - 0.5 * productError(r, r, z) + (z * z * cosineRest(z) - r * rLow));
}
