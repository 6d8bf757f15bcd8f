import { compact } from "./number-text";
import { stationEncoding } from "./stations";
import { palette, referenceColour } from "./theme";
import { thin } from "./thin";

/** Measured points of one quantity, in the units that are shown; arrays of equal length. */
export interface MeasuredPoints {
  /** Height, km, or time, s. */
  position: ArrayLike<number>;
  value: ArrayLike<number>;
  station: ArrayLike<string>;
  /** Ends of the error bars. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
}

/** A modelled curve, in the units that are shown. */
export interface ModelCurve {
  position: ArrayLike<number>;
  value: ArrayLike<number>;
  /** Ranges around it, the widest first. */
  bands?: readonly { low: ArrayLike<number>; high: ArrayLike<number>; opacity: number }[];
}

/** What a panel shows and how. */
export interface PanelOptions {
  /** Height goes upwards, time to the right. */
  against: "height" | "time";
  /** Title of the axis of the values. */
  title: string;
  /** All stations of the chart, so that each looks the same everywhere. */
  stations: readonly string[];
  width: number;
  height: number;
  /** True for magnitudes: bright is to the right, or up. */
  reversed?: boolean;
  /** Range of positions; default that of the points. */
  range?: readonly [number, number];
  /** False: the axis of positions has neither title nor labels. */
  labelled?: boolean;
}

/** Range of numbers with a margin on both sides, a part of their distance. */
export function paddedRange(values: readonly number[], margin: number): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const pad = margin * (high - low) || Math.abs(high) * margin || 1;
  return [low - pad, high + pad];
}

/** Measured points with error bars, over a modelled curve and its bands. */
export function measuredPanel(points: MeasuredPoints, curve: ModelCurve | undefined, options: PanelOptions) {
  const { stations, width, height, reversed = false } = options;
  const range = options.range ?? paddedRange(Array.from(points.position), 0.03);
  const inside = (position: number) => position >= range[0] && position <= range[1];
  const n = points.position.length;
  const rows = Array.from({ length: n }, (_, i) => ({
    position: compact(points.position[i]),
    value: compact(points.value[i]),
    low: compact((points.low ?? points.value)[i]),
    high: compact((points.high ?? points.value)[i]),
    station: points.station[i],
  })).filter((row) => Number.isFinite(row.value));
  // Long error bars may leave the panel; points do not, nor does the curve unless it goes astray.
  const line = curveRows(curve, inside);
  const values = rows.map((row) => row.value);
  const [lowest, highest] = paddedRange(values, 1);
  const near = line.map((row) => row.value).filter((value) => value > lowest && value < highest);
  const [shortest, longest] = paddedRange(values, 0.35);
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter((end) => end > shortest && end < longest);
  const [least, most] = paddedRange([...values, ...near, ...ends], 0.07);
  const far = most - least;
  // No farther outside than is needed to leave the panel.
  const clamped = (x: number) => compact(Math.min(most + far, Math.max(least - far, x)));
  const { place, other, encoding } = channels(options, range, reversed ? [most, least] : [least, most]);
  const bands = (curve?.bands ?? []).map(({ low, high, opacity }) => ({
    data: {
      values: Array.from({ length: curve?.position.length ?? 0 }, (_, i) => ({
        position: compact(curve?.position[i] ?? Number.NaN),
        low: clamped(low[i]),
        high: clamped(high[i]),
      })).filter((row) => Number.isFinite(row.low) && Number.isFinite(row.high) && inside(row.position)),
    },
    mark: {
      type: "area",
      orient: place === "y" ? "horizontal" : "vertical",
      clip: true,
      color: referenceColour,
      opacity,
    },
    encoding: { [other]: { field: "low" }, [`${other}2`]: { field: "high" } },
  }));
  const bars = rows.map((row) => ({ ...row, low: clamped(row.low), high: clamped(row.high) }));
  return {
    width,
    height,
    data: { values: bars },
    encoding,
    layer: [
      ...bands,
      ...(line.length === 0
        ? []
        : [
            {
              data: { values: line.map((row) => ({ ...row, value: clamped(row.value) })) },
              mark: { type: "line", clip: true, color: palette.blue, strokeWidth: 1.75 },
              encoding: { order: { field: "order", type: "quantitative" } },
            },
          ]),
      ...(points.low || points.high
        ? [
            {
              mark: { type: "rule", clip: true, opacity: 0.45 },
              encoding: {
                [other]: { field: "low" },
                [`${other}2`]: { field: "high" },
                color: stationEncoding(stations).color,
              },
            },
          ]
        : []),
      pointLayer(stations, 26),
    ],
  };
}

