import { call, isObject, property } from "./properties";
import type { TableSource } from "./table-content";

/** Reads a value as a table, or gives `undefined` if it is none. */
export type TableReader = (value: object) => TableSource | undefined;

/** An Apache Arrow table or record batch; units and descriptions are in the metadata of its fields. */
export const arrowTable: TableReader = (value) => {
  const schema = property(value, "schema");
  const total = property(value, "numRows");
  const fields = isObject(schema) ? property(schema, "fields") : undefined;
  if (!Array.isArray(fields) || typeof total !== "number" || typeof property(value, "getChildAt") !== "function") {
    return undefined;
  }
  const vectors = fields.map((_, index) => call(value, "getChildAt", index));
  return {
    columns: fields.map((field: { name: unknown; type?: unknown; metadata?: unknown }) => ({
      name: String(field.name),
      unit: note(field.metadata, "unit"),
      description: note(field.metadata, "description"),
      isTime: /^(Timestamp|Date)/.test(String(field.type)),
    })),
    total,
    value: (row, column) => {
      const vector = vectors[column];
      return isObject(vector) ? call(vector, "get", row) : undefined;
    },
  };
};

/** A danfojs frame or series: its row labels become the first column. */
export const danfoFrame: TableReader = (value) => {
  const isSeries = property(value, "$isSeries");
  const index = property(value, "index");
  const columns = property(value, "columns");
  const values = property(value, "values");
  if (typeof isSeries !== "boolean" || !Array.isArray(index) || !Array.isArray(columns) || !Array.isArray(values)) {
    return undefined;
  }
  return {
    columns: ["", ...columns].map((name) => ({ name: String(name) })),
    total: index.length,
    value: (row, column) => {
      if (column === 0) return index[row];
      return isSeries ? values[row] : (values[row] as unknown[] | undefined)?.[column - 1];
    },
  };
};

/** What other libraries of data frames have in common: a schema, `head` and `toRecords`. */
export const dataFrame: TableReader = (value) => {
  if (property(value, "schema") === undefined || typeof property(value, "head") !== "function") return undefined;
  if (typeof property(value, "toRecords") !== "function") return undefined;
  const head = call(value, "head", 2000);
  const records = isObject(head) ? call(head, "toRecords") : call(value, "toRecords");
  if (!Array.isArray(records)) return undefined;
  const total = Number(property(value, "height") ?? property(value, "length") ?? records.length);
  return { ...fromRecords(records, Math.max(total, records.length)), isPartial: total > records.length };
};

/** Records looked at to tell a table from any other array. */
const sample = 200;

/** An array of plain objects. */
export const arrayOfRecords: TableReader = (value) => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.slice(0, sample).every(isRecord) ? fromRecords(value, value.length) : undefined;
};

/** A plain object of columns of equal length, arrays or typed arrays. */
export const objectOfColumns: TableReader = (value) => {
  if (!isRecord(value)) return undefined;
  const columns: unknown[] = Object.values(value);
  const lengths = new Set(columns.map((column) => (isColumn(column) ? column.length : undefined)));
  const [total] = lengths;
  if (lengths.size !== 1 || total === undefined) return undefined;
  return {
    columns: Object.keys(value).map((name) => ({ name })),
    total,
    value: (row, column) => (columns as ArrayLike<unknown>[])[column]?.[row],
  };
};

/**
 * Reads a value that is meant to be a table.
 * @param units unit of columns, by name
 * @throws {TypeError} if it is none
 */
export function readTable(value: object, units: Readonly<Record<string, string>> = {}): TableSource {
  const readers = [dataFrame, arrowTable, danfoFrame, arrayOfRecords, objectOfColumns];
  for (const read of readers) {
    const source = read(value);
    if (source === undefined) continue;
    const columns = source.columns.map((column) =>
      Object.hasOwn(units, column.name) ? { ...column, unit: units[column.name] } : column,
    );
    return { ...source, columns };
  }
  throw new TypeError(
    "A table is an Arrow table, a data frame, an array of objects, or an object of equally long columns",
  );
}

function fromRecords(records: readonly unknown[], total: number): TableSource {
  const seen = records.slice(0, sample).flatMap((record) => (isObject(record) ? Object.keys(record) : []));
  const names = [...new Set(seen)];
  return {
    columns: names.map((name) => ({ name })),
    total,
    value: (row, column) => {
      const record = records[row];
      return isObject(record) ? property(record, names[column] ?? "") : undefined;
    },
  };
}

function isRecord(value: unknown): value is object {
  if (!isObject(value) || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && property(value, "$schema") === undefined;
}

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function note(metadata: unknown, name: string): string | undefined {
  return metadata instanceof Map ? (metadata.get(name) as string | undefined) : undefined;
}
