import { interpolate } from "../likelihood/interpolate";
import { greatest, median, smallest } from "./statistics";

/** A point of the path as one camera saw it. */
export interface PathPoint {
  station: string;
  /** s. */
  time: number;
  /** m. */
  height: number;
  /** Distance along the path, m. */
  length: number;
  /** m. */
  lag: number;
}

/** Points that two cameras must share before their clocks are compared point by point. */
const enoughPoints = 8;

/** How far a camera is off the reference: what has to be added to its times and lengths. */
interface Offset {
  time: number;
  length: number;
}

/** The points of one camera by ascending height. */
interface Track {
  heights: number[];
  times: number[];
  lengths: number[];
}

/**
 * Puts the points of several cameras on one clock. The camera that begins highest is the reference. When any
 * other is off by more than the tolerance at equal heights, all of them are shifted onto it, time and length
 * are counted from its first point, and the lag is computed anew; else the points stay as they are.
 *
 * @param points in any order; not modified
 * @param tolerance clock difference that is let pass, s
 * @param initialSpeed for the lag, m/s
 * @returns points by time; of several cameras, only the first at each time
 */
export function globalTimeAxis<P extends PathPoint>(
  points: readonly P[],
  tolerance: number,
  initialSpeed: number,
): P[] {
  const stations = [...new Set(points.map(({ station }) => station))].sort();
  if (stations.length < 2) return byTime(points);
  const tracks = new Map(stations.map((station) => [station, trackOf(points, station)]));
  const reference = stations.reduce((best, station) =>
    topOf(tracks.get(station) as Track) > topOf(tracks.get(best) as Track) ? station : best,
  );
  const referenceTrack = tracks.get(reference) as Track;
  const others = stations.filter((station) => station !== reference);
  const isOff = others.some((station) => {
    const offset = sharedOffset(referenceTrack, tracks.get(station) as Track);
    return offset !== undefined && Math.abs(offset.time) > tolerance;
  });
  const placed = isOff ? shifted(points, referenceTrack, reference, tracks, initialSpeed) : points;
  const seen = new Set<number>();
  return byTime(placed).filter(({ time }) => !seen.has(time) && seen.add(time));
}

function byTime<P extends PathPoint>(points: readonly P[]): P[] {
  return points.toSorted((a, b) => a.time - b.time);
}

function trackOf(points: readonly PathPoint[], station: string): Track {
  const own = points.filter((point) => point.station === station).sort((a, b) => a.height - b.height);
  return {
    heights: own.map(({ height }) => height),
    times: own.map(({ time }) => time),
    lengths: own.map(({ length }) => length),
  };
}

const topOf = ({ heights }: Track): number => greatest(heights);

/** Heights that both cameras saw; undefined when there are none. */
function overlap(a: Track, b: Track): [low: number, high: number] | undefined {
  const low = Math.max(smallest(a.heights), smallest(b.heights));
  const high = Math.min(topOf(a), topOf(b));
  return high > low ? [low, high] : undefined;
}

/** Median offset over the camera's own points in the overlap; undefined when they are too few. */
function sharedOffset(reference: Track, track: Track): Offset | undefined {
  const range = overlap(reference, track);
  if (range === undefined) return undefined;
  const heights = track.heights.filter((height) => height >= range[0] && height <= range[1]);
  return heights.length >= enoughPoints ? offsetAt(heights, reference, track) : undefined;
}

function offsetAt(heights: readonly number[], reference: Track, track: Track): Offset {
  const difference = (column: "times" | "lengths"): number => {
    const expected = interpolate(heights, reference.heights, reference[column]);
    const own = interpolate(heights, track.heights, track[column]);
    return median(Array.from(expected, (value, i) => value - own[i]));
  };
  return { time: difference("times"), length: difference("lengths") };
}

function shifted<P extends PathPoint>(
  points: readonly P[],
  reference: Track,
  referenceStation: string,
  tracks: ReadonlyMap<string, Track>,
  initialSpeed: number,
): P[] {
  const offsets = new Map<string, Offset>();
  for (const [station, track] of tracks) {
    const range = overlap(reference, track);
    if (station === referenceStation || range === undefined) continue;
    // With few points, the two ends of the overlap are compared.
    offsets.set(station, sharedOffset(reference, track) ?? offsetAt(range, reference, track));
  }
  const startTime = reference.times[reference.times.length - 1];
  const startLength = reference.lengths[reference.lengths.length - 1];
  return points.map((point) => {
    const offset = offsets.get(point.station);
    const time = point.time + (offset?.time ?? 0) - startTime;
    const length = point.length + (offset?.length ?? 0) - startLength;
    return { ...point, time, length, lag: length - initialSpeed * time };
  });
}
