import type { StationObservation, TrajectoryRecord } from "../../../../src/ingest/trajectory";

/** A made-up camera: it sees a meteor that falls 40 km/s from 110 km and brightens to its middle. */
export interface SyntheticCamera {
  stationId: string;
  /** s, of the meteor's own clock. */
  begin?: number;
  points?: number;
  framesPerSecond?: number;
  /** s, by which its clock is late. */
  late?: number;
  /** Added to every magnitude; null gives no photometry. */
  fainter?: number | null;
  ignored?: readonly number[];
}

export const fallSpeed = 40_000;
export const pathSpeed = 50_000;
const beginHeight = 110_000;
const middle = 0.25;

export const heightAt = (t: number): number => beginHeight - fallSpeed * t;
export const magnitudeAt = (t: number): number => 2 + 40 * (t - middle) * (t - middle);

export function syntheticCamera(camera: SyntheticCamera): StationObservation {
  const { stationId, begin = 0, points = 20, framesPerSecond = 40, late = 0, fainter = 0, ignored = [] } = camera;
  const times = Array.from({ length: points }, (_, i) => begin + i / framesPerSecond);
  const column = (value: (t: number, i: number) => number): Float64Array => Float64Array.from(times, value);
  return {
    stationId,
    time: column((t) => t + late),
    height: column(heightAt),
    absoluteMagnitude: fainter === null ? null : column((t) => magnitudeAt(t) + fainter),
    speed: column((_, i) => (i === 0 ? 0 : pathSpeed - 10 * i)),
    lag: column((t) => -20 * t),
    distance: column((t) => pathSpeed * t),
    range: column(() => 120_000),
    ignored: Uint8Array.from(times, (_, i) => (ignored.includes(i) ? 1 : 0)),
    initialSpeed: pathSpeed + 1,
  };
}

export function syntheticTrajectory(
  cameras: readonly SyntheticCamera[],
  changes: Partial<TrajectoryRecord> = {},
): TrajectoryRecord {
  return {
    fileName: "20240101_000000_trajectory.pickle",
    referenceJulianDate: 2460310.5,
    begin: { latitude: 0.75, longitude: -1.4, height: 110_000 },
    end: { latitude: 0.76, longitude: -1.41, height: 90_000 },
    orbit: { initialSpeed: 50_000, averageSpeed: 49_000, zenithAngle: 0.6 },
    // No two cameras take a picture at the same time.
    observations: cameras.map((camera, i) => syntheticCamera({ begin: 0.0011 * i, ...camera })),
    ...changes,
  };
}
