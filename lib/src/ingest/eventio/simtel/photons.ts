import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { readArrays, skippedBytes } from "./pixel-kernel";

/** Photo-electrons that a telescope saw. */
export interface Photoelectrons {
  /** Use of the shower and telescope, both from 0. */
  array: number;
  telescopeIndex: number;
  pixels: number;
  /** Number in each pixel. */
  counts: Int32Array;
  /** Pixel of each photo-electron. */
  pixel: Int32Array;
  timesNs: Float32Array;
  /** In mean photo-electrons, where they are given. */
  amplitudes?: Float32Array;
  /** Number of photons in each pixel, where it is given. */
  photons?: Int32Array;
}

/** Shorter lists are not worth the copying. */
const fewestPhotoelectrons = 128;
const fewestBunches = 32;

/** Object 1208. */
export const photoelectronsReader: ObjectReader<Photoelectrons> = {
  type: 1208,
  versions: [1, 3],
  read: (object) => readPhotoelectrons(object),
};

/** @param inWebAssembly whether long lists may be read there; the result is the same */
export function readPhotoelectrons(object: EventioObject, inWebAssembly = true): Photoelectrons {
  const { version, id } = object;
  const cursor = new Cursor(object);
  const [total, pixels] = [cursor.int32(), cursor.size(cursor.int32())];
  const flags = version >= 2 ? cursor.int16() : 0;
  const filled = cursor.int32();
  if (total < 0 || 4 * total > cursor.left) throw cursor.damaged(`it declares ${total} photo-electrons`);
  const what = { isPacked: version >= 3, hasAmplitudes: (flags & 1) !== 0, total, pixels, filled };
  const isLong = inWebAssembly && cursor.littleEndian && total >= fewestPhotoelectrons;
  const known = [...kernelShape(what), what.hasAmplitudes ? 2 : 1];
  const list: Photoelectrons = withArrays(
    cursor,
    { array: Math.floor(id / 1000), telescopeIndex: id % 1000, pixels },
    what.hasAmplitudes ? [...listNames, "amplitudes"] : listNames,
    isLong ? skippedBytes(cursor, (kernel, from, end) => kernel.skipPhotoelectrons(from, end, ...known)) : undefined,
    (bytes) => (inWebAssembly && listInWebAssembly(bytes, what)) || listSlowly(bytes, what),
  );
  if (flags & 4) {
    list.photons = new Int32Array(pixels);
    const lit = cursor.int32();
    for (let i = 0; i < lit; i++) list.photons[pixelNumber(cursor, what)] = cursor.int32();
  }
  return list;
}

const listNames: (keyof List)[] = ["counts", "pixel", "timesNs"];

/** What the kernel wants to know. */
function kernelShape({ isPacked, filled, pixels, total }: ListShape): number[] {
  return [Number(isPacked), Math.max(0, filled), pixels, total];
}

export interface ListShape {
  isPacked: boolean;
  hasAmplitudes: boolean;
  total: number;
  pixels: number;
  /** Pixels with photo-electrons. */
  filled: number;
}

export type List = Pick<Photoelectrons, "counts" | "pixel" | "timesNs" | "amplitudes">;

/** The list that a cursor stands before; `undefined` where that cannot be done: nothing is read then. */
export function listInWebAssembly(cursor: Cursor, shape: ListShape): List | undefined {
  const { hasAmplitudes, total, pixels } = shape;
  let listed = 0;
  const arrays = readArrays(
    cursor,
    [pixels, total, total, hasAmplitudes ? total : 0],
    (kernel, from, end, [counts, numbers, times, amplitudes]) => {
      const places = [counts, numbers, times, hasAmplitudes ? amplitudes : 0];
      const behind = kernel.photoelectrons(from, end, ...kernelShape(shape), ...places);
      listed = kernel.listed();
      return behind;
    },
  );
  if (arrays === undefined) return undefined;
  const [counts, numbers, times, amplitudes] = arrays;
  return {
    counts: new Int32Array(counts),
    pixel: new Int32Array(numbers, 0, listed),
    timesNs: new Float32Array(times, 0, listed),
    ...(hasAmplitudes ? { amplitudes: new Float32Array(amplitudes, 0, listed) } : {}),
  };
}

function listSlowly(cursor: Cursor, shape: ListShape): List {
  const { hasAmplitudes, total, pixels, filled } = shape;
  const counts = new Int32Array(pixels);
  const pixel = new Int32Array(total);
  const timesNs = new Float32Array(total);
  const amplitudes = hasAmplitudes ? new Float32Array(total) : undefined;
  // Bits are copied: most pixels have one or two, which are not worth arrays of their own.
  const timeBits = new Int32Array(timesNs.buffer);
  const amplitudeBits = amplitudes && new Int32Array(amplitudes.buffer);
  const { view, littleEndian } = cursor;
  let at = 0;
  for (let i = 0; i < filled; i++) {
    const which = pixelNumber(cursor, shape);
    const count = cursor.int32();
    if (count < 0 || at + count > total) throw cursor.damaged("its pixels have more photo-electrons than it declares");
    counts[which] = count;
    const end = at + count;
    let place = cursor.take((amplitudeBits ? 8 : 4) * count);
    for (let k = at; k < end; k++, place += 4) {
      pixel[k] = which;
      timeBits[k] = view.getInt32(place, littleEndian);
    }
    if (amplitudeBits) for (let k = at; k < end; k++, place += 4) amplitudeBits[k] = view.getInt32(place, littleEndian);
    at = end;
  }
  return {
    counts,
    pixel: pixel.subarray(0, at),
    timesNs: timesNs.subarray(0, at),
    ...(amplitudes ? { amplitudes: amplitudes.subarray(0, at) } : {}),
  };
}

