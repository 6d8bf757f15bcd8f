import { version } from "../../core/version";
import { defaultEngine } from "../nested-sampling/default-engine";
import type { ImportanceRecord } from "../nested-sampling/importance/importance-record";
import type { RunOptions } from "../nested-sampling/options";
import { bibliographyEntries } from "./bibliography-entries";

/** What of a run its papers depend on. */
export interface Methods extends Pick<RunOptions, "engine" | "bound" | "sample"> {
  /** How the importance engine came by its result. Default `"proposal"`. */
  readonly method?: ImportanceRecord["method"] | undefined;
}

/**
 * BibTeX of what a paper should cite for a fit: this program, nested sampling, and the methods that the engine and its
 * options call on.
 *
 * @param options options of the run, and the method of its result; those left out have the defaults of the run
 * @param more keys of further entries, for example of a model
 * @returns entries, the program first
 * @throws {RangeError} when there is no entry of a key
 * @see [Skilling2006]
 * @see [Speagle2020]
 * @see [Feroz2019]
 * @see [Lange2023]
 * @see [Vehtari2024]
 * @see [Grumitt2024]
 *
 * @example
 * ```ts
 * import { exporting } from "nightbook/fitting";
 *
 * const text = exporting.bibliographyOf({ engine: "dynamic", sample: "rslice" });
 * text.includes("@article{Handley2015"); // => true
 * ```
 */
export function bibliographyOf(options: Methods, more: readonly string[] = []): string {
  const keys = [...new Set([...methodsOf(options), ...more])];
  const software = `@software{Nightbook, author = {{The Nightbook developers}}, title = {Nightbook: a TypeScript notebook for people who study the night sky}, version = {${version}}}`;
  const entries = keys.map((key) => {
    if (!Object.hasOwn(bibliographyEntries, key)) throw new RangeError(`There is no entry of this key: ${key}`);
    return bibliographyEntries[key];
  });
  return `${[software, ...entries].map(spread).join("\n\n")}\n`;
}

function methodsOf({
  engine = defaultEngine,
  method = "proposal",
  bound = "multi",
  sample = "auto",
}: Methods): string[] {
  if (engine === "importance") {
    return [
      // Evidence as an integral over volume, by nested bounds whose draws all keep a weight, with a learned score.
      "Skilling2006",
      "Feroz2009",
      "Feroz2019",
      "Lange2023",
      // The proposal, draws from a mixture, and what tells whether their weights can be trusted.
      "Peel2000",
      "Veach1995",
      "Owen2000",
      "Vehtari2024",
      "Zhang2009",
      ...(method === "tempering" ? ["DelMoral2006", "Grumitt2024", "TerBraak2006", "Meng1996"] : []),
    ];
  }
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
