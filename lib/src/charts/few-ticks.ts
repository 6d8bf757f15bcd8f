import type { Range } from "./density";
import { compact } from "./number-text";

/**
 * At most `most` round ticks, none so near an end of a small panel that its label would reach into the next one.
 *
 * @returns axis properties: the values and a number format that suits their step
 */
export function fewTicks([low, high]: Range, most: number): { values: number[]; format: string } {
  const margin = 0.08 * (high - low);
  let decade = Math.floor(Math.log10(high - low)) - 1;
  for (;;) {
    const unit = Number(`1e${decade}`);
    for (const digit of [1, 2, 3, 4, 5]) {
      const step = digit * unit;
      const values: number[] = [];
      for (let k = Math.ceil((low + margin) / step); k * step <= high - margin; k++) values.push(compact(k * step));
      if (values.length <= most)
        return { values, format: numberFormat(decade, Math.max(Math.abs(low), Math.abs(high))) };
    }
    decade++;
  }
}

function numberFormat(decade: number, largest: number): string {
  return decade < -4 || largest >= 1e6 ? ".3~e" : `.${Math.max(0, -decade)}f`;
}
