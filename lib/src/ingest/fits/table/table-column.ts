import type { Header } from "../header/header";
import type { ColumnFormat } from "./column-format";

/** A column of a table as the header describes it. */
export interface TableColumn {
  /** Zero-based. */
  index: number;
  /** TTYPEn, or `column n` where it is missing. */
  name: string;
  /** TFORMn as written. */
  format: string;
  /** TUNITn. */
  unit?: string;
  /** TCOMMn, or the comment of TTYPEn. */
  description?: string;
  /** TSCALn, 1 by default. */
  scale: number;
  /** TZEROn, 0 by default. */
  zero: number;
  /** TNULLn: the stored number or, in ASCII tables, the text of a missing value. */
  null?: number | bigint | string;
  /** TDISPn. */
  display?: string;
  /** TDIMn as written. */
  dimensions?: string;
  /** Shape of a cell, the slowest axis first; empty for a single value. */
  cellShape: number[];
  /** First byte in the row. */
  offset: number;
  /** Bytes in the row. */
  bytes: number;
}

/** A column of a binary table. */
export interface BinaryColumn extends TableColumn {
  layout: ColumnFormat;
  /** Characters of one text in a cell of type A. */
  textLength: number;
}

/** What binary and ASCII tables say about a column in the same words. */
export function commonColumn(header: Header, index: number): Omit<TableColumn, "cellShape" | "offset" | "bytes"> {
  const n = index + 1;
  const text = (keyword: string) => header.text(`${keyword}${n}`);
  const name = text("TTYPE");
  const none = header.get(`TNULL${n}`);
  const description = text("TCOMM") ?? plainComment(header.card(`TTYPE${n}`)?.comment);
  return {
    index,
    name: name === undefined || name === "" ? `column ${n}` : name,
    format: text("TFORM") ?? "",
    scale: header.number(`TSCAL${n}`) ?? 1,
    zero: header.number(`TZERO${n}`) ?? 0,
    ...(text("TUNIT") ? { unit: text("TUNIT") } : {}),
    ...(description ? { description } : {}),
    ...(typeof none === "number" || typeof none === "bigint" || typeof none === "string" ? { null: none } : {}),
    ...(text("TDISP") ? { display: text("TDISP") } : {}),
    ...(text("TDIM") ? { dimensions: text("TDIM") } : {}),
  };
}

/** A comment that says something of its own: many writers put "label for field 3" there. */
function plainComment(comment: string | undefined): string | undefined {
  return comment === undefined || /^(label for )?(field|column) *\d*$/i.test(comment.trim()) ? undefined : comment;
}

/** Lengths of TDIM, the fastest first; `undefined` when it is not a list of lengths. */
export function parseDimensions(text: string | undefined): number[] | undefined {
  const match = /^ *\( *(\d+(?: *, *\d+)*) *\) *$/.exec(text ?? "");
  return match === null ? undefined : match[1].split(",").map(Number);
}
