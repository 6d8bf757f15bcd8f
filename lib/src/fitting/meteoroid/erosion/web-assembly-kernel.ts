import { type WebAssemblyMemory, webAssembly } from "../../../core/web-assembly";
import type { GrainKernel, MakeGrainKernel } from "./grain-kernel";
import { grainStepBytes } from "./grain-step-module";

const pageSize = 65536;

/** The compiled module, once it is asked for; `null` where WebAssembly or its SIMD cannot be had. */
let compiled: object | null | undefined;

/**
 * The kernel in WebAssembly.
 *
 * @returns how to make one, or `null` where WebAssembly cannot be had: no WebAssembly, no SIMD in it, or a page that
 * wants modules of this size compiled off its main thread, which {@link compileGrainStep} does
 */
export function webAssemblyKernel(): MakeGrainKernel | null {
  if (compiled === undefined) compiled = compileNow();
  if (compiled === null) return null;
  const module = compiled;
  return (gaps) => {
    const instance = new (webAssembly() as NonNullable<ReturnType<typeof webAssembly>>).Instance(module, {
      gaps: { ...gaps },
    });
    const memory = instance.exports["memory"] as WebAssemblyMemory;
    const kernel: GrainKernel = {
      buffer: () => memory.buffer,
      reserve(bytes) {
        const missing = bytes - memory.buffer.byteLength;
        if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
      },
      step: instance.exports["step"] as GrainKernel["step"],
    };
    return kernel;
  };
}

/**
 * Compiles the WebAssembly without blocking. Only the main thread of a page needs this, before its first simulation:
 * elsewhere the module compiles when it is first needed.
 *
 * @returns whether WebAssembly can be had
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * await meteoroid.compileGrainStep(); // => true
 * ```
 */
export async function compileGrainStep(): Promise<boolean> {
  const interface_ = webAssembly();
  const bytes = grainStepBytes();
  if (interface_?.validate(bytes)) compiled = await interface_.compile(bytes);
  return Boolean(compiled);
}

function compileNow(): object | null {
  const interface_ = webAssembly();
  const bytes = grainStepBytes();
  if (!interface_?.validate(bytes)) return null;
  try {
    return new interface_.Module(bytes);
  } catch {
    return null;
  }
}
