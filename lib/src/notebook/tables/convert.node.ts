import { createHash } from "node:crypto";
import { NightbookError } from "../../core/errors";
import type { Header } from "../../ingest/fits";
import { fileSource } from "../../ingest/fits/file-source.node";
import type { Fact } from "../../ingest/table";
import { exists, fileExists, writeOutput } from "../files.node";
import { circumstances, type Provenance, provenance } from "../products.node";
import { type ReadTableOptions, readTableWithHeader } from "./read-table.node";
import { saveTable, tableFormat } from "./save-table.node";

/** What came of a conversion. */
export interface Converted {
  input: string;
  output: string;
  format: string;
  rows: number;
  columns: string[];
  /** What the format could not keep. */
  notes: string[];
}

/**
 * Writes the table of one file into another, with units, descriptions, facts and where it comes from.
 * @throws {NightbookError} those of reading and writing; `TABLE_MISSING` when there is no such column
 * @throws {RangeError} when the extension of the output names no format
 */
export async function convertTable(
  input: string,
  output: string,
  options: Pick<ReadTableOptions, "part" | "columns"> & { overwrite?: boolean } = {},
): Promise<Converted> {
  const { part, columns, overwrite } = options;
  const format = tableFormat(output);
  if (!overwrite && exists(output)) throw fileExists(output);
  const { records, header } = await readTableWithHeader(input, { part, columns }).catch((error) => {
    throw error instanceof RangeError ? noSuchColumn(input, error) : error;
  });
  const origin = provenance([{ path: input, sha256: hashOf(input) }], {
    configuration: {
      command: "convert",
      ...(records.provenance.part ? { part: records.provenance.part } : {}),
      ...(columns ? { columns } : {}),
    },
  });
  const name = records.provenance.part?.replace(/^HDU \d+(?: \((.*)\))?$/, "$1");
  const table = { columns: records.columns, metadata: { ...records.metadata, provenance: origin as unknown as Fact } };
  await saveTable(table, output, {
    overwrite,
    ...(name ? { name } : {}),
    ...(header && format === "fits" ? { header: withHistory(header, origin) } : {}),
  });
  writeOutput(`${output}.run.json`, circumstances([{ path: input }]), { overwrite: true });
  return {
    ...{ input, output, format, rows: records.length, columns: records.names },
    notes: format === "csv" || format === "tsv" ? lostInCsv(table.columns) : [],
  };
}

function noSuchColumn(path: string, cause: RangeError): NightbookError {
  return new NightbookError(cause.message, {
    code: "TABLE_MISSING",
    place: { path },
    hint: "Names are taken as they stand in the file",
    cause,
  });
}

/** Lines of history that fit a card each. */
function withHistory(header: Header, { version, inputs, configuration }: Provenance): Header {
  const copy = header.copy();
  copy.append("HISTORY", `nightbook ${version}: ${JSON.stringify(configuration)}`.replace(/[^ -~]/g, "?"));
  for (const { name, sha256 } of inputs)
    copy.append("HISTORY", `from ${name}, sha256 ${sha256}`.replace(/[^ -~]/g, "?"));
  return copy;
}

function lostInCsv(columns: readonly { name: string; unit?: string; description?: string }[]): string[] {
  const named = columns.filter(({ unit, description }) => unit || description).map(({ name }) => name);
  if (named.length === 0) return [];
  const some = named.slice(0, 6).join(", ");
  return [`CSV has no place for units and descriptions (${some}${named.length > 6 ? ", …" : ""}); .ecsv keeps them`];
}

function hashOf(path: string): string {
  const source = fileSource(path);
  const hash = createHash("sha256");
  try {
    for (let at = 0; at < source.size; at += 1 << 22) hash.update(source.read(at, 1 << 22));
  } finally {
    source.close();
  }
  return hash.digest("hex");
}
