import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2000: the run and its array of telescopes. Lengths in m, angles in rad. */
export interface RunHeader {
  run: number;
  /** Begin of the run, Unix time in seconds. */
  time: number;
  runType: number;
  trackingMode: number;
  /** True when telescopes were turned over the zenith. */
  isReversed: boolean;
  /** Where the telescopes point: azimuth and altitude, or right ascension and declination (tracking mode 1). */
  direction: Float32Array;
  /** Offset of the centre of the field of view. */
  offset: Float32Array;
  /** Depth in the atmosphere to which telescopes converge, g/cm²; 0 for parallel ones. */
  convergenceDepthGcm2: number;
  /** Place on the ground to which `convergenceDepthGcm2` belongs. */
  convergencePlace: Float32Array;
  /** Numbers of the telescopes. */
  telescopes: Int16Array;
  /** `[telescope][x, y, z]`: to the north, to the west, up. */
  positions: Float32Array;
  /** Least number of telescopes in an event. */
  leastTelescopes: number;
  /** Seconds; 0 when simulated. */
  duration: number;
  target: string;
  observer: string;
}

export const runHeaderReader: ObjectReader<RunHeader> = {
  type: 2000,
  versions: [0, 2],
  read(object) {
    const cursor = new Cursor(object);
    const start = {
      run: cursor.int32(),
      time: cursor.int32(),
      runType: cursor.int32(),
      trackingMode: cursor.int32(),
      isReversed: object.version >= 2 && cursor.int32() !== 0,
      direction: cursor.float32s(2),
      offset: cursor.float32s(2),
      convergenceDepthGcm2: cursor.float32(),
      convergencePlace: object.version >= 1 ? cursor.float32s(2) : new Float32Array(2),
    };
    const count = cursor.int32();
    return {
      ...start,
      telescopes: cursor.int16s(count),
      positions: cursor.float32s(3 * count),
      leastTelescopes: cursor.int32(),
      duration: cursor.int32(),
      target: cursor.text(),
      observer: cursor.text(),
    };
  },
};
