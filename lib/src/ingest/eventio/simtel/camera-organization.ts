import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

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

export const cameraOrganizationReader: ObjectReader<CameraOrganization> = {
  type: 2003,
  versions: [1, 2],
  read(object) {
    const isPacked = object.version >= 2;
    const cursor = new Cursor(object);
    const [pixels, drawers, gains, sectorCount] = cursor.int32s(4);
    cursor.size(pixels, gains);
    const numbers = (count: number): Int32Array =>
      isPacked ? cursor.varints(count) : new Int32Array(cursor.int16s(count));
    const wiring = {
      drawer: numbers(pixels),
      card: numbers(pixels * gains),
      chip: numbers(pixels * gains),
      channel: numbers(pixels * gains),
    };
    return {
      telescope: object.id,
      pixels,
      drawers,
      gains,
      ...wiring,
      ...sectorLists(cursor, pixels, sectorCount, isPacked),
      ...sectorKinds(cursor, sectorCount),
    };
  },
};

function sectorLists(cursor: Cursor, pixels: number, sectorCount: number, isPacked: boolean) {
  const { bytes, left } = cursor;
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
