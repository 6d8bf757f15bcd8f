import { expect } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import { type RandomStream, random as randomOf } from "../../../src/core/random";
import { HangGuard } from "./hang-guard";

/** Damaged files for each reader: 100 000 with `NIGHTBOOK_LONG=1`, else 2 % of them. */
export const damagedFiles = process.env["NIGHTBOOK_LONG"] === "1" ? 100_000 : 2_000;
/** Longest that a damaged file may take, ms of the processor. */
const longest = 2_000;
/** Most memory by which the process may grow meanwhile. */
const mostMemory = 512e6;

/** A reader, what it is to be tried with, and how it may answer. */
export interface Trial {
  samples: readonly Uint8Array[];
  /** Reads everything that can be read; what comes of it does not matter, but is waited for. */
  read(bytes: Uint8Array): unknown;
  /** Codes of the errors that it may end with. */
  codes: RegExp;
  /** Damage of a kind that only this format knows; about half of the files get it. */
  damage?(bytes: Uint8Array, random: RandomStream): void;
  /** How many files, for a reader that is slow to start; {@link damagedFiles} by default. */
  files?: number;
}

/** A whole number from 0 up to but without a limit. */
export const below = (random: RandomStream, limit: number): number => Math.floor(random.uniform() * limit);

/** Runs work that may only end well, or with an error of ours that says what to do. */
export function readOrRefused(work: () => unknown, codes: RegExp): void {
  try {
    work();
  } catch (error) {
    if (!isRefusal(error, codes)) throw error;
  }
}

/** True for an error of ours, of a code that is expected, which says in one line what to do. */
export function isRefusal(error: unknown, codes: RegExp): boolean {
  return isNightbookError(error) && codes.test(error.code) && Boolean(error.hint) && !error.oneLine().includes("\n");
}

/** Reads damaged files: each is read or refused in one line, none takes long, and at no time do they take much memory. */
export async function expectReadOrRefused({
  samples,
  read,
  codes,
  damage,
  files = damagedFiles,
}: Trial): Promise<void> {
  const random = randomOf(2026).stream(0);
  const slow: string[] = [];
  const before = process.memoryUsage.rss();
  let most = before;
  const guard = new HangGuard();
  try {
    for (let i = 0; i < files; i++) {
      const bytes = damaged(samples[i % samples.length], random, damage);
      guard.begin(i);
      const start = process.cpuUsage();
      try {
        await read(bytes);
      } catch (error) {
        if (!isRefusal(error, codes)) throw new Error(`Damaged file ${i}: ${(error as Error).stack}`);
      }
      const { user, system } = process.cpuUsage(start);
      if (user + system > 1000 * longest) slow.push(`${i}: ${(user + system) / 1000} ms`);
      if (i % 8 === 0) most = Math.max(most, process.memoryUsage.rss());
    }
  } finally {
    await guard.end();
  }
  expect(slow).toEqual([]);
  expect(most - before).toBeLessThan(mostMemory);
}

const numbers = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Bytes changed, bits turned, numbers of four bytes replaced by telling ones, pieces moved, doubled or cut off. */
function damaged(bytes: Uint8Array, random: RandomStream, own: Trial["damage"]): Uint8Array {
  const copy = bytes.slice();
  if (own && random.uniform() < 0.5) {
    for (let times = 1 + below(random, 6); times > 0; times--) own(copy, random);
    return copy;
  }
  const kind = below(random, 6);
  for (let times = 1 + below(random, 8); times > 0; times--) {
    const at = below(random, copy.length);
    if (kind === 0) copy[at] = below(random, 256);
    else if (kind === 1) copy[at] ^= 1 << below(random, 8);
    else if (kind === 2 && at + 4 <= copy.length) {
      new DataView(copy.buffer).setUint32(at, numbers[below(random, numbers.length)], random.uniform() < 0.7);
    } else if (kind === 3)
      copy.copyWithin(at, below(random, copy.length), Math.min(copy.length, at + below(random, 64)));
    else if (kind === 4) {
      copy.copyWithin(at, below(random, copy.length));
      break;
    }
  }
  return kind === 5 ? copy.subarray(0, below(random, copy.length)) : copy;
}
