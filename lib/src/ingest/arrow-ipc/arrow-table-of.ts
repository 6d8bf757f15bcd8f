import type { Table } from "apache-arrow";
import { arrowFile, type TypedColumn, typedTable } from "../../core/arrow";
import { cellLength, type DescribedColumn, type Fact, type TableData } from "../table/table-data";

/**
 * A table of Apache Arrow. Numbers are taken over without a copy; units, descriptions, and what Arrow has no type for
 * (axes of cells, complex numbers, bits) stand in the metadata of the fields, facts in that of the schema.
 *
 * @example
 * ```ts
 * import { arrowTableOf, readCsv } from "nightbook/ingest";
 *
 * arrowTableOf(readCsv("a,b\n1,x\n2,y\n")).numRows; // => 2
 * ```
 */
export function arrowTableOf({ columns, metadata = {} }: TableData): Table {
  const facts = Object.entries(metadata).filter(([, fact]) => fact !== undefined);
  return typedTable(columns.map(arrowColumn), Object.fromEntries(facts.map(([name, fact]) => [name, factText(fact)])));
}

/**
 * A table as an Arrow file, which is also a Feather file of version 2.
 *
 * @returns the bytes, equal for equal tables
 * @see [Arrow2024]
 *
 * @example
 * ```ts
 * import { readArrow, readCsv, writeArrow } from "nightbook/ingest";
 *
 * readArrow(writeArrow(readCsv("flux\n1.5\n"))).columns[0].values; // => Float64Array.of(1.5)
 * ```
 */
export function writeArrow(table: TableData): Uint8Array {
  return arrowFile(arrowTableOf(table));
}

function factText(fact: Fact): string {
  return typeof fact === "string" ? fact : JSON.stringify(fact);
}

function arrowColumn(column: DescribedColumn): TypedColumn {
  const { name, length, values, type, cellShape, offsets, missing, unit, description } = column;
  const places = type.startsWith("complex") ? 2 : 1;
  const cell = cellLength(column);
  const isSingle = cellShape.length === 0 && places === 1;
  if (Array.isArray(values)) {
    if (isSingle) return { name, values, missing, unit, description };
    const texts = Array.from({ length }, (_, i) => JSON.stringify(values.slice(i * cell, (i + 1) * cell)));
    const notes = { encoding: "JSON list", ...(cellShape.length > 1 ? { shape: cellShape.join(",") } : {}) };
    return { name, values: texts, unit, description, notes };
  }
  const shape = [...cellShape, ...(places === 2 ? [2] : [])];
  const isOdd = places === 2 || (type === "bit" && !isSingle);
  const notes = { ...(shape.length > 1 && !offsets ? { shape: shape.join(",") } : {}), ...(isOdd ? { type } : {}) };
  return {
    ...{ name, length, values, missing, unit, description, notes },
    isTruth: type === "logical" || type === "bit",
    ...(offsets ? { offsets: places === 1 ? offsets : offsets.map((place) => place * places) } : {}),
    ...(isSingle || offsets ? {} : { perRow: cell }),
  };
}
