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
    const { cellShape, textLength } = cellOf(layout, common.dimensions);
    columns.push({ ...common, layout, cellShape, textLength, offset, bytes: layout.bytes });
    offset += layout.bytes;
  }
  return columns;
}

/**
 * Shape of a cell, and characters of one text in it. A TDIM that asks for more elements than there are counts for
 * nothing; when it asks for fewer, those behind it mean nothing.
 */
function cellOf(layout: ColumnFormat, dimensions: string | undefined) {
  const { code, repeat, substring } = layout;
  if (code === "P" || code === "Q") return { cellShape: [], textLength: 0 };
  const lengths = parseDimensions(dimensions);
  const count = lengths?.reduce((product, length) => product * length, 1) ?? 0;
  const fits = lengths && count <= repeat && (count > 0 || repeat === 0);
  if (code === "A") {
    if (fits) return { cellShape: lengths.slice(1).reverse(), textLength: lengths[0] };
    if (substring === undefined) return { cellShape: [], textLength: repeat };
    return { cellShape: [Math.floor(repeat / substring)], textLength: substring };
  }
  if (fits) return { cellShape: lengths.reverse(), textLength: 0 };
  return { cellShape: repeat === 1 && code !== "X" ? [] : [repeat], textLength: 0 };
}
