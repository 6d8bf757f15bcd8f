import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2004: how the pixels of a camera are set and read out. */
export interface PixelSettings {
  telescope: number;
  setup: number;
  triggerMode: number;
  /** Least number of pixels in a trigger. */
  leastPixels: number;
  /** Setting of the high voltage of each pixel. */
  voltageDac: Int32Array;
  /** Per drawer. */
  thresholdDac: Int32Array;
  adcStart: Int16Array;
  adcCount: Int16Array;
  /** Length of a sample (version 1). */
  sampleNs?: number;
  /** Samples in a sum (version 1). */
  sumSamples?: number;
  /** Shape of a pulse per gain (version 2): `[gain][step]`. */
  referencePulse?: { gains: number; steps: number; stepNs: number; values: Float32Array };
  /** First sample of a sum (version 3). */
  sumOffset?: number;
}

export const pixelSettingsReader: ObjectReader<PixelSettings> = {
  type: 2004,
  versions: [0, 3],
  read(object) {
    const { version } = object;
    const cursor = new Cursor(object);
    const [setup, triggerMode, leastPixels, pixels] = cursor.int32s(4);
    const voltageDac = cursor.int32s(pixels);
    const thresholdDac = cursor.int32s(cursor.int32());
    const drawers = cursor.int32();
    return {
      telescope: object.id,
      setup,
      triggerMode,
      leastPixels,
      voltageDac,
      thresholdDac,
      adcStart: cursor.int16s(drawers),
      adcCount: cursor.int16s(drawers),
      ...(version >= 1 ? { sampleNs: cursor.float32(), sumSamples: cursor.int32() } : {}),
      ...(version >= 2 ? { referencePulse: pulse(cursor) } : {}),
      ...(version >= 3 ? { sumOffset: cursor.int32() } : {}),
    };
  },
};

function pulse(cursor: Cursor) {
  const [gains, steps] = [cursor.varint(), cursor.varint()];
  return { gains, steps, stepNs: cursor.float32(), values: cursor.float16s(gains * steps) };
}
