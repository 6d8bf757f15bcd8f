import type { RandomStream } from "../../../core/random";
import type { BoundRecord } from "../result";

/** A region of the unit cube meant to enclose everything above a contour. */
export interface Bound {
  readonly record: BoundRecord;
  /** Volume of the part inside the cube, about. */
  volumeInside(stream: RandomStream): number;
  /**
   * A uniform draw from the part inside the cube.
   * @param out receives the point, shape `[ndim]`
   * @returns false when no point inside the cube was found in a large number of tries
   */
  draw(stream: RandomStream, out: Float64Array): boolean;
  /** Axes of a proposal at a point: columns of a matrix, shape `[ndim, ndim]`, row-major. */
  axesAt(u: Float64Array, stream: RandomStream): Float64Array;
  /** The same, but mutually orthogonal: the principal axes. */
  principalAxesAt(u: Float64Array, stream: RandomStream): Float64Array;
}

/** Whether a point lies in the open unit cube. */
export function insideCube(u: Float64Array): boolean {
  for (let i = 0; i < u.length; i++) if (!(u[i] > 0 && u[i] < 1)) return false;
  return true;
}
