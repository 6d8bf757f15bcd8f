import { distinctNames, type ExportedColumn } from "./export-context";

/** Columns that anesthetic adds to those of a file. */
const columnsOfReaders = ["chain", "logL", "logL_birth", "nlive"];

/**
 * Names as GetDist allows them: letters, digits and `_.+-`; anything else becomes `_`. Names that would then be equal get
 * a number, and so do those that a reader uses itself.
 */
export function chainNames(names: readonly string[]): string[] {
  return distinctNames(names, (name) => name.replace(/[^\p{L}\p{M}\p{N}_.+-]/gu, "_"), columnsOfReaders);
}

/** A `.paramnames` file: name, `*` after a derived one, and the label, a line each. */
export function paramnamesFile(columns: readonly ExportedColumn[]): string {
  const names = chainNames(columns.map(({ name }) => name));
  return columns
    .map(
      ({ name, isDerived, latex }, k) =>
        `${names[k]}${isDerived ? "*" : ""}\t${oneLine(latex ?? uprightLabel(name))}\n`,
    )
    .join("");
}

/** A name as upright letters in a formula; what would be a command there becomes a space. */
function uprightLabel(name: string): string {
  const letters = name.replace(/_/g, "\\_").replace(/[^\p{L}\p{M}\p{N}\\_.,:;+\-*/()[\]|<>=']/gu, "\\ ");
  return `\\mathrm{${letters.replace(/\\(?![_ ])/g, "\\ ")}}`;
}

/** `#` would begin a comment, `!` would become a backslash. */
function oneLine(latex: string): string {
  return latex.replace(/[\s#!]+/g, " ").trim();
}
