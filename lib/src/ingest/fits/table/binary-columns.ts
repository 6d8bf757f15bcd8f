import { fitsError } from "../fits-error";
import type { Header } from "../header/header";
import { type ColumnFormat, columnFormat } from "./column-format";
import { type BinaryColumn, commonColumn, parseDimensions } from "./table-column";

/**
 * The columns of a binary table.
 * @param part what to call the table in a message
 * @throws {NightbookError} `FITS_DAMAGED` when TFIELDS or a TFORM is missing or impossible
 */
export function binaryColumns(header: Header, part: string): BinaryColumn[] {
  const count = header.integer("TFIELDS");
  if (count === undefined || count < 0 || count > 999) {
    throw fitsError("FITS_DAMAGED", `there cannot be ${String(header.get("TFIELDS"))} columns (TFIELDS)`, { part });
  }
  const columns: BinaryColumn[] = [];
  let offset = 0;
  for (let index = 0; index < count; index++) {
    const common = commonColumn(header, index);
    const layout = columnFormat(common.format);
    if (layout === undefined) {
      const what = common.format === "" ? "is missing" : `cannot be ${JSON.stringify(common.format)}`;
      throw fitsError("FITS_DAMAGED", `TFORM${index + 1} ${what}`, { part });
    }
    columns.push({ ...common, layout, cellShape: cellShape(layout, common.dimensions), offset, bytes: layout.bytes });
    offset += layout.bytes;
  }
  return columns;
}

/** Shape of a cell; a TDIM that asks for more elements than there are counts for nothing. */
function cellShape(layout: ColumnFormat, dimensions: string | undefined): number[] {
  const { code, repeat, substring } = layout;
  const lengths = parseDimensions(dimensions);
  const fits = lengths && lengths.reduce((product, length) => product * length, 1) === repeat;
  if (code === "P" || code === "Q") return [];
  if (fits && code === "A") return lengths.slice(1).reverse();
  if (fits) return lengths.reverse();
  if (code === "A") return substring === undefined ? [] : [Math.floor(repeat / substring)];
  return repeat === 1 && code !== "X" ? [] : [repeat];
}

/** Characters of one text in a cell of type A. */
export function textLength(column: BinaryColumn): number {
  const cells = column.cellShape.reduce((product, length) => product * length, 1);
  return column.layout.substring ?? (cells === 0 ? 0 : Math.floor(column.layout.repeat / cells));
}
