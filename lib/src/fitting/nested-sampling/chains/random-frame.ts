import type { RandomStream } from "../../../core/random";

/**
 * A random orthonormal frame, each of its vectors uniform on the sphere: Gram-Schmidt on isotropic vectors.
 * @returns rows are the vectors, shape `[ndim, ndim]`, row-major
 */
export function randomFrame(ndim: number, stream: RandomStream): Float64Array {
  const frame = new Float64Array(ndim * ndim);
  for (let k = 0; k < ndim; k++) {
    const vector = frame.subarray(k * ndim, k * ndim + ndim);
    stream.direction(vector);
    for (let l = 0; l < k; l++) {
      let overlap = 0;
      for (let j = 0; j < ndim; j++) overlap += vector[j] * frame[l * ndim + j];
      for (let j = 0; j < ndim; j++) vector[j] -= overlap * frame[l * ndim + j];
    }
    let square = 0;
    for (let j = 0; j < ndim; j++) square += vector[j] * vector[j];
    const norm = Math.sqrt(square);
    for (let j = 0; j < ndim; j++) vector[j] /= norm;
  }
  return frame;
}
