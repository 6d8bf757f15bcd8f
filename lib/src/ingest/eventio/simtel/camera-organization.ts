import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { skippedBytes } from "./pixel-kernel";

/** Object 2003: how the pixels of a camera are wired. */
export interface CameraOrganization {
  telescope: number;
  pixels: number;
  drawers: number;
  gains: number;
  /** Drawer of each pixel. */
  drawer: Int32Array;
  /** `[pixel][gain]`. */
  card: Int32Array;
  chip: Int32Array;
  channel: Int32Array;
  /** Trigger sectors of pixel `i` stand from `sectorOffsets[i]` up to `sectorOffsets[i + 1]`. */
  sectors: Int32Array;
  sectorOffsets: Uint32Array;
  /** One number per sector. */
  sectorType: Uint8Array;
  sectorThreshold: Float32Array;
  pixelThreshold: Float32Array;
}

/** Bytes that tell the kind of a sector. */
const kindBytes = 9;
/** Smaller cameras are read at once. */
const fewestPixels = 64;

export const cameraOrganizationReader: ObjectReader<CameraOrganization> = {
  type: 2003,
  versions: [1, 2],
  read: (object) => readCameraOrganization(object),
};

/** @param isLater whether arrays may be read when they are looked at; the result is the same */
export function readCameraOrganization(object: EventioObject, isLater = true): CameraOrganization {
  const isPacked = object.version >= 2;
  const cursor = new Cursor(object);
  const [pixels, drawers, gains, sectorCount] = cursor.int32s(4);
  cursor.size(pixels, gains);
  const isLong = isLater && pixels >= fewestPixels;
  return withArrays(
    cursor,
    { telescope: object.id, pixels, drawers, gains },
    arrayNames,
    isLong ? arrayBytes(cursor, isPacked, pixels, gains, sectorCount) : undefined,
    (from) => {
      const numbers = (count: number): Int32Array =>
        isPacked ? from.varints(count) : new Int32Array(from.int16s(count));
      const wiring = {
        drawer: numbers(pixels),
        card: numbers(pixels * gains),
        chip: numbers(pixels * gains),
        channel: numbers(pixels * gains),
      };
      return { ...wiring, ...sectorLists(from, pixels, sectorCount, isPacked), ...sectorKinds(from, sectorCount) };
    },
  );
}

const arrayNames = [
  ...(["drawer", "card", "chip", "channel", "sectors", "sectorOffsets"] as const),
  ...(["sectorType", "sectorThreshold", "pixelThreshold"] as const),
];

/** How many bytes all the arrays take; `undefined` where something is wrong or unusual. */
function arrayBytes(cursor: Cursor, isPacked: boolean, pixels: number, gains: number, sectorCount: number) {
  const numbers = pixels * (1 + 3 * gains);
  const bytes = isPacked
    ? skippedBytes(cursor, (kernel, from, end) => {
        const lists = kernel.skip(from, end, numbers);
        return lists === 0 ? 0 : kernel.skipLists(lists, end, pixels);
      })
    : shortListBytes(cursor, 2 * numbers, pixels);
  const isComplete = bytes !== undefined && sectorCount >= 0 && bytes + kindBytes * sectorCount <= cursor.left;
  return isComplete ? bytes + kindBytes * sectorCount : undefined;
}

/** The same where all numbers take two bytes: up to the end of some lists, each behind its length. */
function shortListBytes({ at, view, left, littleEndian }: Cursor, start: number, lists: number): number | undefined {
  let place = start;
  for (let list = 0; list < lists; list++) {
    if (place + 2 > left) return undefined;
    const length = view.getInt16(at + place, littleEndian);
    if (length < 0) return undefined;
    place += 2 + 2 * length;
  }
  return place;
}

function sectorLists(cursor: Cursor, pixels: number, sectorCount: number, isPacked: boolean) {
  const { bytes, left, view, littleEndian } = cursor;
  // Each number takes a byte at least, and so does the length of each list; more than that leaves too few for the kinds.
  const sectors = new Int32Array(Math.max(0, Math.min(left, left - pixels - kindBytes * sectorCount)));
  const sectorOffsets = new Uint32Array(pixels + 1);
  let at = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const count = isPacked ? cursor.varint() : cursor.int16();
    const end = at + count;
    if (count < 0 || count > cursor.left) throw cursor.damaged("a list of sectors is longer than what is left");
    if (isPacked) {
      // To ask the cursor for each of these short lists would take as long again: numbers of one or two bytes are read here.
      let place = cursor.at;
      while (at < end && bytes[place] < 0xc0 && place + 1 < bytes.length) {
        const first = bytes[place++];
        const word = first < 0x80 ? first : ((first & 0x3f) << 8) | bytes[place++];
        sectors[at++] = (word >>> 1) ^ -(word & 1);
      }
      cursor.at = place;
      cursor.varintsInto(sectors, at, end);
    } else if (2 * count <= cursor.left) {
      let place = cursor.take(2 * count);
      for (let i = at; i < end; i++, place += 2) sectors[i] = view.getInt16(place, littleEndian);
    } else for (let i = at; i < end; i++) sectors[i] = cursor.int16();
    at = end;
    sectorOffsets[pixel + 1] = at;
  }
  return { sectors: sectors.slice(0, at), sectorOffsets };
}

function sectorKinds(cursor: Cursor, count: number) {
  if (count < 0 || kindBytes * count > cursor.left) throw cursor.damaged(`it declares ${count} sectors`);
  const sectorType = new Uint8Array(count);
  const sectorThreshold = new Float32Array(count);
  const pixelThreshold = new Float32Array(count);
  const { view, littleEndian } = cursor;
  for (let i = 0, at = cursor.take(kindBytes * count); i < count; i++, at += kindBytes) {
    sectorType[i] = view.getUint8(at);
    sectorThreshold[i] = view.getFloat32(at + 1, littleEndian);
    pixelThreshold[i] = view.getFloat32(at + 5, littleEndian);
  }
  return { sectorType, sectorThreshold, pixelThreshold };
}
