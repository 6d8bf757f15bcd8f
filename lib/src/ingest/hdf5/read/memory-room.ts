/** Bytes that the library may take in all. */
export interface MemoryRoom {
  most: number;
}

/** What the library needs for itself. */
export const usualRoom = 64 * 2 ** 20;

/** What it needs for each open file: its caches, and what the file says about itself. */
export const roomOfFile = 32 * 2 ** 20;

interface WebAssemblyOfPage {
  instantiate(module: unknown, imports: unknown): Promise<{ instance?: { exports: Record<string, unknown> } }>;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const pageBytes = 65_536;

/**
 * Starts a library whose memory then grows only as far as there is room: a length that damage has made huge finds no
 * memory, instead of all that there is. The library does not hand out its memory; it is met where it is made.
 */
export async function withinRoom<Library>(room: MemoryRoom, start: () => Promise<Library>): Promise<Library> {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WebAssemblyOfPage };
  const { instantiate } = wasm;
  wasm.instantiate = async (module, imports) => {
    const made = await instantiate.call(wasm, module, imports);
    const { H5Fopen: isLibrary, memory } = made.instance?.exports ?? {};
    if (isLibrary && memory) limit(memory as Memory, room);
    return made;
  };
  try {
    return await start();
  } finally {
    wasm.instantiate = instantiate;
  }
}

function limit(memory: Memory, room: MemoryRoom): void {
  const grow = memory.grow.bind(memory);
  const value = (pages: number): number => {
    const bytes = memory.buffer.byteLength + pageBytes * pages;
    if (bytes > room.most) throw new RangeError(`The HDF5 library may not take bytes: ${bytes}`);
    return grow(pages);
  };
  Object.defineProperty(memory, "grow", { value });
}
