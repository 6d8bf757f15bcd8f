import type { RandomStream } from "../../../../core/random";
import { log } from "../../../../core/special";

/** Factors of a product of uniforms that cannot underflow: (2⁻⁵³)¹⁶ is a normal double. */
const chunk = 16;

/** A draw of the χ² distribution with a whole number of degrees of freedom. */
export function chiSquare(degreesOfFreedom: number, stream: RandomStream): number {
  let sum = 0;
  for (let pairs = degreesOfFreedom >> 1; pairs > 0; pairs -= chunk) {
    let product = 1;
    for (let k = Math.min(pairs, chunk); k > 0; k--) product *= stream.uniform();
    sum -= 2 * log(product);
  }
  if (degreesOfFreedom % 2 === 1) {
    const x = stream.normal();
    sum += x * x;
  }
  return sum;
}
