import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";
import { type EventTime, readTime } from "./event-time";

/** Object 2011: how a telescope took part in an event. */
export interface TelescopeEventHeader {
  telescope: number;
  localCount: number;
  globalCount: number;
  cpuTime: EventTime;
  gpsTime: EventTime;
  triggerSource: number;
  /** Sectors of the camera that triggered, and when. */
  triggeredSectors?: Int32Array;
  sectorTimesNs?: Float32Array;
  addresses?: Int32Array;
  /** Version 3. */
  readoutTimeNs?: number;
  relativeTriggerTimeNs?: number;
  /** First sample that was read out (version 4). */
  readoutStart?: number;
}

export const telescopeEventHeaderReader: ObjectReader<TelescopeEventHeader> = {
  type: 2011,
  versions: [0, 4],
  read(object) {
    const { version } = object;
    const cursor = new Cursor(object);
    const header: TelescopeEventHeader = {
      telescope: object.id,
      localCount: cursor.int32(),
      globalCount: cursor.int32(),
      cpuTime: readTime(cursor),
      gpsTime: readTime(cursor),
      triggerSource: 0,
    };
    const flags = cursor.int16();
    header.triggerSource = flags & 0xff;
    const list = () => (version <= 1 ? new Int32Array(cursor.int16s(cursor.int16())) : cursor.varints(cursor.varint()));
    if (flags & 0x100) {
      header.triggeredSectors = list();
      if (version >= 1 && flags & 0x400) header.sectorTimesNs = cursor.float32s(header.triggeredSectors.length);
    }
    if (flags & 0x200) header.addresses = list();
    if (version >= 3) {
      header.readoutTimeNs = cursor.float32();
      header.relativeTriggerTimeNs = cursor.float32();
    }
    if (version >= 4) header.readoutStart = cursor.int32();
    return header;
  },
};
