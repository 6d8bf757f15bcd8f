import { type Chart, chart } from "./chart";
import { brightnessPalette, pngDataUrl } from "./image-png";
import { numberText } from "./number-text";

/** Pixels of a camera and a number for each. */
export interface CameraPixels {
  /** Centres, m; equally long. */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** m². */
  area: ArrayLike<number>;
  /** 0 circle, 1 hexagon with neighbours along x, 2 square, 3 hexagon with neighbours along y, others as circles. */
  shape: ArrayLike<number>;
  /** NaN for pixels that are not shown. */
  values: ArrayLike<number>;
  unit?: string;
}

/** How a camera is shown. */
export interface CameraImageOptions {
  title?: string;
  /** Darkest and brightest value: the extremes by default. */
  limits?: readonly [number, number];
  /** Longest side of the picture, pixels of the screen; 420 by default. */
  size?: number;
}

const colours = 250;
/** Dots of the picture per side of the camera. */
const dots = 720;

/**
 * The image of a camera: each pixel in its shape and place, coloured by its number. It is painted once, however many
 * pixels there are.
 *
 * @throws {RangeError} when the arrays differ in length or are empty
 *
 * @example
 * ```ts
 * import { cameraImage } from "nightbook/charts";
 *
 * const camera = { x: [0, 0.02], y: [0, 0], area: [4e-4, 4e-4], shape: [2, 2], values: [3, 8], unit: "p.e." };
 * cameraImage(camera).description; // => "Camera of 2 pixels, shown from 3 to 8 p.e.; the brightest at x 0.02 m, y 0 m."
 * ```
 */
export function cameraImage(camera: CameraPixels, options: CameraImageOptions = {}): Chart {
  const { x, y, area, shape, values, unit } = camera;
  if (x.length === 0 || [y, area, shape, values].some((list) => list.length !== x.length)) {
    const lengths = [x, y, area, shape, values].map((list) => list.length).join(", ");
    throw new RangeError(`A camera needs as many numbers of each kind as pixels: ${lengths}`);
  }
  const frame = frameOf(camera);
  const [low, high] = options.limits ?? extremes(values);
  if (!(low < high)) throw new RangeError(`Limits of brightness must rise: ${low}, ${high}`);
  const colour = (value: number) => Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * (colours - 1));
  const painted = paint(camera, frame, colour);
  const url = pngDataUrl(painted.indices, painted.width, painted.height, brightnessPalette(colours));
  const scale = (options.size ?? 420) / Math.max(frame.width, frame.height);
  const [width, height] = [frame.width, frame.height].map((length) => Math.max(8, Math.round(length * scale)));
  const place = { x: frame.left + frame.width / 2, y: frame.bottom + frame.height / 2 };
  const axis = (field: "x" | "y", from: number, length: number) => ({
    field,
    type: "quantitative",
    scale: { domain: [from, from + length], zero: false, nice: false },
    axis: { title: `${field}, m`, grid: false },
  });
  const brightest = indexOfMost(values);
  const suffix = unit ? ` ${unit}` : "";
  const where = `x ${numberText(Number(x[brightest]))} m, y ${numberText(Number(y[brightest]))} m`;
  const description = `Camera of ${x.length} pixels, shown from ${numberText(low)} to ${numberText(high)}${suffix}; the brightest at ${where}.`;
  const stops = brightnessPalette(11).map(([r, g, b]) => `rgb(${r},${g},${b})`);
  return chart(
    {
      width,
      height,
      ...(options.title ? { title: options.title } : {}),
      layer: [
        {
          data: { values: [{ url, ...place }] },
          mark: { type: "image", width, height, aspect: false },
          encoding: {
            x: axis("x", frame.left, frame.width),
            y: axis("y", frame.bottom, frame.height),
            url: { field: "url", type: "nominal" },
          },
        },
        {
          // A point that is not seen brings the colour bar.
          data: { values: [{ value: low, ...place }] },
          mark: { type: "point", opacity: 0 },
          encoding: {
            x: { field: "x", type: "quantitative" },
            y: { field: "y", type: "quantitative" },
            color: {
              field: "value",
              type: "quantitative",
              scale: { type: "linear", domain: stops.map((_, i) => low + ((high - low) * i) / 10), range: stops },
              legend: { title: unit ?? "value", orient: "right", direction: "vertical", gradientLength: 180 },
            },
          },
        },
      ],
    },
    description,
  );
}

interface Frame {
  left: number;
  bottom: number;
  width: number;
  height: number;
}

/** The camera with half a pixel around it. */
function frameOf({ x, y, area }: CameraPixels): Frame {
  let [left, right, bottom, top, widest] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
  ];
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    bottom = Math.min(bottom, y[i]);
    top = Math.max(top, y[i]);
    widest = Math.max(widest, Math.sqrt(area[i]));
  }
  if (![left, right, bottom, top, widest].every(Number.isFinite) || widest <= 0) {
    throw new RangeError("A camera needs finite places and areas of its pixels");
  }
  return {
    left: left - widest,
    bottom: bottom - widest,
    width: right - left + 2 * widest,
    height: top - bottom + 2 * widest,
  };
}

function paint(camera: CameraPixels, frame: Frame, colour: (value: number) => number) {
  const perMetre = dots / Math.max(frame.width, frame.height);
  const [width, height] = [frame.width, frame.height].map((length) => Math.max(1, Math.round(length * perMetre)));
  const indices = new Uint8Array(width * height).fill(255);
  const { x, y, area, shape, values } = camera;
  for (let pixel = 0; pixel < x.length; pixel++) {
    if (!Number.isFinite(values[pixel])) continue;
    const index = colour(values[pixel]);
    const inside = outlines[shape[pixel]] ?? outlines[0];
    const unit = Math.sqrt(area[pixel]);
    const reach = 0.8 * unit;
    const column = (metres: number) => Math.round((metres - frame.left) * perMetre);
    const row = (metres: number) => Math.round((frame.bottom + frame.height - metres) * perMetre);
    for (let r = Math.max(0, row(y[pixel] + reach)); r <= Math.min(height - 1, row(y[pixel] - reach)); r++) {
      for (let c = Math.max(0, column(x[pixel] - reach)); c <= Math.min(width - 1, column(x[pixel] + reach)); c++) {
        const dx = (frame.left + (c + 0.5) / perMetre - x[pixel]) / unit;
        const dy = (frame.bottom + frame.height - (r + 0.5) / perMetre - y[pixel]) / unit;
        if (inside(dx, dy)) indices[r * width + c] = index;
      }
    }
  }
  return { indices, width, height };
}

/** Half the distance of opposite sides of a hexagon of area 1. */
const hexagon = Math.sqrt(1 / (2 * Math.sqrt(3)));
const half = Math.sqrt(3) / 2;

/** Whether a point lies in a shape of area 1 around 0. */
const outlines: Readonly<Record<number, (x: number, y: number) => boolean>> = {
  0: (x, y) => x * x + y * y <= 1 / Math.PI,
  1: (x, y) => Math.abs(x) <= hexagon && half * Math.abs(y) + Math.abs(x) / 2 <= hexagon,
  2: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.5,
  3: (x, y) => Math.abs(y) <= hexagon && half * Math.abs(x) + Math.abs(y) / 2 <= hexagon,
};

function extremes(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (!(low <= high)) return [0, 1];
  return low < high ? [low, high] : [low, low + 1];
}

function indexOfMost(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best] || Number.isNaN(values[best])) best = i;
  return best;
}
