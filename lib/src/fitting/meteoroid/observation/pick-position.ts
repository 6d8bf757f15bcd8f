import type { PathPoint } from "./global-time-axis";

/**
 * Moves heights from the picked place in the meteor's image to its leading edge, camera by camera: by a
 * fraction of the height it covers from one frame to the next.
 *
 * @param points by time; not modified
 * @param fraction 0 where the leading edge was picked, 0.5 where the centroid was
 */
export function atPickPosition<P extends PathPoint>(points: readonly P[], fraction: number): P[] {
  const previous = new Map<string, P>();
  const second = new Map<string, P>();
  for (const point of points) {
    if (!previous.has(point.station)) previous.set(point.station, point);
    else if (!second.has(point.station)) second.set(point.station, point);
  }
  const first = new Map(previous);
  return points.map((point) => {
    const { station, height } = point;
    // The first point of a camera has none before it: it takes the step to the second.
    const isFirst = point === first.get(station);
    const step = isFirst
      ? (second.get(station)?.height ?? height) - height
      : height - (previous.get(station) as P).height;
    previous.set(station, point);
    return { ...point, height: height - fraction * step };
  });
}
