import { NightbookError } from "../../core/errors";

/** What DuckDB's package offers of what is needed here. */
interface DuckDb {
  DuckDBInstance: { create(path?: string): Promise<{ connect(): Promise<Connection>; closeSync?(): void }> };
}

interface Connection {
  runAndReadAll(sql: string): Promise<{ columnNames(): string[]; getColumns(): unknown[][] }>;
  closeSync?(): void;
}

/** Runs statements of SQL; columns of plain values come back. */
export type RunSql = (sql: string) => Promise<{ names: string[]; columns: unknown[][] }>;

const packageName = "@duckdb/node-api";

/**
 * Lends a database in memory.
 * @throws {NightbookError} `PARQUET_NEEDS_DUCKDB` when the package is not installed
 */
export async function withDuckDb<Result>(work: (run: RunSql) => Promise<Result>): Promise<Result> {
  const { DuckDBInstance } = load();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return { names: reader.columnNames(), columns: reader.getColumns() };
    });
  } finally {
    connection.closeSync?.();
    instance.closeSync?.();
  }
}

function load(): DuckDb {
  try {
    // From the folder of the user's program first, then from our own.
    const found = require.resolve(packageName, { paths: [process.cwd(), __dirname] });
    return require(found) as DuckDb;
  } catch (cause) {
    throw new NightbookError("Parquet files are read and written by DuckDB, which is not installed", {
      code: "PARQUET_NEEDS_DUCKDB",
      hint: `Install it beside your program with "npm install ${packageName}", or convert the file to Feather`,
      cause,
    });
  }
}

/** Text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