function pixelNumber(cursor: Cursor, { isPacked, pixels }: ListShape): number {
  const pixel = isPacked ? cursor.varint() : cursor.int16();
  if (pixel < 0 || pixel >= pixels) throw cursor.damaged(`there is no pixel ${pixel}`);
  return pixel;
}

/** Bunches of photons at a telescope, or particles that reached the ground. One number per bunch in each array. */
export interface PhotonBunches {
  /** Use of the shower and telescope, both from 0; 999 and 999 for particles at the ground. */
  array: number;
  telescopeIndex: number;
  /** Photons in all. */
  photons: number;
  /** Place relative to the telescope, or on the ground, cm. */
  xCm: Float32Array;
  yCm: Float32Array;
  /** Cosines of the direction. */
  cosX: Float32Array;
  cosY: Float32Array;
  timesNs: Float32Array;
  /** Height of emission, cm; the momentum of particles, GeV/c. */
  heightCm: Float32Array;
  /** Photons in the bunch; the weight of particles. */
  weight: Float32Array;
  /** Nanometres, 0 when not known, 9999 for a row that says what emitted the bunch before it; the kind of particles. */
  wavelengthNm: Float32Array;
}

/** Object 1205, as eight real numbers or eight short whole numbers per bunch. */
export const photonBunchesReader: ObjectReader<PhotonBunches> = {
  type: 1205,
  versions: [0, 1999],
  read: (object) => readPhotonBunches(object),
};

/** @param inWebAssembly whether many may be read there; the result is the same */
export function readPhotonBunches(object: EventioObject, inWebAssembly = true): PhotonBunches {
  const cursor = new Cursor(object);
  const [array, telescopeIndex] = cursor.int16s(2);
  const photons = cursor.float32();
  const count = cursor.int32();
  const isCompact = object.version >= 1000;
  const bytes = (isCompact ? 16 : 32) * count;
  const isLong = inWebAssembly && count >= fewestBunches && bytes <= cursor.left;
  return withArrays(cursor, { array, telescopeIndex, photons }, columnNames, isLong ? bytes : undefined, (from) => {
    if (isCompact) return named(compactColumns(from, count));
    return named((inWebAssembly && columnsInWebAssembly(from, count)) || realColumns(from, count));
  });
}

const columnNames = ["xCm", "yCm", "cosX", "cosY", "timesNs", "heightCm", "weight", "wavelengthNm"] as const;

type Columns = Record<(typeof columnNames)[number], Float32Array>;

function named(columns: readonly Float32Array[]): Columns {
  return Object.fromEntries(columnNames.map((name, i) => [name, columns[i]])) as Columns;
}

/** The same. */
export function columnsInWebAssembly(cursor: Cursor, count: number): Float32Array[] | undefined {
  if (count < fewestBunches || 32 * count > cursor.left) return undefined;
  return readArrays(cursor, new Array<number>(8).fill(count), (kernel, from, _end, [first, second]) => {
    kernel.columns(from, count, first, second - first);
    return from + 32 * count;
  })?.map((column) => new Float32Array(column));
}

function realColumns(cursor: Cursor, count: number): Float32Array[] {
  const rows = cursor.float32s(8 * count);
  return Array.from({ length: 8 }, (_, which) => {
    const values = new Float32Array(count);
    for (let i = 0, at = which; i < count; i++, at += 8) values[i] = rows[at];
    return values;
  });
}

function compactColumns(cursor: Cursor, count: number): Float32Array[] {
  const rows = cursor.int16s(8 * count);
  const tenth = (value: number) => value / 10;
  const cosine = (value: number) => Math.min(1, Math.max(-1, value / 30000));
  const height = (value: number) => 10 ** (value / 1000);
  const meanings = [
    tenth,
    tenth,
    cosine,
    cosine,
    tenth,
    height,
    (value: number) => value / 100,
    (value: number) => value,
  ];
  return meanings.map((meaning, which) => Float32Array.from({ length: count }, (_, i) => meaning(rows[8 * i + which])));
}

/** Object 2026: photo-electrons and photons of an event, one number per telescope. */
export interface PhotoelectronSums {
  event: number;
  shower: number;
  photoelectrons: Int32Array;
  /** Photons (version 1): all, those that pass the atmosphere, of 300–600 nm, weighted with the quantum efficiency. */
  photons?: { all: Float32Array; atmosphere: Float32Array; nm300To600: Float32Array; detected: Float32Array };
  /** Photons of 400 nm (version 2). */
  photons400Nm?: Float32Array;
}

export const photoelectronSumsReader: ObjectReader<PhotoelectronSums> = {
  type: 2026,
  versions: [0, 2],
  read(object) {
    const cursor = new Cursor(object);
    const [shower, telescopes] = [cursor.int32(), cursor.int32()];
    const photoelectrons = cursor.int32s(telescopes);
    // No program is known to write numbers per pixel here; their layout is not known either.
    if (cursor.int32s(telescopes).some((pixels) => pixels !== 0)) {
      throw cursor.damaged("it holds numbers per pixel, which are not known");
    }
    const row = () => cursor.float32s(telescopes);
    return {
      event: object.id,
      shower,
      photoelectrons,
      ...(object.version >= 1
        ? { photons: { all: row(), atmosphere: row(), nm300To600: row(), detected: row() } }
        : {}),
      ...(object.version >= 2 ? { photons400Nm: row() } : {}),
    };
  },
};
