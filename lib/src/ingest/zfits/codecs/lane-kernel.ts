import { type WebAssemblyMemory, webAssembly } from "../../../core/web-assembly";
import { symbolLanesBytes } from "./symbol-lanes-module";

/** The functions of lib/assembly/symbol-lanes.ts on its memory; places are bytes there. */
export interface LaneKernel {
  memory: WebAssemblyMemory;
  decode(second: number, branches: number, input: number): void;
  sums(from: number, to: number, before: number): number;
  shift(from: number, to: number, by: number): number;
  means(from: number, to: number): void;
  eightMeans(): void;
}

const pageBytes = 65536;
/** Memory that is kept for the next block. */
const keptBytes = 1 << 26;

/** Compiled when it is first needed; `null` where WebAssembly with SIMD cannot be had at once. */
let compiled: object | null | undefined;
let kept: LaneKernel | undefined;

/**
 * Lets work use a kernel whose memory has so many bytes at least. What is in it is undefined.
 * @returns what the work gives, `undefined` where WebAssembly or the memory cannot be had
 */
export function withKernel<T>(bytes: number, work: (kernel: LaneKernel) => T): T | undefined {
  const kernel = kept ?? make();
  // Work inside of work would need its own.
  kept = undefined;
  if (kernel === undefined) return undefined;
  const missing = bytes - kernel.memory.buffer.byteLength;
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
}

function make(): LaneKernel | undefined {
  const wasm = webAssembly();
  if (compiled === undefined) compiled = compile();
  if (wasm === undefined || compiled === null) return undefined;
  return new wasm.Instance(compiled, {}).exports as unknown as LaneKernel;
}

function compile(): object | null {
  const wasm = webAssembly();
  const bytes = symbolLanesBytes();
  if (!wasm?.validate(bytes)) return null;
  try {
    return new wasm.Module(bytes);
  } catch {
    return null;
  }
}
