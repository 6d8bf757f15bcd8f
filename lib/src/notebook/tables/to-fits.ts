import { type ColumnContent, Header, type NumberArray, writeFits } from "../../ingest/fits";
import type { DescribedColumn, Fact, TableData } from "../../ingest/table";

/** Whole numbers that become wider when their own type has no number left for what is missing. */
const wider: Partial<Record<DescribedColumn["type"], "int16" | "int32" | "int64">> = {
  ...{ uint8: "int16", int8: "int16", int16: "int32", uint16: "int32", int32: "int64", uint32: "int64" },
};
/** What stands for a missing number, as it is read. */
const noNumber: Partial<Record<DescribedColumn["type"], number>> = {
  ...{ uint8: 255, int8: 127, int16: -32768, uint16: 0, int32: -2147483648, uint32: 0 },
};

/**
 * A table as a FITS file.
 * @param header cards of the table as they stood in a FITS file; facts are not written again then
 * @throws {RangeError} when something is no ASCII
 */
export function tableToFits(
  table: TableData,
  name: string | undefined,
  header = headerOf(table.metadata ?? {}),
): Uint8Array {
  return writeFits([{ table: table.columns.map(fitsColumn), header, ...(name ? { name } : {}) }]);
}

function fitsColumn(column: DescribedColumn): ColumnContent {
  const { type, missing, values } = column;
  const type2 = missing ? wider[type] : undefined;
  if (type2 === undefined || Array.isArray(values) || !missing) return column;
  const none = noNumber[type];
  const isTaken = (values as Int32Array).some((value: number, i: number) => value === none && !missing[i]);
  if (!isTaken) return column;
  const wide: NumberArray =
    type2 === "int64"
      ? BigInt64Array.from(values as Int32Array, BigInt)
      : (type2 === "int32" ? Int32Array : Int16Array).from(values as Int32Array);
  return { ...column, type: type2, values: wide };
}

/** Facts as cards: those that are no single value become JSON, lists of text become lines of comments. */
function headerOf(metadata: Readonly<Record<string, Fact>>): Header {
  const header = new Header();
  for (const [name, fact] of Object.entries(metadata)) {
    const keyword = name.toUpperCase();
    if (isTexts(fact) && (keyword === "HISTORY" || keyword === "COMMENT" || keyword === "COMMENTS")) {
      for (const line of fact) header.append(keyword === "HISTORY" ? "HISTORY" : "COMMENT", ascii(line));
      continue;
    }
    const value = typeof fact === "object" && fact !== null ? JSON.stringify(fact) : fact;
    const isKeyword = /^[!-<>-~]+(?: [!-<>-~]+)*$/.test(name) && name.length <= 50;
    const isPlain = typeof value !== "number" || Number.isFinite(value);
    if (isKeyword && isPlain) header.append(name, typeof value === "string" ? ascii(value) : value);
    else header.append("COMMENT", ascii(`${name}: ${String(value)}`));
  }
  return header;
}

function isTexts(fact: Fact): fact is readonly string[] {
  return Array.isArray(fact) && fact.every((item) => typeof item === "string");
}

/** Headers hold ASCII: other characters become escapes as in JSON. */
function ascii(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
