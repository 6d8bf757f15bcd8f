import type { CelestialWcs } from "../ingest/fits";
import { type Chart, chart } from "./chart";
import { type GraticuleLine, graticule } from "./image-graticule";
import { zscaleLimits } from "./image-limits";
import { brightnessPalette, pngDataUrl } from "./image-png";
import { numberText } from "./number-text";

/** An image to show: rows of pixels, the first row at the bottom. */
export interface ImagePixels {
  /** Rows and columns. */
  shape: readonly [rows: number, columns: number];
  /** Row by row. */
  values: ArrayLike<number>;
  /** Unit of the pixels. */
  unit?: string;
  /** Where on the sky they are. */
  wcs?: CelestialWcs;
}

/** How brightness becomes colour. */
export interface ImageOptions {
  title?: string;
  /** `asinh` by default: linear where it is faint, logarithmic where it is bright. */
  stretch?: "linear" | "asinh" | "sqrt" | "log";
  /** Darkest and brightest value: those of IRAF's zscale (default), the extremes, or two numbers. */
  limits?: "zscale" | "minmax" | readonly [number, number];
  /** Longest side of the picture, pixels of the screen; 420 by default. */
  size?: number;
}

const colours = 250;
/** Where the picture bends from linear to logarithmic, as a share of the range. */
const softening = 0.1;

/** Share of the colours from share of the brightness, both from 0 to 1, and back. */
const stretches = {
  linear: { forward: (share: number) => share, back: (share: number) => share },
  sqrt: { forward: (share: number) => Math.sqrt(share), back: (share: number) => share * share },
  asinh: {
    forward: (share: number) => Math.asinh(share / softening) / Math.asinh(1 / softening),
    back: (share: number) => Math.sinh(share * Math.asinh(1 / softening)) * softening,
  },
  log: {
    forward: (share: number) => Math.log1p(share * 1000) / Math.log1p(1000),
    back: (share: number) => Math.expm1(share * Math.log1p(1000)) / 1000,
  },
} as const;

/**
 * An image with its colour bar, and lines of equal right ascension and declination where it knows its place on the sky.
 * Large images are averaged in blocks.
 *
 * @throws {RangeError} when the shape does not fit the number of pixels
 *
 * @example
 * ```ts
 * import { imageChart } from "nightbook/charts";
 *
 * const picture = imageChart({ shape: [2, 3], values: [0, 1, 2, 3, 4, 5] }, { limits: "minmax" });
 * picture.description; // => "Image of 3 × 2 pixels, shown from 0 to 5 (asinh stretch)."
 * ```
 */
export function imageChart(image: ImagePixels, options: ImageOptions = {}): Chart {
  const [rows, columns] = image.shape;
  if (rows * columns !== image.values.length || rows < 1 || columns < 1) {
    throw new RangeError(`An image of ${columns} × ${rows} pixels has not: ${image.values.length}`);
  }
  const { size = 420, stretch = "asinh", title } = options;
  const block = Math.max(1, Math.ceil(Math.max(rows, columns) / 640));
  const small = averaged(image.values, rows, columns, block);
  const [low, high] = limitsOf(small.values, options.limits ?? "zscale");
  const scale = size / Math.max(rows, columns);
  const [width, height] = [columns, rows].map((length) => Math.max(8, Math.round(length * scale)));
  const lines = image.wcs ? graticule(image.wcs, columns, rows) : [];
  const url = pngDataUrl(indices(small, low, high, stretch), small.columns, small.rows, brightnessPalette(colours));
  const shown = `shown from ${numberText(low)} to ${numberText(high)}${image.unit ? ` ${image.unit}` : ""}`;
  const place = image.wcs?.pixelToSky({ x: (columns + 1) / 2, y: (rows + 1) / 2 });
  const where = place
    ? `, centred at ${image.wcs?.axisNames[0]} ${place.lonDeg.toFixed(4)}°, ${image.wcs?.axisNames[1]} ${place.latDeg.toFixed(4)}°`
    : "";
  const description = `Image of ${columns} × ${rows} pixels${where}, ${shown} (${stretch} stretch).`;
  const axis = (name: "x" | "y") => axisOf(name, image.wcs, lines, name === "x" ? columns : rows);
  return chart(
    {
      width,
      height,
      ...(title ? { title } : {}),
      layer: [
        {
          data: { values: [{ url, x: (columns + 1) / 2, y: (rows + 1) / 2 }] },
          mark: { type: "image", width, height, aspect: false },
          encoding: { x: axis("x"), y: axis("y"), url: { field: "url", type: "nominal" } },
        },
        ...(lines.length > 0 ? [lineLayer(lines)] : []),
        colourBar(low, high, stretch, image, columns, rows),
      ],
    },
    description,
  );
}

