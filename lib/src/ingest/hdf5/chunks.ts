import { ByteWriter } from "./byte-writer";
import type { Hdf5Dataset } from "./hdf5-tree";

/** One chunk: where it begins in the array, and its bytes as they are stored. */
export interface Chunk {
  readonly offset: readonly number[];
  readonly bytes: Uint8Array;
}

/** Entries of a node of the tree; the library's default. */
const mostEntries = 64;

/**
 * Cuts an array into chunks; those at the far edges are filled up with zeros.
 * @param bytes the whole array, row-major
 */
export function chunksOf(
  bytes: Uint8Array,
  shape: readonly number[],
  chunk: readonly number[],
  elementSize: number,
  deflate: Hdf5Dataset["deflate"],
): Chunk[] {
  const rank = shape.length;
  if (bytes.length === 0) return [];
  const rowBytes = shape[rank - 1] * elementSize;
  const chunkRowBytes = chunk[rank - 1] * elementSize;
  const chunks: Chunk[] = [];
  for (const offset of corners(shape, chunk)) {
    const stored = new Uint8Array(chunk.reduce((a, b) => a * b, elementSize));
    const start = offset[rank - 1] * elementSize;
    const copied = Math.min(chunkRowBytes, rowBytes - start);
    for (const [k, inner] of corners(
      chunk.slice(0, -1),
      chunk.slice(0, -1).map(() => 1),
    ).entries()) {
      const place = inner.map((i, axis) => i + offset[axis]);
      if (place.some((i, axis) => i >= shape[axis])) continue;
      const row = place.reduce((sum, i, axis) => sum * shape[axis] + i, 0);
      const from = row * rowBytes + start;
      stored.set(bytes.subarray(from, from + copied), k * chunkRowBytes);
    }
    chunks.push({ offset, bytes: deflate ? deflate.compress(stored) : stored });
  }
  return chunks;
}

/** Row-major positions 0, step, 2 step, … below the ends, in every dimension. */
function corners(ends: readonly number[], steps: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const [axis, end] of ends.entries()) {
    const along = Array.from({ length: Math.ceil(end / steps[axis]) }, (_, i) => i * steps[axis]);
    all = all.flatMap((corner) => along.map((i) => [...corner, i]));
  }
  return all;
}

/** Bytes of one node. */
function nodeSize(rank: number): number {
  return 24 + (mostEntries + 1) * (8 + 8 * (rank + 1)) + mostEntries * 8;
}

/** Chunks with the tree over them: the tree first, its root at the front. */
export class ChunkStore {
  private readonly levels: number[];

  constructor(
    private readonly chunks: readonly Chunk[],
    private readonly shape: readonly number[],
    private readonly chunk: readonly number[],
  ) {
    this.levels = [];
    for (let count = chunks.length; count > 0; count = this.levels.at(-1) === 1 ? 0 : (this.levels.at(-1) ?? 0)) {
      this.levels.push(Math.ceil(count / mostEntries));
    }
  }

  get size(): number {
    const nodes = this.levels.reduce((a, b) => a + b, 0);
    return nodes * nodeSize(this.shape.length) + this.chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** The pieces in the order in which they lie from the address on. */
  pieces(address: number): Uint8Array[] {
    const size = nodeSize(this.shape.length);
    // The root comes first, the leaves last.
    const starts: number[] = [];
    let end = address;
    for (let level = this.levels.length - 1; level >= 0; level--) {
      starts[level] = end;
      end += this.levels[level] * size;
    }
    let next = end;
    let children = this.chunks.map(({ offset, bytes }) => {
      const child = { offset, bytes: bytes.length, address: next };
      next += bytes.length;
      return child;
    });
    const nodes: Uint8Array[][] = [];
    for (const [level, count] of this.levels.entries()) {
      const at = (k: number) => (k < 0 || k >= count ? undefined : starts[level] + k * size);
      const groups = Array.from({ length: count }, (_, k) => children.slice(k * mostEntries, (k + 1) * mostEntries));
      nodes[level] = groups.map((group, k) => {
        const after = children[(k + 1) * mostEntries]?.offset ?? this.beyond();
        return this.node(level, group, after, at(k - 1), at(k + 1));
      });
      children = groups.map((group, k) => ({ ...group[0], address: starts[level] + k * size }));
    }
    return [...nodes.reverse().flat(), ...this.chunks.map(({ bytes }) => bytes)];
  }

  /** A place after all chunks. */
  private beyond(): number[] {
    return this.shape.map((length, axis) => (axis === 0 ? Math.ceil(length / this.chunk[0]) * this.chunk[0] : 0));
  }

  private node(
    level: number,
    entries: readonly { offset: readonly number[]; bytes: number; address: number }[],
    after: readonly number[],
    left: number | undefined,
    right: number | undefined,
  ): Uint8Array {
    const out = new ByteWriter().text("TREE").u8(1, level).u16(entries.length);
    for (const sibling of [left, right]) {
      if (sibling === undefined) out.nowhere();
      else out.u64(sibling);
    }
    const key = (bytes: number, offset: readonly number[]) => {
      out.u32(bytes).u32(0);
      for (const i of [...offset, 0]) out.u64(i);
    };
    for (const { bytes, offset, address } of entries) {
      key(bytes, offset);
      out.u64(address);
    }
    key(0, after);
    return out.append(new Uint8Array(nodeSize(this.shape.length) - out.length)).toBytes();
  }
}
