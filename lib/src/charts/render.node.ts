import { escapeHtml } from "../core/text";
import { rasterize } from "./resvg.node";
import { vegaSvg } from "./vega.node";

/** A chart as pixels. */
export interface Picture {
  /** The PNG file. */
  png: Uint8Array;
  /** Width at which it should be shown, CSS pixels; the file has `scale` times as many. */
  width: number;
  /** Height at which it should be shown, CSS pixels. */
  height: number;
}

/** Options of {@link renderPng}. */
export interface PngOptions {
  /** Pixels of the file per CSS pixel. Default 2, sharp on screens of high resolution and in print. */
  scale?: number;
}

/**
 * Draws a Vega-Lite 5 or Vega 5 specification as SVG. All data must be inside the specification: files and addresses
 * are refused. The description of the chart becomes that of the picture.
 *
 * @param spec the specification; not modified
 * @returns the SVG document
 * @throws {NightbookError} `CHART_INVALID` when the specification cannot be drawn, `CHART_LOADS_DATA` when it asks for
 *   a file or an address
 * @example
 * ```ts
 * import { chart } from "nightbook/charts";
 * import { renderSvg } from "nightbook/charts/render";
 *
 * const points = chart({ data: { values: [{ x: 1 }] }, mark: "point", encoding: { x: { field: "x" } } }, "One point.");
 * const svg = await renderSvg(points.spec);
 * svg.slice(0, 4); // => "<svg"
 * ```
 */
export async function renderSvg(spec: Readonly<Record<string, unknown>>): Promise<string> {
  const svg = await vegaSvg(spec);
  const description = spec["description"];
  if (typeof description !== "string") return svg;
  return svg.replace("<svg ", () => `<svg role="img" aria-label="${escapeHtml(description)}" `);
}

/**
 * Draws a Vega-Lite 5 or Vega 5 specification as PNG, with the font of the package and nothing from the system.
 *
 * @param spec the specification; not modified
 * @param options resolution
 * @returns the file and the size at which it should be shown
 * @throws {RangeError} when the scale is not positive
 * @throws {NightbookError} as {@link renderSvg}, and `CHART_TOO_LARGE` beyond 64 million pixels
 * @example
 * ```ts
 * import { chart } from "nightbook/charts";
 * import { renderPng } from "nightbook/charts/render";
 *
 * const points = chart({ width: 90, height: 90, data: { values: [{}] }, mark: "point" }, "One point.");
 * const { png } = await renderPng(points.spec, { scale: 1 });
 * String.fromCharCode(...png.slice(1, 4)); // => "PNG"
 * ```
 */
export async function renderPng(
  spec: Readonly<Record<string, unknown>>,
  { scale = 2 }: PngOptions = {},
): Promise<Picture> {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`A scale must be positive: ${scale}`);
  return rasterize(await vegaSvg(spec), scale);
}
