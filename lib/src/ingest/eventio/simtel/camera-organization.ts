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

export const cameraOrganizationReader: ObjectReader<CameraOrganization> = {
  type: 2003,
  versions: [1, 2],
  read(object) {
    const isPacked = object.version >= 2;
    const cursor = new Cursor(object);
    const [pixels, drawers, gains, sectorCount] = cursor.int32s(4);
    cursor.size(pixels, gains);
    const numbers = (count: number): Int32Array =>
      isPacked ? cursor.varints(count) : Int32Array.from(cursor.int16s(count));
    const wiring = {
      drawer: numbers(pixels),
      card: numbers(pixels * gains),
      chip: numbers(pixels * gains),
      channel: numbers(pixels * gains),
    };
    const sectorOffsets = new Uint32Array(pixels + 1);
    const all: Int32Array[] = [];
    for (let pixel = 0; pixel < pixels; pixel++) {
      const some = numbers(isPacked ? cursor.varint() : cursor.int16());
      all.push(some);
      sectorOffsets[pixel + 1] = sectorOffsets[pixel] + some.length;
    }
    const sectors = new Int32Array(sectorOffsets[pixels]);
    for (const [pixel, some] of all.entries()) sectors.set(some, sectorOffsets[pixel]);
    return {
      telescope: object.id,
      pixels,
      drawers,
      gains,
      ...wiring,
      sectors,
      sectorOffsets,
      ...kinds(cursor, sectorCount),
    };
  },
};

function kinds(cursor: Cursor, count: number) {
  if (count < 0 || 9 * count > cursor.left) throw cursor.damaged(`it declares ${count} sectors`);
  const sectorType = new Uint8Array(count);
  const sectorThreshold = new Float32Array(count);
  const pixelThreshold = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    sectorType[i] = cursor.uint8();
    sectorThreshold[i] = cursor.float32();
    pixelThreshold[i] = cursor.float32();
  }
  return { sectorType, sectorThreshold, pixelThreshold };
}
