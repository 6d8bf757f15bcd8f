import { isNightbookError } from "../../src/core/errors";
import type { RandomStream } from "../../src/core/random";

/** Damaged files in all: 100 000 with `NIGHTBOOK_LONG=1`, else 2 % of them. */
export const damagedFiles = process.env["NIGHTBOOK_LONG"] === "1" ? 100_000 : 2_000;
/** Longest that a damaged file may take, µs of the processor. */
const longest = 2_000_000;

/** A whole number from 0 up to but without a limit. */
export const below = (random: RandomStream, limit: number): number => Math.floor(random.uniform() * limit);

const words = [0, 1, -1, 2, 7, 255, 0x7fff, 0x10000, 0x3fffffff, 0x40000000, 0x7fffffff, -0x80000000, 1 << 24];

/** Some bytes or words changed, pieces moved, the end cut off. */
export function mutated(bytes: Uint8Array, random: RandomStream): Uint8Array {
  const copy = bytes.slice();
  const kind = below(random, 6);
  const times = 1 + below(random, 6);
  const view = new DataView(copy.buffer);
  for (let i = 0; i < times; i++) {
    const at = below(random, copy.length);
    if (kind === 0) copy[at] = below(random, 256);
    else if (kind === 1) copy[at] ^= 1 << below(random, 8);
    else if (kind === 2)
      view.setInt32(Math.max(0, Math.min(at, copy.length - 4)), words[below(random, words.length)], true);
    else if (kind === 3)
      view.setInt16(Math.max(0, Math.min(at, copy.length - 2)), words[below(random, words.length)], true);
  }
  if (kind === 4) copy.copyWithin(below(random, copy.length), below(random, copy.length), copy.length);
  return kind === 5 ? copy.subarray(0, below(random, copy.length)) : copy;
}

/** Does something that may end with an error of ours, of a code that is expected, and in no other way. */
export function guarded(code: RegExp, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!isNightbookError(error) || !code.test(error.code) || !error.hint || error.oneLine().includes("\n"))
      throw error;
  }
}

/**
 * Reads damaged files.
 * @returns those that took too long, and by how much the memory of the process grew, bytes
 */
export function readDamaged(
  files: readonly Uint8Array[],
  count: number,
  random: RandomStream,
  read: (bytes: Uint8Array) => void,
): { slow: string[]; growth: number } {
  const slow: string[] = [];
  const before = process.memoryUsage().rss;
  let most = before;
  for (let i = 0; i < count; i++) {
    const bytes = mutated(files[i % files.length], random);
    const start = process.cpuUsage();
    try {
      read(bytes);
    } catch (error) {
      throw new Error(`Damaged file ${i}: ${(error as Error).stack}`);
    }
    const { user, system } = process.cpuUsage(start);
    if (user + system > longest) slow.push(`${i}: ${(user + system) / 1000} ms`);
    if (i % 16 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return { slow, growth: most - before };
}
