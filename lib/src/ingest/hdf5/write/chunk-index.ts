import { ByteWriter } from "./byte-writer";

/** One chunk of a file: where it begins in the array, where it lies, and how long it is as it is stored. */
export interface ChunkPlace {
  readonly offset: readonly number[];
  readonly address: number;
  readonly bytes: number;
}

/** Entries of a node of the tree; the library's default. */
const mostEntries = 64;

/** Bytes of one node. */
function nodeSize(rank: number): number {
  return 24 + (mostEntries + 1) * (8 + 8 * (rank + 1)) + mostEntries * 8;
}

/**
 * The tree (B-tree, version 1) that finds the chunks of an array, its root at the front.
 * @param chunks in row-major order; at least one
 * @param end a place after all chunks
 * @param address where the tree will lie
 */
export function chunkIndex(chunks: readonly ChunkPlace[], end: readonly number[], address: number): Uint8Array {
  const size = nodeSize(end.length);
  const levels: number[] = [];
  for (let count = chunks.length; count > 1 || levels.length === 0; ) {
    count = Math.ceil(count / mostEntries);
    levels.push(count);
  }
  // The root comes first, the leaves last.
  const starts: number[] = [];
  let next = address;
  for (let level = levels.length - 1; level >= 0; level--) {
    starts[level] = next;
    next += levels[level] * size;
  }
  const out = new Uint8Array(next - address);
  let children = chunks;
  for (const [level, count] of levels.entries()) {
    const at = (k: number) => (k < 0 || k >= count ? undefined : starts[level] + k * size);
    const groups = Array.from({ length: count }, (_, k) => children.slice(k * mostEntries, (k + 1) * mostEntries));
    for (const [k, group] of groups.entries()) {
      const after = children[(k + 1) * mostEntries]?.offset ?? end;
      out.set(node(level, group, after, at(k - 1), at(k + 1)), starts[level] + k * size - address);
    }
    children = groups.map((group, k) => ({ ...group[0], address: starts[level] + k * size }));
  }
  return out;
}

function node(
  level: number,
  entries: readonly ChunkPlace[],
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
    // Zeros: no filter was left out for this chunk.
    out.u32(bytes).u32(0);
    for (const i of [...offset, 0]) out.u64(i);
  };
  for (const { bytes, offset, address } of entries) {
    key(bytes, offset);
    out.u64(address);
  }
  key(0, after);
  return out.toBytes();
}
