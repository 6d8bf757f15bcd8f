import { type Chart, chart } from "./chart";
import { compact, numberText } from "./number-text";
import { palette } from "./theme";
import { thinAtRandom } from "./thin";

/** Numbers with a name and a unit. */
export interface NamedNumbers {
  name: string;
  unit?: string;
  values: ArrayLike<number>;
}

const mostMarks = 5000;
const bins = 60;

/**
 * A scatter plot of one quantity over another, or a histogram of one. Of many points some are drawn.
 *
 * @example
 * ```ts
 * import { columnPlot } from "nightbook/charts";
 *
 * columnPlot({ name: "pi", values: [1, 2, 2] }).description; // => "Histogram of pi: 3 values from 1 to 2."
 * ```
 */
export function columnPlot(x: NamedNumbers, y?: NamedNumbers): Chart {
  return y === undefined ? histogram(x) : scatter(x, y);
}

function scatter(x: NamedNumbers, y: NamedNumbers): Chart {
  const count = Math.min(x.values.length, y.values.length);
  const shown = thinAtRandom(count, mostMarks, 1);
  const values = shown.map((i) => ({ x: compact(x.values[i]), y: compact(y.values[i]) }));
  const some = shown.length < count ? ` (${shown.length} of them drawn, by seed 1)` : "";
  return chart(
    {
      width: 420,
      height: 300,
      data: { values },
      mark: { type: "point", filled: true, size: 9, opacity: 0.6, color: palette.blue },
      encoding: { x: axis("x", x), y: axis("y", y) },
    },
    `${y.name} over ${x.name}: ${count} points${some}.`,
  );
}

function histogram(x: NamedNumbers): Chart {
  let [least, most, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < x.values.length; i++) {
    const value = x.values[i];
    if (!Number.isFinite(value)) continue;
    count++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const width = most > least ? (most - least) / bins : 1;
  const counts = new Array<number>(most > least ? bins : 1).fill(0);
  for (let i = 0; i < x.values.length; i++) {
    if (Number.isFinite(x.values[i])) counts[Math.min(counts.length - 1, Math.floor((x.values[i] - least) / width))]++;
  }
  const values = counts.map((n, i) => ({ from: compact(least + i * width), to: compact(least + (i + 1) * width), n }));
  const range = count === 0 ? "" : ` from ${numberText(least)} to ${numberText(most)}`;
  return chart(
    {
      width: 420,
      height: 260,
      data: { values: count === 0 ? [] : values },
      mark: { type: "bar", color: palette.blue },
      encoding: {
        x: { ...axis("from", x), bin: { binned: true } },
        x2: { field: "to" },
        y: { field: "n", type: "quantitative", title: "number" },
      },
    },
    `Histogram of ${x.name}: ${count} values${range}.`,
  );
}

function axis(field: string, { name, unit }: NamedNumbers) {
  return { field, type: "quantitative", title: unit ? `${name} [${unit}]` : name, scale: { zero: false } };
}
