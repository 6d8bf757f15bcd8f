import type { Finding } from "../finding";
import { AsciiTableHdu } from "./ascii-table-hdu";
import { BinaryTableHdu } from "./binary-table-hdu";
import { type BinaryColumn, parseDimensions } from "./table-column";

type Report = (severity: Finding["severity"], code: string, message: string, subject?: string) => void;

/** What is wrong with the columns of a table: names, shapes, marks of missing values, arrays that lie outside the heap. */
export function inspectColumns(hdu: BinaryTableHdu | AsciiTableHdu, report: Report): void {
  const names = new Set<string>();
  for (const { name } of hdu.columns) {
    if (names.has(name.toUpperCase())) {
      report("warning", "COLUMN_REPEATED", `More than one column is called ${name}; the first counts`, name);
    }
    names.add(name.toUpperCase());
  }
  if (hdu instanceof BinaryTableHdu) for (const column of hdu.columns) inspectColumn(hdu, column, report);
  const needReading =
    hdu instanceof AsciiTableHdu ? hdu.columns : hdu.columns.filter(({ layout }) => layout.element !== undefined);
  for (const { index, name } of needReading) {
    try {
      // Reading meets what cannot be read; nothing is kept.
      for (const _batch of hdu.batches([index], { reuse: true }));
    } catch (error) {
      const reason = (error as Error).message.replace(/^Cannot read the FITS file: /, "");
      const isNamed = reason.toLowerCase().includes(`column ${name}`.toLowerCase());
      report("error", "CELL_WRONG", isNamed ? reason : `Column ${name}: ${reason}`, name);
    }
  }
}

function inspectColumn(hdu: BinaryTableHdu, { index, name, layout, ...column }: BinaryColumn, report: Report): void {
  const { code, element, repeat } = layout;
  const n = index + 1;
  const of = element ?? code;
  if (column.dimensions !== undefined && element === undefined) {
    const count = parseDimensions(column.dimensions)?.reduce((product, length) => product * length, 1);
    if (count === undefined || count > repeat) {
      const what = `TDIM${n} of column ${name} asks for more than the ${repeat} elements of TFORM${n}`;
      report("error", "TDIM_WRONG", count === undefined ? `TDIM${n} of column ${name} is no shape` : what, `TDIM${n}`);
    }
  }
  const none = hdu.header.get(`TNULL${n}`);
  if (none !== undefined && none !== null) {
    const isWhole = typeof none === "bigint" || Number.isInteger(none);
    if (!isWhole) report("error", "TNULL_WRONG", `TNULL${n} of column ${name} is no whole number`, `TNULL${n}`);
    else if (!"BIJK".includes(of)) {
      report("warning", "TNULL_WRONG", `TNULL${n} means nothing: column ${name} has no whole numbers`, `TNULL${n}`);
    }
  }
  const isScaled = column.scale !== 1 || column.zero !== 0;
  if (isScaled && "ALX".includes(of)) {
    report("warning", "SCALING_WRONG", `TSCAL${n} and TZERO${n} mean nothing: column ${name} has no numbers`, name);
  }
}
