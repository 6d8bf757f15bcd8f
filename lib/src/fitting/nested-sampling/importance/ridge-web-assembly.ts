import { type WebAssemblyMemory, webAssembly } from "../../../core/web-assembly";
import { plainRidgeKernel, type RidgeKernel } from "./ridge-kernel";
import { ridgeBytes } from "./ridge-module";

const pageSize = 65536;
/** Rows that are solved at the same time. */
const together = 8;

/** What lib/assembly/ridge.ts exports. */
interface Exports {
  readonly memory: WebAssemblyMemory;
  normalMatrix(rows: number, n: number, p: number, out: number): void;
  leverages(rows: number, factor: number, n: number, p: number, solved: number, out: number): void;
}

let made: RidgeKernel | undefined;

/** The kernel in WebAssembly; where it cannot be had, the plain one. */
export function ridgeKernel(): RidgeKernel {
  made ??= webAssemblyRidgeKernel() ?? plainRidgeKernel;
  return made;
}

/** The kernel in WebAssembly; null where that, or its SIMD, cannot be had. */
export function webAssemblyRidgeKernel(): RidgeKernel | null {
  const interface_ = webAssembly();
  const bytes = ridgeBytes();
  if (!interface_?.validate(bytes)) return null;
  let exports: Exports;
  try {
    exports = new interface_.Instance(new interface_.Module(bytes), {}).exports as unknown as Exports;
  } catch {
    // A page wants large modules compiled off its main thread.
    return null;
  }
  /** Places, in numbers, of arrays of such lengths one after the other, each on a boundary of 16 bytes. */
  const placed = (...lengths: number[]): number[] => {
    const places: number[] = [];
    let end = 0;
    for (const length of lengths) {
      places.push(end);
      end += length + (length % 2);
    }
    const missing = 8 * end - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / pageSize));
    return places;
  };
  const numbers = (): Float64Array => new Float64Array(exports.memory.buffer);
  return {
    normalMatrix(rows, n, p) {
      const stride = p + 1;
      const [x, out] = placed(n * p + 2, p * stride + 2);
      const memory = numbers();
      memory.set(rows.subarray(0, n * p), x);
      memory.fill(0, out, out + p * stride + 2);
      exports.normalMatrix(8 * x, n, p, 8 * out);
      const normal = new Float64Array(p * p);
      for (let j = 0; j < p; j++) {
        normal.set(memory.subarray(out + j * stride, out + j * stride + j + 1), j * p);
      }
      return normal;
    },
    leverages(rows, factor, n, p) {
      const [x, l, solved, out] = placed((n + together) * p, p * p, together * p, n + together);
      const memory = numbers();
      memory.set(rows.subarray(0, n * p), x);
      memory.fill(0, x + n * p, x + (n + together) * p);
      memory.set(factor, l);
      exports.leverages(8 * x, 8 * l, n, p, 8 * solved, 8 * out);
      return memory.slice(out, out + n);
    },
  };
}
