import type { RandomStream } from "../../../core/random";
import type { Bound } from "./bound";

/** The bound that excludes nothing. */
export function unitCube(ndim: number): Bound {
  const axes = new Float64Array(ndim * ndim);
  for (let i = 0; i < ndim; i++) axes[i * ndim + i] = 1;
  return {
    record: { kind: "cube" },
    volumeInside: () => 1,
    draw(stream: RandomStream, out: Float64Array): boolean {
      for (let i = 0; i < ndim; i++) out[i] = stream.uniform();
      return true;
    },
    axesAt: () => axes,
    principalAxesAt: () => axes,
  };
}
