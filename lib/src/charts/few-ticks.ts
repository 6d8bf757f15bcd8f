import type { Range } from "./density";
import { compact } from "./number-text";

/** Width of a digit, in units of the size of the font. */
const digitWidth = 0.6;
/** Pixels between two labels. */
const labelGap = 6;

/** Room for the labels of a horizontal axis, pixels. */
export interface TickRoom {
  /** Length of the axis. */
  readonly length: number;
  readonly fontSize: number;
}

/** A label may reach so far beyond its panel, pixels. */
const overhang = 3;

/**
 * At most `most` round ticks, none so near an end of a small panel that its label would reach into the next one.
 *
 * @param room of labels that must not touch each other; those of a vertical axis do not
 * @returns axis properties: the values and a number format that suits their step
 */
export function fewTicks([low, high]: Range, most: number, room?: TickRoom): { values: number[]; format: string } {
  const margin = 0.08 * (high - low);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const least = Math.floor(Math.log10(high - low)) - 1;
  let found: { values: number[]; format: string } | undefined;
  for (let decade = least; decade <= least + 2; decade++) {
    const unit = Number(`1e${decade}`);
    const format = numberFormat(decade, largest);
    for (const digit of [1, 2, 3, 4, 5]) {
      const step = digit * unit;
      const all: number[] = [];
      for (let k = Math.ceil((low + margin) / step); k * step <= high - margin; k++) all.push(compact(k * step));
      if (room === undefined) {
        if (all.length <= most) return { values: all, format };
        continue;
      }
      const width = labelWidth({ values: all, format }, room.fontSize);
      const pixels = room.length / (high - low);
      const inside = (value: number) => Math.min(value - low, high - value) * pixels >= width / 2 - overhang;
      const values = all.filter(inside);
      const fits = values.length <= most && (values.length < 2 || width + labelGap <= step * pixels);
      if (fits && values.length > 0) return { values, format };
      if (fits && (found === undefined || found.values.length === 0)) found = { values: all.slice(0, 1), format };
    }
  }
  return found ?? { values: [], format: numberFormat(least, largest) };
}

/** Pixels that the widest label of ticks takes, about. */
export function labelWidth({ values, format }: ReturnType<typeof fewTicks>, fontSize: number): number {
  const digits = Number(/^\.(\d+)/.exec(format)?.[1] ?? 0);
  const text = (value: number) =>
    format.endsWith("e") ? value.toExponential(digits).replace(/\.?0*e/, "e") : value.toFixed(digits);
  return digitWidth * fontSize * Math.max(0, ...values.map((value) => text(value).length));
}

/** As many digits as tell two ticks with a step of `10^decade` apart. */
function numberFormat(decade: number, largest: number): string {
  if (decade >= -4 && largest < 1e6) return `.${Math.max(0, -decade)}f`;
  return `.${Math.max(0, Math.floor(Math.log10(largest)) - decade)}~e`;
}
