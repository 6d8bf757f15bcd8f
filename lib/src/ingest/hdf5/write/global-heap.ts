import { ByteWriter } from "./byte-writer";

const headerSize = 16;
const objectHeaderSize = 16;
const leastCollection = 4096;
const mostObjects = 60_000;
const usualCollection = 1 << 20;

const padded = (size: number) => 8 * Math.ceil(size / 8);

/** Collections of byte strings of any length; elements of variable length point into them. */
export class GlobalHeap {
  private readonly collections: { objects: Uint8Array[]; size: number }[] = [];
  private start = 0;

  /** @param address where in the file the heap begins */
  constructor(private readonly address: number) {}

  /** Bytes of all collections. */
  get size(): number {
    return this.start + collectionSize(this.collections.at(-1)?.size ?? 0);
  }

  /**
   * Keeps the bytes and returns a pointer: `count` elements, address of the collection, index in it; 16 bytes. Nothing
   * is kept, too: a pointer to nowhere would be no text, over which PyTables falls, instead of an empty one.
   */
  add(bytes: Uint8Array, count: number): Uint8Array {
    const size = objectHeaderSize + padded(bytes.length);
    let last = this.collections.at(-1);
    if (!last || last.objects.length === mostObjects || last.size + size > usualCollection) {
      this.start += collectionSize(last?.size ?? 0);
      last = { objects: [], size: headerSize };
      this.collections.push(last);
    }
    last.objects.push(bytes);
    last.size += size;
    const index = last.objects.length;
    return new ByteWriter()
      .u32(count)
      .u64(this.address + this.start)
      .u32(index)
      .toBytes();
  }

  toBytes(): Uint8Array {
    const out = new ByteWriter();
    for (const { objects, size } of this.collections) {
      const end = out.length + collectionSize(size);
      out.text("GCOL").u8(1, 0, 0, 0).u64(collectionSize(size));
      for (const [k, bytes] of objects.entries()) {
        out
          .u16(k + 1)
          .u16(0)
          .u32(0)
          .u64(bytes.length)
          .append(bytes)
          .pad(8);
      }
      // Object 0 is the room that is left, its own header included.
      const left = end - out.length;
      if (left >= objectHeaderSize) out.u16(0).u16(0).u32(0).u64(left);
      out.append(new Uint8Array(end - out.length));
    }
    return out.toBytes();
  }
}

function collectionSize(used: number): number {
  return used === 0 ? 0 : Math.max(leastCollection, used);
}
