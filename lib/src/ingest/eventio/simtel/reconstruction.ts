import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Objects of the types 2100 and on: where a telescope looked, rad. */
export interface TrackingPosition {
  /** As the encoders gave it. */
  raw?: { azimuth: number; altitude: number };
  /** With what is known about errors of the pointing. */
  corrected?: { azimuth: number; altitude: number };
}

export const trackingReader: ObjectReader<TrackingPosition> = {
  type: 2100,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    const place = () => ({ azimuth: cursor.float32(), altitude: cursor.float32() });
    return {
      ...(object.id & 0x100 ? { raw: place() } : {}),
      ...(object.id & 0x200 ? { corrected: place() } : {}),
    };
  },
};

/** Object 2015: what the simulation reconstructed. Angles in rad, lengths in m. */
export interface StereoReconstruction {
  triggered: number;
  read: number;
  images: number;
  imagePattern: number;
  azimuth?: number;
  altitude?: number;
  directionErrors?: Float32Array;
  coreX?: number;
  coreY?: number;
  coreErrors?: Float32Array;
  /** Scaled length and width, and their errors. */
  scaledLength?: number;
  scaledWidth?: number;
  scaledLengthError?: number;
  scaledWidthError?: number;
  energyTeV?: number;
  energyErrorTeV?: number;
  maximumDepthGcm2?: number;
  maximumDepthErrorGcm2?: number;
}

export const stereoReader: ObjectReader<StereoReconstruction> = {
  type: 2015,
  versions: [1, 1],
  read(object) {
    const cursor = new Cursor(object);
    const has = (bit: number) => (object.id & bit) !== 0;
    const [triggered, read, images] = cursor.int16s(3);
    return {
      triggered,
      read,
      images,
      imagePattern: cursor.int32(),
      ...(has(1) ? { azimuth: cursor.float32(), altitude: cursor.float32() } : {}),
      ...(has(2) ? { directionErrors: cursor.float32s(3) } : {}),
      ...(has(4) ? { coreX: cursor.float32(), coreY: cursor.float32() } : {}),
      ...(has(8) ? { coreErrors: cursor.float32s(3) } : {}),
      ...(has(16) ? { scaledLength: cursor.float32(), scaledWidth: cursor.float32() } : {}),
      ...(has(32) ? { scaledLengthError: cursor.float32(), scaledWidthError: cursor.float32() } : {}),
      ...(has(64) ? { energyTeV: cursor.float32() } : {}),
      ...(has(128) ? { energyErrorTeV: cursor.float32() } : {}),
      ...(has(256) ? { maximumDepthGcm2: cursor.float32() } : {}),
      ...(has(512) ? { maximumDepthErrorGcm2: cursor.float32() } : {}),
    };
  },
};
