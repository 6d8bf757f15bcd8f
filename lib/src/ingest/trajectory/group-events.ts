import { compactTimestamp } from "../../core/time/julian-date";
import type { TrajectoryRecord } from "./trajectory-record";

/** Reference times that differ by no more than this belong to one event, s. */
const sameEvent = 1;
const secondsPerDay = 86400;

/** A meteor, seen in one or several trajectory files. */
export interface MeteorEvent {
  /** `YYYYMMDD_HHMMSS` or the stem of its only file; `YYYYMMDD_HHMMSS_combined` when it has several. */
  name: string;
  /** The files to be used together, by reference time. */
  records: TrajectoryRecord[];
}

/**
 * Sorts trajectories into events. Files that follow each other within a second are one event. Of these, a
 * file with all the cameras makes the others superfluous; failing that, one file is kept for every distinct set
 * of cameras.
 *
 * @param records in any order; `fileName` may be a path
 * @returns events by time
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { groupEvents, readPickle, trajectoryRecord } from "nightbook/ingest";
 *
 * const file = "notebooks/data/meteor/20191023_091225_trajectory.pickle";
 * groupEvents([trajectoryRecord(readPickle(readFileSync(file)), file)])[0]?.name; // => "20191023_091225"
 * ```
 */
export function groupEvents(records: readonly TrajectoryRecord[]): MeteorEvent[] {
  const sorted = records.toSorted((a, b) => a.referenceJulianDate - b.referenceJulianDate);
  const chains: TrajectoryRecord[][] = [];
  for (const record of sorted) {
    const chain = chains.at(-1);
    const previous = chain?.at(-1);
    const gap = previous && (record.referenceJulianDate - previous.referenceJulianDate) * secondsPerDay;
    if (chain !== undefined && gap !== undefined && gap <= sameEvent) chain.push(record);
    else chains.push([record]);
  }
  return chains.map((chain) => {
    const kept = distinctViews(chain);
    return { name: eventName(kept), records: kept };
  });
}

function distinctViews(chain: readonly TrajectoryRecord[]): TrajectoryRecord[] {
  const stations = chain.map(({ observations }) => new Set(observations.map(({ stationId }) => stationId)));
  const all = new Set(stations.flatMap((set) => [...set]));
  const complete = stations.findIndex((set) => set.size === all.size);
  if (complete >= 0) return [chain[complete]];
  const seen = new Set<string>();
  return chain.filter((_, i) => {
    const key = JSON.stringify([...stations[i]].sort());
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function eventName(records: readonly TrajectoryRecord[]): string {
  if (records.length === 1) {
    const file = records[0].fileName.replace(/^.*[\\/]/, "");
    return /^\d{8}_\d{6}/.exec(file)?.[0] ?? file.replace(/\.[^.]*$/, "");
  }
  const mean = records.reduce((sum, { referenceJulianDate }) => sum + referenceJulianDate, 0) / records.length;
  return `${compactTimestamp(mean)}_combined`;
}
