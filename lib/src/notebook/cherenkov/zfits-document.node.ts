import { type Displayable, displaySymbol, type MimeBundle } from "../../core/display";
import type { RowRange } from "../../ingest/fits";
import { openZfits, type ZfitsFile, type ZfitsMessage, type ZfitsTable } from "../../ingest/zfits";
import { Records } from "../records/records";
import { Table } from "../table";
import { openFile } from "./file-path.node";
import { blockUnpackers } from "./unpack.node";

/** A file of raw data of CTA on disk, unpacked tile by tile as it is asked for. It draws itself as its tables. */
export class ZfitsDocument implements Displayable {
  constructor(
    readonly path: string,
    /** The file as `nightbook/ingest` sees it. */
    readonly file: ZfitsFile,
    readonly close: () => void,
  ) {}

  /** The events as the messages that the camera sent, one in memory at a time. */
  events(columns?: readonly string[], rows?: RowRange): Generator<ZfitsMessage> {
    return this.file.events.messages(columns, rows);
  }

  /**
   * A table as records, that of the events by default.
   * @param options which columns and rows; by default all columns of single values
   */
  table(name = "Events", options: RowRange & { columns?: readonly string[] } = {}): Records {
    const table = this.file.table(name);
    const { columns, ...rows } = options;
    const names = columns ?? table.columns.filter(({ isArray }) => !isArray).map((column) => column.name);
    const data = names.map((column) => table.column(column, rows));
    return new Records(data, { file: this.path, part: name });
  }

  toString(): string {
    return contentTable(this.file, this.path).toString();
  }

  [displaySymbol](): MimeBundle {
    return contentTable(this.file, this.path)[displaySymbol]();
  }
}

function contentTable({ tables, findings }: ZfitsFile, path: string): Table {
  const rows = tables.map((table: ZfitsTable) => [
    table.name,
    table.message,
    String(table.length),
    table.columns.map(({ name, isArray, repeat }) => (isArray ? `${name}[${repeat}]` : name)).join(", "),
  ]);
  for (const { severity, message } of findings.slice(0, 8)) rows.push([severity, "", "", message]);
  return new Table(
    [{ title: "table" }, { title: "message" }, { title: "rows", align: "right" }, { title: "columns" }],
    rows,
    path,
  );
}

/**
 * Opens raw data of CTA (`.fits.fz`): headers and catalogues are read now, values when they are asked for.
 *
 * @param path of the file
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `FITS_NOT_FITS`, `FITS_DAMAGED`, `FITS_MISSING` when it
 * holds no such tables
 *
 * @example
 * ```ts
 * import { ingest } from "nightbook";
 *
 * try {
 *   ingest.zfits("no-such-run.fits.fz");
 * } catch (error) {
 *   (error as Error).message; // => "There is no such file"
 * }
 * ```
 */
export function openZfitsDocument(path: string): ZfitsDocument {
  const { content, close } = openFile(path, (source) => openZfits(source, blockUnpackers));
  return new ZfitsDocument(path, content, close);
}
