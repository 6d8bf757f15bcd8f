import { type Kernel, kernels, type WithKernel } from "../kernels";
import { wordAt } from "../word-at";
import { inflateBytes } from "./inflate-module";
import { blocksStart, isMember, type Wrapping, wrappingOf } from "./wrapping";

/** The functions of lib/assembly/inflate.ts on its memory; places are bytes there. */
interface InflateKernel extends Kernel {
  prepare(): void;
  /** Gives the end of the output, or 0. */
  blocks(from: number, end: number, to: number, limit: number): number;
  /** Where the blocks end; where there is no output, 1 tells that it needs more room. */
  place(): number;
  crc32(from: number, end: number): number;
  adler32(from: number, end: number): number;
}

const withKernel: WithKernel<InflateKernel> = kernels<InflateKernel>(inflateBytes, (kernel) => kernel.prepare());

const pageBytes = 65536;
/** Where the packed bytes are put in memory, behind the tables. */
const inputPlace = pageBytes;
/** What is read or written too much. */
const marginBytes = 512;
/** Shorter ones are not worth the copying. */
const fewestBytes = 64;
/** Memory of the kernel at most; the output is copied from there. */
const mostBytes = 1 << 27;

/** Room beyond four times the packed bytes that is made without being asked for. */
const usualRoom = 1 << 24;

/** CRC-32 of some bytes. */
export type Checksum = (bytes: Uint8Array) => number;

/**
 * Unpacks in WebAssembly. Checksums are verified.
 * @param limit most bytes that may come out
 * @param checksum may be faster than that of the kernel
 * @returns `undefined` where that cannot be done; damage is among the reasons
 */
export function inflateInWebAssembly(bytes: Uint8Array, limit: number, checksum?: Checksum): Uint8Array | undefined {
  if (bytes.length < fewestBytes) return undefined;
  const wrapping = wrappingOf(bytes);
  const output = (inputPlace + bytes.length + marginBytes + 15) & ~15;
  let room = Math.min(limit, likelyBytes(bytes, wrapping));
  if (output + room > mostBytes) return undefined;
  return withKernel(output + room + marginBytes, (kernel) => {
    const { memory } = kernel;
    new Uint8Array(memory.buffer).set(bytes, inputPlace);
    const end = inputPlace + bytes.length;
    let at = 0;
    let out = output;
    do {
      const from = startOf(bytes, at, wrapping);
      if (from === undefined) return undefined;
      let after = kernel.blocks(inputPlace + from, end, out, output + room);
      while (after === 0 && kernel.place() === 1 && room < limit) {
        room = Math.min(limit, 2 * room + pageBytes);
        if (!hasRoom(memory, output + room + marginBytes)) return undefined;
        after = kernel.blocks(inputPlace + from, end, out, output + room);
      }
      if (after === 0) return undefined;
      at = behindChecksum(kernel, { from: out, end: after }, bytes, wrapping, checksum);
      if (at === 0) return undefined;
      out = after;
    } while (wrapping === "gzip" && isMember(bytes, at));
    return new Uint8Array(memory.buffer.slice(output, out) as ArrayBuffer);
  });
}

/**
 * Bytes that will probably come out, rather too many: memory that is not written costs nothing. A gzip file tells it of its
 * last member; it may be wrong.
 */
function likelyBytes(bytes: Uint8Array, wrapping: Wrapping): number {
  const usual = 4 * bytes.length + Math.min(28 * bytes.length, usualRoom) + pageBytes;
  return wrapping === "gzip" ? Math.max(usual, Math.min(wordAt(bytes, bytes.length - 4), 32 * bytes.length)) : usual;
}

function startOf(bytes: Uint8Array, at: number, wrapping: Wrapping): number | undefined {
  try {
    const start = blocksStart(bytes, at, wrapping);
    return start <= bytes.length ? start : undefined;
  } catch {
    return undefined;
  }
}

function hasRoom(memory: InflateKernel["memory"], needed: number): boolean {
  if (needed > mostBytes) return false;
  try {
    const missing = needed - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
    return true;
  } catch {
    return false;
  }
}

/** The place behind the checksum of what came out; 0 where it is wrong. */
function behindChecksum(
  kernel: InflateKernel,
  { from, end }: { from: number; end: number },
  bytes: Uint8Array,
  wrapping: Wrapping,
  checksum?: Checksum,
): number {
  const at = kernel.place() - inputPlace;
  if (wrapping === "none") return at;
  if (at + (wrapping === "gzip" ? 8 : 4) > bytes.length) return 0;
  if (wrapping === "zlib") {
    const [a, b, c, d] = bytes.subarray(at, at + 4);
    return kernel.adler32(from, end) === ((a << 24) | (b << 16) | (c << 8) | d) ? at + 4 : 0;
  }
  if (wordAt(bytes, at + 4) !== end - from) return 0;
  const sum = checksum ? checksum(new Uint8Array(kernel.memory.buffer, from, end - from)) : kernel.crc32(from, end);
  return wordAt(bytes, at) === sum >>> 0 ? at + 8 : 0;
}
