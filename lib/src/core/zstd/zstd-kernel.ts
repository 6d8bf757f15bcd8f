import { type Kernel, kernels, type WithKernel } from "../kernels";
import { literalBases, literalBits, matchBases, matchBits, usualTables } from "./sequences";
import { zstdBytes } from "./zstd-module";

/** The function of lib/assembly/zstd.ts on its memory; places are bytes there. */
interface ZstdKernel extends Kernel {
  unpack(from: number, end: number, to: number, room: number): number;
}

/** Where the kernel has the tables that need not be sent, and what codes of lengths stand for. */
const usualPlaces = [5120, 5376, 5504];
const literalPlace = 12800;
const matchPlace = 13312;
/** Where its own tables and literals end. */
const inputPlace = 196608;
/** Bytes that it may read or write too much. */
const marginBytes = 64;
/** Shorter ones are not worth the copying. */
const fewestBytes = 1 << 4;
const mostBytes = 1 << 29;

const withKernel: WithKernel<ZstdKernel> = kernels<ZstdKernel>(zstdBytes, ({ memory }) => {
  const words = new Uint32Array(memory.buffer);
  for (const [i, { symbols, bits, bases }] of usualTables.entries()) {
    const entries = Uint32Array.from(symbols, (symbol, state) => symbol | (bits[state] << 8) | (bases[state] << 16));
    words.set(entries, usualPlaces[i] >> 2);
  }
  const pairs = (bases: Uint32Array, bits: Uint8Array) => [...bases].flatMap((base, i) => [base, bits[i]]);
  words.set(pairs(literalBases, literalBits), literalPlace >> 2);
  words.set(pairs(matchBases, matchBits), matchPlace >> 2);
});

/**
 * Unpacks in WebAssembly.
 * @param most bytes that may come out
 * @returns `undefined` where that cannot be done; damage is among the reasons
 */
export function unzstdInWebAssembly(bytes: Uint8Array, most: number): Uint8Array | undefined {
  if (bytes.length < fewestBytes || bytes.length + most > mostBytes) return undefined;
  const output = (inputPlace + bytes.length + marginBytes + 15) & ~15;
  return withKernel(output + most + marginBytes, ({ memory, unpack }) => {
    new Uint8Array(memory.buffer).set(bytes, inputPlace);
    const count = unpack(inputPlace, inputPlace + bytes.length, output, most);
    return count < 0 ? undefined : new Uint8Array(memory.buffer.slice(output, output + count) as ArrayBuffer);
  });
}
