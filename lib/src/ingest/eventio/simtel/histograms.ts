import { Cursor } from "../cursor";
import type { ObjectReader } from "../object-reader";

/** One axis of a histogram. */
export interface HistogramAxis {
  bins: number;
  lower: number;
  upper: number;
  underflow: number;
  overflow: number;
}

/** Object 100: a histogram of the simulation, such as that of energies and distances of all showers (identifier 6). */
export interface Histogram {
  id: number;
  title: string;
  /** How it was filled: `F` and `D` with real weights, `I` and `R` with counts. */
  kind: string;
  entries: number;
  axes: HistogramAxis[];
  /** `[y][x]`, or `[x]`. */
  values: Float32Array | Int32Array;
}

export const histogramsReader: ObjectReader<Histogram[]> = {
  type: 100,
  versions: [1, 2],
  read(object) {
    const cursor = new Cursor(object);
    const count = cursor.int16();
    const histograms: Histogram[] = [];
    for (let i = 0; i < count; i++) histograms.push(histogram(cursor));
    return histograms;
  },
};

function histogram(cursor: Cursor): Histogram {
  const start = cursor.at;
  const kind = String.fromCharCode(cursor.uint8());
  const title = cursor.text();
  // Kind and title together fill an even number of bytes.
  if ((cursor.at - start) % 2 === 1) cursor.uint8();
  const id = cursor.int32();
  const bins = Array.from(cursor.int16s(2)).filter((number, axis) => axis === 0 || number > 0);
  const [entries, filled] = cursor.int32s(2);
  const hasReals = /[RrFD]/.test(kind);
  const axes = bins.map((number) => {
    const [underflow, overflow] = cursor.int32s(2);
    const [lower, upper] = hasReals ? cursor.float32s(4) : cursor.int32s(4);
    return { bins: number, lower, upper, underflow, overflow };
  });
  const isWeighted = kind === "F" || kind === "D";
  // The content in all, inside, and in the eight fields around.
  if (isWeighted) cursor.float32s(10);
  const size = cursor.size(...bins);
  const empty = () => (isWeighted ? new Float32Array(size) : new Int32Array(size));
  const values = filled <= 0 ? empty() : isWeighted ? cursor.float32s(size) : cursor.int32s(size);
  return { id, title, kind, entries, axes, values };
}
