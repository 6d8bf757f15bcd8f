import { type Kernel, kernels, type WithKernel } from "../../../core/kernels";
import type { Cursor } from "../cursor";
import { varintsBytes } from "./varints-module";

type Places = number[];

/** The functions of lib/assembly/varints.ts on its memory; places are bytes there. Those that read give 0 where they cannot. */
export interface PixelKernel extends Kernel {
  prepare(): void;
  samples(from: number, end: number, to: number, arrays: number, length: number): number;
  skip(from: number, end: number, count: number): number;
  skipLists(from: number, end: number, lists: number): number;
  photoelectrons(from: number, end: number, ...others: Places): number;
  skipPhotoelectrons(from: number, end: number, ...others: Places): number;
  listed(): number;
  timing(from: number, end: number, ...others: Places): number;
  skipTiming(from: number, end: number, list: number, ...others: Places): number;
  columns(from: number, rows: number, to: number, stride: number): void;
}

export const withPixelKernel: WithKernel<PixelKernel> = kernels<PixelKernel>(varintsBytes, (kernel) =>
  kernel.prepare(),
);

/** Where the bytes are put in memory, behind the tables. */
export const inputPlace = 8192;
/** What is written or read too much between the parts of memory. */
export const marginBytes = 64;

/** More are declared by damaged objects only; all of their memory would be written here. */
const mostNumbers = 1 << 22;

/** Places of arrays behind the input, and where the last ends. */
function placesOf(inputBytes: number, lengths: readonly number[]): { places: number[]; end: number } {
  let end = (inputPlace + inputBytes + marginBytes + 15) & ~15;
  const places = lengths.map((length) => {
    const place = end;
    end += (4 * length + marginBytes + 15) & ~15;
    return place;
  });
  return { places, end };
}

/**
 * Reads on from a cursor into arrays of numbers of 32 bits.
 * @param lengths of the arrays
 * @param read gets the kernel, the places of the input and its end, and those of the arrays; gives the place behind what
 * was read, or 0
 * @returns the bytes of the arrays; `undefined` where nothing was read, because that cannot be done here
 */
export function readArrays(
  cursor: Cursor,
  lengths: readonly number[],
  read: (kernel: PixelKernel, from: number, end: number, places: readonly number[]) => number,
): ArrayBuffer[] | undefined {
  if (!cursor.littleEndian || lengths.reduce((sum, length) => sum + length, 0) > mostNumbers) return undefined;
  const bytes = cursor.bytes.subarray(cursor.at);
  const { places, end } = placesOf(bytes.length, lengths);
  return withPixelKernel(end, (kernel) => {
    const { buffer } = kernel.memory;
    new Uint8Array(buffer).set(bytes, inputPlace);
    const behind = read(kernel, inputPlace, inputPlace + bytes.length, places);
    if (behind === 0) return undefined;
    cursor.at += behind - inputPlace;
    return places.map((place, i) => buffer.slice(place, place + 4 * lengths[i]) as ArrayBuffer);
  });
}

const noNumbers = new Int32Array(0);

/**
 * How many bytes some numbers take that a cursor stands before.
 * @param skip gets the kernel, and the places of the input and its end; gives the place behind the numbers, or 0 where
 * something is wrong, or longer than usual
 * @param list numbers that it needs, which stand behind the end of the input
 * @returns `undefined` for 0, and where that cannot be found out here
 */
export function skippedBytes(
  cursor: Cursor,
  skip: (kernel: PixelKernel, from: number, end: number, list: number) => number,
  list: Int32Array = noNumbers,
): number | undefined {
  const bytes = cursor.bytes.subarray(cursor.at);
  const { places, end } = placesOf(bytes.length, [list.length]);
  const behind = withPixelKernel(end, (kernel) => {
    const { buffer } = kernel.memory;
    new Uint8Array(buffer).set(bytes, inputPlace);
    new Int32Array(buffer, places[0], list.length).set(list);
    return skip(kernel, inputPlace, inputPlace + bytes.length, places[0]);
  });
  return behind ? behind - inputPlace : undefined;
}
