import type { GrainKernel, TableGaps } from "./grain-kernel";
import { type GrainMemory, stepGrains } from "./step-grains";

/** The kernel in TypeScript, for where WebAssembly cannot be had. */
export function plainKernel(gaps: TableGaps): GrainKernel {
  let buffer = new ArrayBuffer(0);
  const memory: GrainMemory = { numbers: new Float64Array(buffer), halves: new Int32Array(buffer), gaps };
  return {
    buffer: () => buffer,
    reserve(bytes) {
      if (bytes <= buffer.byteLength) return;
      const wide = new ArrayBuffer(bytes);
      new Uint8Array(wide).set(new Uint8Array(buffer));
      buffer = wide;
      memory.numbers = new Float64Array(wide);
      memory.halves = new Int32Array(wide);
    },
    step: (moving, capacity) => stepGrains(memory, moving, capacity),
  };
}
