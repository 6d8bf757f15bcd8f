import type { ImageOptions } from "../notebook-api/api";
import { type Grid, readGrid } from "./pixels";
import { encodePng } from "./png";

type Colour = readonly [number, number, number];

/** Colours from the lowest to the highest value; between them they are mixed. */
const ramps: Record<"gray" | "viridis" | "inferno", readonly Colour[]> = {
  gray: [
    [0, 0, 0],
    [255, 255, 255],
  ],
  viridis: [
    [68, 1, 84],
    [72, 40, 120],
    [62, 74, 137],
    [49, 104, 142],
    [38, 130, 142],
    [31, 158, 137],
    [53, 183, 121],
    [110, 206, 88],
    [181, 222, 43],
    [253, 231, 37],
  ],
  inferno: [
    [0, 0, 4],
    [27, 12, 65],
    [74, 12, 107],
    [120, 28, 109],
    [165, 44, 96],
    [207, 68, 70],
    [237, 105, 37],
    [251, 155, 6],
    [247, 209, 61],
    [252, 255, 164],
  ],
};

/** Small images are enlarged to about this many pixels, large ones thinned to the limit. */
const comfortable = 256;
const largest = 2048;

const stretches: Record<NonNullable<ImageOptions["stretch"]>, (t: number) => number> = {
  linear: (t) => t,
  sqrt: Math.sqrt,
  log: (t) => Math.log1p(1000 * t) / Math.log1p(1000),
  asinh: (t) => Math.asinh(10 * t) / Math.asinh(10),
};

/** An array or matrix of numbers as a picture: PNG and one sentence. */
export function picture(value: unknown, options: ImageOptions = {}): Record<string, unknown> {
  const grid = readGrid(value, options);
  const [low, high] = grid.isColour ? [0, 255] : rangeOf(grid, options.range);
  const { rgba, width, height } = sized(grid, options, paint(grid, low, high, options));
  const text = grid.isColour ? "colour" : `values ${short(low)} to ${short(high)}`;
  return {
    "image/png": encodePng(rgba, width, height),
    "text/plain": `Image, ${grid.width} × ${grid.height} pixels, ${text}`,
  };
}

/** The lowest and highest finite value, where the user gives no range. */
function rangeOf({ values }: Grid, range: readonly [number, number] | undefined): readonly [number, number] {
  if (range !== undefined) return range;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Colour of every pixel; what is not a number is clear. */
function paint(
  grid: Grid,
  low: number,
  high: number,
  options: ImageOptions,
): (index: number, to: Uint8Array, at: number) => void {
  const { values } = grid;
  if (grid.isColour) {
    return (index, to, at) => {
      for (let channel = 0; channel < 4; channel++) to[at + channel] = Number(values[4 * index + channel]);
    };
  }
  const ramp = ramps[options.colors ?? "gray"];
  const stretch = stretches[options.stretch ?? "linear"];
  if (ramp === undefined) throw new RangeError(`The colors must be gray, viridis or inferno, got ${options.colors}`);
  if (stretch === undefined)
    throw new RangeError(`The stretch must be linear, sqrt, log or asinh, got ${options.stretch}`);
  return (index, to, at) => {
    const value = Number(values[index]);
    if (Number.isNaN(value)) return;
    const t = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0;
    const place = stretch(t) * (ramp.length - 1);
    const lower = Math.min(ramp.length - 2, Math.floor(place));
    const [from, next] = [ramp[lower], ramp[lower + 1]];
    for (let channel = 0; channel < 3; channel++) {
      const a = from?.[channel] ?? 0;
      to[at + channel] = Math.round(a + ((next?.[channel] ?? a) - a) * (place - lower));
    }
    to[at + 3] = 255;
  };
}

/** The picture in a size that can be seen: pixels are repeated or thinned, never blended. */
function sized(
  { width, height }: Grid,
  { scale, origin }: ImageOptions,
  colour: (index: number, to: Uint8Array, at: number) => void,
): { rgba: Uint8Array; width: number; height: number } {
  const longest = Math.max(width, height);
  const repeat = Math.max(1, Math.round(scale ?? Math.floor(comfortable / longest)));
  const thin = Math.max(1, Math.ceil((longest * repeat) / largest));
  const shownWidth = Math.ceil((width * repeat) / thin);
  const shownHeight = Math.ceil((height * repeat) / thin);
  const rgba = new Uint8Array(4 * shownWidth * shownHeight);
  for (let y = 0; y < shownHeight; y++) {
    const fromTop = Math.floor((y * thin) / repeat);
    const row = origin === "lower" ? height - 1 - fromTop : fromTop;
    for (let x = 0; x < shownWidth; x++) {
      colour(row * width + Math.floor((x * thin) / repeat), rgba, 4 * (y * shownWidth + x));
    }
  }
  return { rgba, width: shownWidth, height: shownHeight };
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
