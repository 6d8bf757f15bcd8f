import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";
import { type EventTime, readTime } from "./event-time";

/** Object 2009: what triggered an array. */
export interface TriggerInformation {
  event: number;
  cpuTime: EventTime;
  gpsTime: EventTime;
  /** Bits of the first 32 telescopes; `triggered` has all. */
  triggerPattern: number;
  dataPattern: number;
  /** Numbers of the telescopes that triggered (version 1). */
  triggered: Int16Array;
  /** When they did. */
  timesNs: Float32Array;
  /** Numbers of the telescopes that were read out. */
  withData: Int16Array;
  /** Per telescope that triggered (version 2): bits 1 majority, 2 analog sum, 4 digital sum, 8 digital trigger. */
  types?: Uint32Array;
  /** Times by type, `[telescope][type]`, NaN where there is none (version 2). */
  timesByTypeNs?: Float32Array;
  /** By which times were corrected for a plane front of light (version 3). */
  planeFront?: { azimuth: number; altitude: number; speedOfLight: number };
}

const types = 4;

export const triggerReader: ObjectReader<TriggerInformation> = {
  type: 2009,
  versions: [0, 3],
  read(object) {
    const { version } = object;
    const cursor = new Cursor(object);
    const start = {
      event: object.id,
      cpuTime: readTime(cursor),
      gpsTime: readTime(cursor),
      triggerPattern: cursor.int32(),
      dataPattern: cursor.int32(),
    };
    if (version === 0) {
      return { ...start, triggered: new Int16Array(0), timesNs: new Float32Array(0), withData: new Int16Array(0) };
    }
    const count = cursor.int16();
    const triggered = cursor.int16s(count);
    const timesNs = cursor.float32s(count);
    const withData = cursor.int16s(cursor.int16());
    return {
      ...start,
      triggered,
      timesNs,
      withData,
      ...(version >= 2 ? byType(cursor, timesNs) : {}),
      ...(version >= 3
        ? { planeFront: { azimuth: cursor.float32(), altitude: cursor.float32(), speedOfLight: cursor.float32() } }
        : {}),
    };
  },
};

/** Types of triggers, and their times where a telescope had more than one. */
function byType(cursor: Cursor, timesNs: Float32Array) {
  const masks = cursor.uvarints(timesNs.length);
  const timesByTypeNs = new Float32Array(types * masks.length).fill(Number.NaN);
  for (let telescope = 0; telescope < masks.length; telescope++) {
    const fired = masks[telescope] & ((1 << types) - 1);
    const isSeveral = (fired & (fired - 1)) !== 0;
    for (let type = 0; type < types; type++) {
      if ((fired & (1 << type)) === 0) continue;
      timesByTypeNs[types * telescope + type] = isSeveral ? cursor.float32() : timesNs[telescope];
    }
    masks[telescope] = mendedTypes(masks[telescope]);
  }
  return { types: masks, timesByTypeNs };
}

/** Some versions of sim_telarray wrote the bits 0x100 to 0x400 four places too low; no other program sets the low ones. */
function mendedTypes(mask: number): number {
  return (mask & ~0x70) | ((mask & 0x70) << 4);
}
