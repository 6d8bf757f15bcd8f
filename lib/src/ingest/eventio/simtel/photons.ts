import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

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

/** Object 1208. */
export const photoelectronsReader: ObjectReader<Photoelectrons> = {
  type: 1208,
  versions: [1, 3],
  read(object) {
    const { version, id } = object;
    const cursor = new Cursor(object);
    const [total, pixels] = [cursor.int32(), cursor.size(cursor.int32())];
    const flags = version >= 2 ? cursor.int16() : 0;
    const filled = cursor.int32();
    if (total < 0 || 4 * total > cursor.left) throw cursor.damaged(`it declares ${total} photo-electrons`);
    const pixelOf = (): number => {
      const pixel = version >= 3 ? cursor.varint() : cursor.int16();
      if (pixel < 0 || pixel >= pixels) throw cursor.damaged(`there is no pixel ${pixel}`);
      return pixel;
    };
    const counts = new Int32Array(pixels);
    const pixel = new Int32Array(total);
    const timesNs = new Float32Array(total);
    const amplitudes = flags & 1 ? new Float32Array(total) : undefined;
    // Bits are copied: most pixels have one or two, which are not worth arrays of their own.
    const timeBits = new Int32Array(timesNs.buffer);
    const amplitudeBits = amplitudes && new Int32Array(amplitudes.buffer);
    const { view, littleEndian } = cursor;
    let at = 0;
    for (let i = 0; i < filled; i++) {
      const which = pixelOf();
      const count = cursor.int32();
      if (count < 0 || at + count > total)
        throw cursor.damaged("its pixels have more photo-electrons than it declares");
      counts[which] = count;
      const end = at + count;
      let place = cursor.take((amplitudeBits ? 8 : 4) * count);
      for (let k = at; k < end; k++, place += 4) {
        pixel[k] = which;
        timeBits[k] = view.getInt32(place, littleEndian);
      }
      if (amplitudeBits)
        for (let k = at; k < end; k++, place += 4) amplitudeBits[k] = view.getInt32(place, littleEndian);
      at = end;
    }
    const list: Photoelectrons = {
      array: Math.floor(id / 1000),
      telescopeIndex: id % 1000,
      pixels,
      counts,
      pixel: pixel.subarray(0, at),
      timesNs: timesNs.subarray(0, at),
      ...(amplitudes ? { amplitudes: amplitudes.subarray(0, at) } : {}),
    };
    if (flags & 4) {
      list.photons = new Int32Array(pixels);
      const lit = cursor.int32();
      for (let i = 0; i < lit; i++) list.photons[pixelOf()] = cursor.int32();
    }
    return list;
  },
};

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
  read(object) {
    const cursor = new Cursor(object);
    const [array, telescopeIndex] = cursor.int16s(2);
    const photons = cursor.float32();
    const count = cursor.int32();
    const isCompact = object.version >= 1000;
    const rows = isCompact ? cursor.int16s(8 * count) : cursor.float32s(8 * count);
    const column = (which: number, compact?: (value: number) => number) => {
      const values = new Float32Array(count);
      if (isCompact && compact) for (let i = 0; i < count; i++) values[i] = compact(rows[8 * i + which]);
      else for (let i = 0, at = which; i < count; i++, at += 8) values[i] = rows[at];
      return values;
    };
    const cosine = (value: number) => Math.min(1, Math.max(-1, value / 30000));
    return {
      array,
      telescopeIndex,
      photons,
      xCm: column(0, (value) => value / 10),
      yCm: column(1, (value) => value / 10),
      cosX: column(2, cosine),
      cosY: column(3, cosine),
      timesNs: column(4, (value) => value / 10),
      heightCm: column(5, (value) => 10 ** (value / 1000)),
      weight: column(6, (value) => value / 100),
      wavelengthNm: column(7),
    };
  },
};

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
