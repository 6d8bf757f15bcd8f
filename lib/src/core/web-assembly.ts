/*
 * As much of WebAssembly's interface as is used here. The language's own library does not declare it, since it belongs
 * to pages and Node, and this code knows neither.
 */

export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

export interface WebAssemblyInstance {
  readonly exports: Record<string, unknown>;
}

export interface WebAssemblyInterface {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => WebAssemblyInstance;
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<object>;
}

/** WebAssembly, or nothing where there is none. */
export function webAssembly(): WebAssemblyInterface | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
}
