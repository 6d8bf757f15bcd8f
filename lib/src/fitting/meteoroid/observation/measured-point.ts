import { log10, pow } from "../../../core/special";
import type { StationObservation, TrajectoryRecord } from "../../../ingest/trajectory";
import { fullStationName, zeroMagnitudePower } from "./camera";

/** Magnitude of a point without photometry: too faint to count. */
const noMagnitude = 15.5;

/** One measurement of one camera. */
export interface MeasuredPoint {
  station: string;
  /** File it comes from. */
  record: TrajectoryRecord;
  /** s after the reference time of its file. */
  time: number;
  /** m. */
  height: number;
  /** Distance along the path from the state vector, m. */
  length: number;
  /** m. */
  lag: number;
  /** Point-to-point speed, m/s; the camera's initial speed at its first point. */
  velocity: number;
  /** Magnitude at 100 km. */
  absoluteMagnitude: number;
  /** Magnitude at the camera. */
  apparentMagnitude: number;
  /** Power radiated, W. */
  luminosity: number;
  ignored: boolean;
}

/**
 * All points of all cameras of all files, by time.
 * @param givenZeroMagnitudePower for cameras of unknown kind, W; when given, ids 1 and 2 are taken as they are
 */
export function measuredPoints(
  records: readonly TrajectoryRecord[],
  givenZeroMagnitudePower: number | undefined,
): MeasuredPoint[] {
  return records
    .flatMap((record) => record.observations.flatMap((o) => pointsOf(record, o, givenZeroMagnitudePower)))
    .sort((a, b) => a.time - b.time);
}

/** Name under which the points of a camera run. */
export function stationName({ stationId }: StationObservation, givenZeroMagnitudePower: number | undefined): string {
  return givenZeroMagnitudePower === undefined ? fullStationName(stationId) : stationId;
}

function pointsOf(
  record: TrajectoryRecord,
  observation: StationObservation,
  givenPower: number | undefined,
): MeasuredPoint[] {
  const station = stationName(observation, givenPower);
  const power = zeroMagnitudePower(station, givenPower);
  return Array.from(observation.time, (time, i) => {
    const absoluteMagnitude = magnitudeAt(observation, i);
    return {
      station,
      record,
      time,
      height: observation.height[i],
      length: observation.distance[i],
      lag: observation.lag[i],
      velocity: i === 0 ? observation.initialSpeed : observation.speed[i],
      absoluteMagnitude,
      apparentMagnitude: absoluteMagnitude + 5 * log10(observation.range[i] / 1e5),
      luminosity: luminosity(absoluteMagnitude, power),
      ignored: observation.ignored[i] !== 0,
    };
  });
}

/** Magnitude at 100 km of one point. */
export function magnitudeAt({ absoluteMagnitude }: StationObservation, i: number): number {
  const magnitude = absoluteMagnitude?.[i] ?? Number.NaN;
  return Number.isNaN(magnitude) ? noMagnitude : magnitude;
}

/** Power radiated by a meteor of this magnitude, W. */
export function luminosity(magnitude: number, zeroMagnitudePower: number): number {
  return zeroMagnitudePower * pow(10, magnitude / -2.5);
}
