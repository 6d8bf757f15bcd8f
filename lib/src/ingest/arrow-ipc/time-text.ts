import type { TimeUnit } from "./schema";

const perSecond: Record<Exclude<TimeUnit, "d">, bigint> = { s: 1n, ms: 1000n, us: 1_000_000n, ns: 1_000_000_000n };
const digits: Record<TimeUnit, number> = { d: 0, s: 0, ms: 3, us: 6, ns: 9 };
/** Seconds from 1970 that a Date can hold. */
const furthest = 8_640_000_000_000n;

/** A count of units from 1970 as ISO 8601 writes it, to the digits of the unit. Counts too large for a date stay counts. */
export function timestampText(count: bigint, unit: TimeUnit): string {
  if (unit === "d") return timestampText(count * 86400n, "s").slice(0, -9);
  const per = perSecond[unit];
  const seconds = count / per - (count % per < 0n ? 1n : 0n);
  if (seconds > furthest || seconds < -furthest) return String(count);
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -5);
  return unit === "s" ? whole : `${whole}.${String(count - seconds * per).padStart(digits[unit], "0")}`;
}

/** A count of units from midnight as hours, minutes and seconds. */
export function timeOfDayText(count: bigint, unit: TimeUnit): string {
  return timestampText(count, unit).slice(11);
}

/** Seconds with so many digits behind the point, from a whole number of their smallest parts. */
export function secondsText(count: bigint, digits: number): string {
  const text = String(count < 0n ? -count : count).padStart(digits + 1, "0");
  return `${count < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
