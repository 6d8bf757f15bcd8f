import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** Object 2002: optics and pixels of a telescope. Lengths in m, angles in rad. */
export interface CameraSettings {
  telescope: number;
  pixels: number;
  focalLength: number;
  /** Focal length that maps angles to places best (version 5). */
  effectiveFocalLength?: number;
  /** The same by direction, and displacements (version 6): x, y, dx, dy. */
  effectiveFocalLengths?: Float32Array;
  /** Centres of the pixels. */
  x: Float32Array;
  y: Float32Array;
  /** Distance from the plane, where the camera is curved. */
  z: Float32Array;
  /** Directions in which pixels look, where they are not parallel. */
  directionX: Float32Array;
  directionY: Float32Array;
  isCurved: boolean;
  isParallel: boolean;
  /** 0 circle, 1 hexagon with neighbours along x, 2 square, 3 hexagon with neighbours along y, -1 not known. */
  shape: Int32Array;
  /** m². */
  area: Float32Array;
  /** Distance between flat sides; 0 where it is not known. */
  size: Float32Array;
  mirrors: number;
  /** m². */
  mirrorArea: number;
  /** By which the camera is turned against x and y. */
  rotation: number;
}

export const cameraSettingsReader: ObjectReader<CameraSettings> = {
  type: 2002,
  versions: [0, 6],
  read(object) {
    const { version } = object;
    const cursor = new Cursor(object);
    const pixels = cursor.size(cursor.int32());
    const focalLength = cursor.float32();
    const optics = {
      ...(version >= 5 ? { effectiveFocalLength: cursor.float32() } : {}),
      ...(version >= 6 ? { effectiveFocalLengths: cursor.float32s(4) } : {}),
    };
    const [x, y] = [cursor.float32s(pixels), cursor.float32s(pixels)];
    return {
      telescope: object.id,
      pixels,
      focalLength,
      ...optics,
      x,
      y,
      ...(version >= 4 ? surface(cursor, pixels) : flatSurface(cursor, pixels, version)),
      mirrors: version >= 2 ? cursor.int32() : 0,
      mirrorArea: version >= 2 ? cursor.float32() : 0,
      rotation: version >= 3 ? cursor.float32() : 0,
    };
  },
};

function surface(cursor: Cursor, pixels: number) {
  const isCurved = cursor.varint() !== 0;
  const isParallel = cursor.varint() !== 0;
  const z = isCurved ? cursor.float32s(pixels) : new Float32Array(pixels);
  const directionX = isParallel ? new Float32Array(pixels) : cursor.float32s(pixels);
  const directionY = isParallel ? new Float32Array(pixels) : cursor.float32s(pixels);
  const isCommon = cursor.varint() !== 0;
  const shape = isCommon ? new Int32Array(pixels).fill(cursor.varint()) : cursor.varints(pixels);
  const area = isCommon ? new Float32Array(pixels).fill(cursor.float32()) : cursor.float32s(pixels);
  const size = isCommon ? new Float32Array(pixels).fill(cursor.float32()) : cursor.float32s(pixels);
  return { isCurved, isParallel, z, directionX, directionY, shape, area, size };
}

function flatSurface(cursor: Cursor, pixels: number, version: number) {
  const area = cursor.float32s(pixels);
  return {
    isCurved: false,
    isParallel: true,
    z: new Float32Array(pixels),
    directionX: new Float32Array(pixels),
    directionY: new Float32Array(pixels),
    shape: new Int32Array(pixels).fill(-1),
    area,
    size: version >= 1 ? cursor.float32s(pixels) : new Float32Array(pixels),
  };
}