interface SmallImage {
  values: Float64Array;
  rows: number;
  columns: number;
}

/** Means of blocks of pixels; NaN where no pixel of a block is a number. */
function averaged(values: ArrayLike<number>, rows: number, columns: number, block: number): SmallImage {
  const small = { rows: Math.ceil(rows / block), columns: Math.ceil(columns / block) };
  const sums = new Float64Array(small.rows * small.columns);
  const counts = new Uint32Array(sums.length);
  for (let row = 0, i = 0; row < rows; row++) {
    const start = Math.floor(row / block) * small.columns;
    for (let column = 0; column < columns; column++, i++) {
      const value = Number(values[i]);
      if (!Number.isFinite(value)) continue;
      const at = start + Math.floor(column / block);
      sums[at] += value;
      counts[at]++;
    }
  }
  return { ...small, values: sums.map((sum, i) => (counts[i] === 0 ? Number.NaN : sum / counts[i])) };
}

function limitsOf(values: Float64Array, wanted: NonNullable<ImageOptions["limits"]>): [number, number] {
  if (wanted === "zscale") return zscaleLimits(values);
  if (wanted !== "minmax") {
    const [low, high] = wanted;
    if (!(low < high)) throw new RangeError(`Limits of brightness must rise: ${low}, ${high}`);
    return [low, high];
  }
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return [0, 1];
  return low < high ? [low, high] : [low, low + 1];
}

/** Colours of the pixels, rows from the top. */
function indices(image: SmallImage, low: number, high: number, stretch: keyof typeof stretches): Uint8Array {
  const { forward } = stretches[stretch];
  const result = new Uint8Array(image.values.length);
  for (let row = 0; row < image.rows; row++) {
    const to = (image.rows - 1 - row) * image.columns;
    for (let column = 0; column < image.columns; column++) {
      const share = Math.min(1, Math.max(0, (image.values[row * image.columns + column] - low) / (high - low)));
      result[to + column] = Number.isNaN(share) ? 255 : Math.round(forward(share) * (colours - 1));
    }
  }
  return result;
}

/** Pixel numbers, or the round values of the sky where their lines meet the edge. */
function axisOf(name: "x" | "y", wcs: CelestialWcs | undefined, lines: readonly GraticuleLine[], length: number) {
  const scale = { domain: [0.5, length + 0.5], zero: false, nice: false };
  const field = { field: name, type: "quantitative", scale };
  if (wcs === undefined) return { ...field, axis: { title: `${name}, pixels`, grid: false } };
  const ticks = lines.filter(({ axis, crossing }) => axis === (name === "x" ? "lon" : "lat") && crossing !== undefined);
  const labels = Object.fromEntries(ticks.map(({ crossing = 0, label }) => [crossing.toFixed(3), label]));
  const title = wcs.axisNames[name === "x" ? 0 : 1];
  const values = ticks.map(({ crossing = 0 }) => Number(crossing.toFixed(3)));
  const labelExpr = `(${JSON.stringify(labels)})[format(datum.value, ".3f")]`;
  return { ...field, axis: { title, values, labelExpr, grid: false, labelOverlap: true } };
}

function lineLayer(lines: readonly GraticuleLine[]) {
  const values = lines.flatMap(({ points, axis, label }) =>
    points.map(({ x, y }, order) => ({ x, y, order, line: `${axis} ${label}` })),
  );
  return {
    data: { values },
    mark: { type: "line", color: "#ffffff", opacity: 0.35, strokeWidth: 0.8, clip: true },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
      detail: { field: "line" },
      order: { field: "order" },
    },
  };
}

/** Points that are not seen, whose colours have the scale of the picture: they bring the colour bar. */
function colourBar(
  low: number,
  high: number,
  stretch: keyof typeof stretches,
  { unit }: ImagePixels,
  columns: number,
  rows: number,
) {
  const palette = brightnessPalette(11).map(([r, g, b]) => `rgb(${r},${g},${b})`);
  const domain = palette.map((_, i) => low + (high - low) * stretches[stretch].back(i / 10));
  return {
    data: { values: [{ value: low, x: (columns + 1) / 2, y: (rows + 1) / 2 }] },
    mark: { type: "point", opacity: 0 },
    encoding: {
      x: { field: "x", type: "quantitative" },
      y: { field: "y", type: "quantitative" },
      color: {
        field: "value",
        type: "quantitative",
        scale: { type: "linear", domain, range: palette },
        legend: { title: unit ?? "value", orient: "right", direction: "vertical", gradientLength: 180 },
      },
    },
  };
}
