import { type WebAssemblyMemory, webAssembly } from "./web-assembly";

const pageBytes = 65536;
/** Memory that is kept for the next work. */
const keptBytes = 1 << 26;

/** Functions of a module, and the memory that they work on. */
export interface Kernel {
  memory: WebAssemblyMemory;
}

/**
 * Lets work use a kernel whose memory has so many bytes at least. What is in it, but for what `prepare` has put there, is
 * undefined.
 * @returns what the work gives, `undefined` where WebAssembly or the memory cannot be had
 */
export type WithKernel<K extends Kernel> = <T>(bytes: number, work: (kernel: K) => T) => T | undefined;

/**
 * Instances of a module of WebAssembly, compiled when it is first needed. One is kept between works.
 *
 * @param bytes the module, without imports
 * @param prepare what to do with a new instance, on its first 64 KiB
 */
export function kernels<K extends Kernel>(bytes: () => Uint8Array, prepare?: (kernel: K) => void): WithKernel<K> {
  /** `null` where WebAssembly with SIMD cannot be had at once. */
  let compiled: object | null | undefined;
  let kept: K | undefined;

  function make(): K | undefined {
    const wasm = webAssembly();
    if (compiled === undefined) compiled = compile(bytes());
    if (wasm === undefined || compiled === null) return undefined;
    const kernel = new wasm.Instance(compiled, {}).exports as unknown as K;
    if (prepare) {
      kernel.memory.grow(1);
      prepare(kernel);
    }
    return kernel;
  }

  return (needed, work) => {
    const kernel = kept ?? make();
    // Work inside of work would need its own.
    kept = undefined;
    if (kernel === undefined) return undefined;
    const missing = needed - kernel.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        kernel.memory.grow(Math.ceil(missing / pageBytes));
      } catch {
        return undefined;
      }
    }
    const result = work(kernel);
    if (kernel.memory.buffer.byteLength <= keptBytes) kept = kernel;
    return result;
  };
}

function compile(bytes: Uint8Array): object | null {
  const wasm = webAssembly();
  if (!wasm?.validate(bytes)) return null;
  try {
    return new wasm.Module(bytes);
  } catch {
    return null;
  }
}
