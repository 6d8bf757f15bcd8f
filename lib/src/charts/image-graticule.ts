import type { CelestialWcs } from "../ingest/fits";

/** A line of equal longitude or latitude across an image, and where it meets the lower or left edge. */
export interface GraticuleLine {
  axis: "lon" | "lat";
  label: string;
  /** Pixels in the way of FITS: the centre of the first is (1, 1). */
  points: { x: number; y: number }[];
  /** Where it meets the lower edge (longitude) or the left one (latitude). */
  crossing?: number;
}

/** Steps in arcseconds, of angle for latitudes and of time for right ascensions. */
const steps = [
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000],
  ...[54000, 108000, 162000],
];

/**
 * Lines of equal longitude and latitude with round values, about five each way.
 * @param width pixels
 * @param height pixels
 */
export function graticule(wcs: CelestialWcs, width: number, height: number): GraticuleLine[] {
  const isTime = wcs.axisNames[0] === "RA";
  const centre = wcs.pixelToSky({ x: (width + 1) / 2, y: (height + 1) / 2 });
  const edge = edgePlaces(width, height).map((place) => wcs.pixelToSky(place));
  const lats = edge.map(({ latDeg }) => latDeg);
  const lons = edge.map(({ lonDeg }) => ((lonDeg - centre.lonDeg + 540) % 360) - 180);
  const lonUnit = isTime ? 15 / 3600 : 1 / 3600;
  const lines: GraticuleLine[] = [];
  for (const lat of roundValues(Math.min(...lats), Math.max(...lats), 1 / 3600)) {
    if (Math.abs(lat.value) < 90) lines.push(line(wcs, width, height, "lat", lat, centre, lons, lats, false));
  }
  const [from, to] = [Math.min(...lons) + centre.lonDeg, Math.max(...lons) + centre.lonDeg];
  for (const lon of roundValues(from, to, lonUnit)) {
    lines.push(line(wcs, width, height, "lon", lon, centre, lons, lats, isTime));
  }
  return lines.filter(({ points }) => points.length > 1);
}

function edgePlaces(width: number, height: number): { x: number; y: number }[] {
  return Array.from({ length: 41 }, (_, i) => i / 40).flatMap((share) => [
    { x: 0.5 + share * width, y: 0.5 },
    { x: 0.5 + share * width, y: height + 0.5 },
    { x: 0.5, y: 0.5 + share * height },
    { x: width + 0.5, y: 0.5 + share * height },
  ]);
}

function roundValues(from: number, to: number, unit: number): { value: number; step: number }[] {
  const wanted = (to - from) / unit / 5;
  const size = steps.find((candidate) => candidate >= wanted) ?? steps[steps.length - 1];
  const step = size * unit;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.min(20, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => ({ value: (first + i) * step, step: size }));
}

function line(
  wcs: CelestialWcs,
  width: number,
  height: number,
  axis: "lon" | "lat",
  { value, step }: { value: number; step: number },
  centre: { lonDeg: number },
  lons: readonly number[],
  lats: readonly number[],
  isTime: boolean,
): GraticuleLine {
  const along = axis === "lat" ? lons.map((lon) => lon + centre.lonDeg) : lats;
  const [from, to] = [Math.min(...along), Math.max(...along)];
  const all = Array.from({ length: 101 }, (_, i) => {
    const other = from + ((to - from) * i) / 100;
    return wcs.skyToPixel(axis === "lat" ? { lonDeg: other, latDeg: value } : { lonDeg: value, latDeg: other });
  });
  const isInside = (place: { x: number; y: number } | undefined) =>
    place !== undefined && place.x >= 0.5 && place.x <= width + 0.5 && place.y >= 0.5 && place.y <= height + 0.5;
  const points = all.filter((place): place is { x: number; y: number } => isInside(place));
  const crossing = crossingOf(all, axis === "lat" ? "x" : "y", axis === "lat" ? height : width);
  const label = axis === "lon" && isTime ? timeLabel(value, step) : angleLabel(value, step);
  return { axis, label, points, ...(crossing === undefined ? {} : { crossing }) };
}

/** Where a line meets the left (`x`) or lower (`y`) edge; `undefined` when outside of the image. */
function crossingOf(places: readonly ({ x: number; y: number } | undefined)[], edge: "x" | "y", length: number) {
  const other = edge === "x" ? "y" : "x";
  for (let i = 1; i < places.length; i++) {
    const [a, b] = [places[i - 1], places[i]];
    if (a === undefined || b === undefined || a[edge] === b[edge]) continue;
    const share = (0.5 - a[edge]) / (b[edge] - a[edge]);
    if (share < 0 || share > 1) continue;
    const place = a[other] + share * (b[other] - a[other]);
    if (place >= 0.5 && place <= length + 0.5) return place;
  }
  return undefined;
}

function timeLabel(degrees: number, step: number): string {
  return sexagesimal((((degrees % 360) + 360) % 360) / 15, step, ["h", "m", "s"]);
}

function angleLabel(degrees: number, step: number): string {
  const sign = degrees < -1e-12 ? "−" : "";
  return sign + sexagesimal(Math.abs(degrees), step, ["°", "′", "″"]);
}

/** As many parts as the step needs. */
function sexagesimal(value: number, step: number, marks: readonly [string, string, string]): string {
  const digits = step >= 1 ? 0 : Math.ceil(-Math.log10(step) - 1e-9);
  const total = Math.round(value * 3600 * 10 ** digits) / 10 ** digits;
  const whole = Math.floor(total / 3600);
  const minutes = Math.floor((total - 3600 * whole) / 60);
  const seconds = total - 3600 * whole - 60 * minutes;
  if (step % 3600 === 0) return `${whole}${marks[0]}`;
  const two = (number: number) => String(number).padStart(2, "0");
  if (step % 60 === 0) return `${whole}${marks[0]}${two(minutes)}${marks[1]}`;
  return `${whole}${marks[0]}${two(minutes)}${marks[1]}${seconds.toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, "0")}${marks[2]}`;
}
