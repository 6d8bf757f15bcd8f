import { version } from "../../core/version";
import type { RunOptions } from "../nested-sampling/options";
import { bibliographyEntries } from "./bibliography-entries";

/**
 * BibTeX of what a paper should cite for a fit: this program, nested sampling, and the methods that the engine and its
 * options call on.
 *
 * @param options options of the run; those left out have the defaults of the run
 * @param more keys of further entries, for example of a model
 * @returns entries, the program first
 * @throws {RangeError} when there is no entry of a key
 * @see [Skilling2006]
 * @see [Speagle2020]
 * @see [Lange2023]
 * @see [Vehtari2024]
 *
 * @example
 * ```ts
 * import { exporting } from "nightbook/fitting";
 *
 * const text = exporting.bibliographyOf({ engine: "dynamic", sample: "rslice" });
 * text.includes("@article{Handley2015"); // => true
 * ```
 */
export function bibliographyOf(
  options: Pick<RunOptions, "engine" | "bound" | "sample">,
  more: readonly string[] = [],
): string {
  const keys = [...new Set([...methodsOf(options), ...more])];
  const software = `@software{Nightbook, author = {{The Nightbook developers}}, title = {Nightbook: a TypeScript notebook for people who study the night sky}, version = {${version}}}`;
  const entries = keys.map((key) => {
    if (!Object.hasOwn(bibliographyEntries, key)) throw new RangeError(`There is no entry of this key: ${key}`);
    return bibliographyEntries[key];
  });
  return `${[software, ...entries].map(spread).join("\n\n")}\n`;
}

function methodsOf({ engine = "dynamic", bound = "multi", sample = "auto" }: Parameters<typeof bibliographyOf>[0]) {
  if (engine === "importance") return ["Skilling2006", "Feroz2009", "Lange2023", "Vehtari2024"];
  return [
    "Skilling2006",
    "Speagle2020",
    ...(engine === "dynamic" ? ["Higson2019"] : []),
    ...(bound === "multi" ? ["Feroz2009"] : []),
    ...(sample === "auto" || sample === "slice" || sample === "rslice" ? ["Neal2003"] : []),
    ...(sample === "rslice" ? ["Handley2015"] : []),
    // The test of the insertion ranks, and how ties are counted.
    "Fowlie2020",
    "Fowlie2021",
  ];
}

/** One field of an entry per line. */
function spread(entry: string): string {
  const fields = entry.slice(0, -1).split(/, (?=\w+ = \{)/);
  return `${fields.join(",\n  ")}\n}`;
}
