import type { Cursor } from "../cursor";

/** A time to the nanosecond, which one number could not hold. */
export interface EventTime {
  /** Unix time. */
  seconds: number;
  nanoseconds: number;
}

export function readTime(cursor: Cursor): EventTime {
  return { seconds: cursor.int32(), nanoseconds: cursor.int32() };
}
