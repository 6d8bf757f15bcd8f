import type { GrainKernel, TableGaps } from "./grain-kernel";
import { GrainStep } from "./step-grains";

/** The kernel in TypeScript, for where WebAssembly cannot be had. */
export function plainKernel(gaps: TableGaps): GrainKernel {
  const step = new GrainStep(gaps);
  let buffer = new ArrayBuffer(0);
  return {
    buffer: () => buffer,
    reserve(bytes) {
      if (bytes <= buffer.byteLength) return;
      const wide = new ArrayBuffer(bytes);
      new Uint8Array(wide).set(new Uint8Array(buffer));
      buffer = wide;
      step.attach(buffer);
    },
    step: (moving, capacity) => step.step(moving, capacity),
  };
}
