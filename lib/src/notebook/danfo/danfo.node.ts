import { join } from "node:path";
import type { Danfo, DanfoFrame, DanfoSeries } from "./danfo-types";

/** danfojs and all it needs in one file; how it is made is told in `scripts/danfojs`. */
const bundle = join(__dirname, "..", "..", "..", "assets", "danfojs", "danfojs.bundle");

let loaded: Danfo | undefined;

/**
 * The data frames of danfojs 1.2, for people who know them. They are loaded with the first call, which takes a second.
 *
 * Frames compute with numbers of 64 bits here (the original takes 32 for operations between frames, in which a Julian
 * date loses its time of day), `concat` leaves its arguments alone, and nothing is downloaded: `readCSV` and `readJSON`
 * read files of this machine.
 *
 * @returns danfojs
 * @example
 * ```ts
 * import { danfo } from "nightbook";
 *
 * const { DataFrame } = danfo();
 * const frame = new DataFrame({ jd: [2459000.123456789, 2459001.5] });
 * frame.mul(1).values[0]?.[0]; // => 2459000.123456789
 * ```
 */
export function danfo(): Danfo {
  loaded ??= guarded(require(bundle) as Danfo);
  return loaded;
}

function guarded(original: Danfo): Danfo {
  return Object.freeze({
    ...original,
    // The original writes into the first frame of the list.
    concat: ({ dfList, axis }: { dfList: (DanfoFrame | DanfoSeries)[]; axis: 0 | 1 }) =>
      original.concat({ dfList: dfList.map((frame) => frame.copy()), axis }),
    readCSV: async (file: string, options?: object) => original.readCSV(ofThisMachine(file), options),
    readJSON: async (file: string, options?: object) => original.readJSON(ofThisMachine(file), options),
    readExcel: noExcel,
    toExcel: noExcel,
  });
}

function ofThisMachine(file: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) throw new RangeError(`Only files of this machine can be read: ${file}`);
  return file;
}

async function noExcel(): Promise<never> {
  throw new RangeError("Excel files are not read or written; save the sheet as CSV");
}