/** What is left of the points when the model is taken away, over ranges of one and two sigma. */
export function residualPanel(points: MeasuredPoints, sigma: number | undefined, options: PanelOptions) {
  const { stations, width, height, reversed = false } = options;
  const range = options.range ?? paddedRange(Array.from(points.position), 0.03);
  const rows = Array.from({ length: points.position.length }, (_, i) => ({
    position: compact(points.position[i]),
    value: compact(points.value[i]),
    station: points.station[i],
  })).filter((row) => Number.isFinite(row.value));
  const largest = Math.max(...rows.map((row) => Math.abs(row.value)), 2 * (sigma ?? 0)) * 1.22 || 1;
  const { place, other, encoding } = channels(options, range, reversed ? [largest, -largest] : [-largest, largest], 3);
  const across = (low: number, high: number, mark: Record<string, unknown>) => ({
    data: { values: [{ low: compact(low), high: compact(high) }] },
    mark: { clip: true, ...mark },
    encoding: {
      [other]: { field: "low" },
      ...(low === high ? {} : { [`${other}2`]: { field: "high" } }),
      // From one end of the panel to the other.
      [place]: { value: 0 },
      [`${place}2`]: { value: place === "y" ? "height" : "width" },
    },
  });
  const shade = (k: number, opacity: number) =>
    across(-k * (sigma ?? 0), k * (sigma ?? 0), { type: "rect", color: referenceColour, opacity });
  return {
    width,
    height,
    data: { values: rows },
    encoding,
    layer: [
      ...(sigma ? [shade(2, 0.15), shade(1, 0.2)] : []),
      across(0, 0, { type: "rule", color: referenceColour, strokeDash: [4, 3] }),
      pointLayer(stations, 18),
    ],
  };
}

function pointLayer(stations: readonly string[], size: number) {
  return { mark: { type: "point", filled: true, opacity: 1, clip: true, size }, encoding: stationEncoding(stations) };
}

/** Points of a curve that are drawn: more than a line of this size shows. */
const curvePoints = 300;

/** The curve where there are points, in the order of the positions. */
function curveRows(curve: ModelCurve | undefined, inside: (position: number) => boolean) {
  if (curve === undefined) return [];
  const rows = Array.from({ length: curve.position.length }, (_, order) => ({
    order,
    position: compact(curve.position[order]),
    value: compact(curve.value[order]),
  })).filter((row) => Number.isFinite(row.value) && inside(row.position));
  return thin(rows.length, curvePoints).map((i) => rows[i]);
}

/** Titles of upright axes in one line, whatever their labels. */
function alignedTitle(channel: string) {
  return channel === "y" ? { minExtent: 36, titleX: -48 } : {};
}

function channels(
  { against, title, labelled = true }: PanelOptions,
  range: readonly [number, number],
  domain: readonly [number, number],
  tickCount = 5,
) {
  const [place, other] = against === "height" ? ["y", "x"] : ["x", "y"];
  const encoding = {
    [place]: {
      field: "position",
      type: "quantitative",
      title: labelled ? (against === "height" ? "Height (km)" : "Time (s)") : null,
      scale: { domain: range.map(compact), nice: false, zero: false },
      axis: { tickCount: 6, ...(labelled ? alignedTitle(place) : { labels: false, ticks: false }) },
    },
    [other]: {
      field: "value",
      type: "quantitative",
      title,
      scale: { domain: domain.map(compact), nice: false, zero: false },
      axis: { tickCount, ...alignedTitle(other) },
    },
  };
  return { place, other, encoding };
}
