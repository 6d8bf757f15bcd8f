import { Cursor } from "../cursor";
import { withArrays } from "../later-arrays";
import type { ObjectReader } from "../object-reader";
import { bytesOfMany } from "./sample-differences";

/** Object 2027: pixels that have something in common. */
export interface PixelList {
  telescope: number;
  /** 0 triggered, 1 selected by a cleaning. */
  code: number;
  pixels: Int32Array;
}

export const pixelListReader: ObjectReader<PixelList> = {
  type: 2027,
  versions: [0, 1],
  read(object) {
    const cursor = new Cursor(object);
    const isPacked = object.version >= 1;
    return {
      telescope: object.id % 1_000_000,
      code: Math.floor(object.id / 1_000_000),
      pixels: isPacked ? cursor.varints(cursor.varint()) : new Int32Array(cursor.int16s(cursor.int16())),
    };
  },
};

/** Object 2032: when pixels triggered. */
export interface PixelTriggerTimes {
  telescope: number;
  stepNs: number;
  pixels: Int32Array;
  /** In steps. */
  times: Int32Array;
}

export const pixelTriggerTimesReader: ObjectReader<PixelTriggerTimes> = {
  type: 2032,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    const stepNs = cursor.float32();
    const count = cursor.varint();
    return { telescope: object.id, stepNs, pixels: cursor.varints(count), times: cursor.varints(count) };
  },
};

/** Objects 2029 and 2030: signals beside those of the pixels. */
export interface AuxiliaryTraces {
  id: number;
  telescope: number;
  kind: "digital" | "analog";
  /** Samples of a pixel per sample here. */
  timeScale: number;
  traces: number;
  samples: number;
  /** `[trace][sample]`. */
  values: Int32Array | Float32Array;
}

const traces = (kind: AuxiliaryTraces["kind"]): ObjectReader<AuxiliaryTraces> => ({
  type: kind === "digital" ? 2029 : 2030,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object);
    const [telescope, timeScale] = [cursor.int32(), cursor.float32()];
    const [count, samples] = [cursor.uvarint(), cursor.uvarint()];
    const head = { id: object.id, telescope, kind, timeScale, traces: count, samples };
    if (kind === "analog") return { ...head, values: cursor.float32s(count * samples) };
    return withArrays(cursor, head, ["values"], bytesOfMany(cursor, count * samples), (bytes) => ({
      values: bytes.differences(count, samples),
    }));
  },
});

export const digitalTracesReader: ObjectReader<AuxiliaryTraces> = traces("digital");
export const analogTracesReader: ObjectReader<AuxiliaryTraces> = traces("analog");
