import { tableBytes } from "../csv/write-csv";
import type { DescribedColumn, TableData } from "../table/table-data";
import { yamlText } from "./yaml-scalar";

/**
 * A table as the enhanced comma-separated values of astropy: types, units, descriptions and facts stand in a header that
 * is a comment to other programs.
 *
 * @returns UTF-8; equal tables give equal bytes
 * @see [Aldcroft2016]
 *
 * @example
 * ```ts
 * import { writeEcsv } from "nightbook/ingest";
 *
 * const column = { name: "t", unit: "s", type: "int16", length: 1, cellShape: [], values: Int16Array.of(7) };
 * const text = String.fromCharCode(...writeEcsv({ columns: [column] }));
 * text.split("\n").slice(-3).join("|"); // => "t|7|"
 * ```
 */
export function writeEcsv(table: TableData): Uint8Array {
  const facts = Object.entries(table.metadata ?? {});
  const header = [
    "%ECSV 1.0",
    "---",
    "delimiter: ','",
    "datatype:",
    ...table.columns.map((column) => `- ${yamlText(columnInfo(column))}`),
    ...(facts.length > 0 ? ["meta: !!omap", ...facts.map(([name, fact]) => `- ${yamlText({ [name]: fact })}`)] : []),
    "schema: astropy-2.0",
  ];
  const head = header.map((line) => `# ${line}\n`).join("");
  return tableBytes({ columns: table.columns.map(asEcsv) }, ",", head);
}

/** Bits become truths, and truths are written as Python does. */
function asEcsv(column: DescribedColumn): DescribedColumn {
  return column.type === "bit" ? { ...column, type: "logical" } : column;
}

function columnInfo(column: DescribedColumn): Record<string, string> {
  const { name, unit, description, cellShape, offsets, values } = column;
  const type = typeName(column);
  const isList = cellShape.length > 0 || (offsets !== undefined && !Array.isArray(values));
  return {
    name,
    ...(unit ? { unit } : {}),
    datatype: isList ? "string" : type,
    ...(isList ? { subtype: `${type}[${offsets ? "null" : cellShape.join(",")}]` } : {}),
    ...(description ? { description } : {}),
  };
}

function typeName({ type }: DescribedColumn): string {
  if (type === "logical" || type === "bit") return "bool";
  return type === "text" ? "string" : type;
}
