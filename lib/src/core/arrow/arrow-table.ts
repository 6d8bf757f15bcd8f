import {
  Bool,
  Dictionary,
  Field,
  Float64,
  Int32,
  Schema,
  Table,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";

export type { Table } from "apache-arrow";

/** One column of a table: numbers, truths or text of equal length in all columns; `null` is a missing value. */
export interface TableColumn {
  values: ArrayLike<number | null> | readonly (boolean | null)[] | readonly (string | null)[];
  /** How to store them. */
  type: "float64" | "bool" | "text";
  /** Unit, as FITS writes it: `m/s`, `mag`, `rad`; left out for text and pure numbers. */
  unit?: string;
  /** What the column holds, one phrase. */
  description?: string;
}

/**
 * An Apache Arrow table whose fields carry `unit` and `description` in their metadata.
 *
 * @param columns name to column, in the order they get in the table
 * @param metadata name to text, kept with the schema
 * @returns the table; text is stored as a dictionary
 * @throws {RangeError} when the columns differ in length
 */
export function arrowTable(columns: Record<string, TableColumn>, metadata: Record<string, string> = {}): Table {
  const entries = Object.entries(columns);
  const length = entries[0]?.[1].values.length ?? 0;
  // Without a prototype, so that a column may have any name.
  const vectors: Record<string, Vector> = Object.create(null);
  const fields = entries.map(([name, column], id) => {
    if (column.values.length !== length) {
      throw new RangeError(`Columns must have equal length: ${name} has ${column.values.length}, not ${length}`);
    }
    const vector = vectorOf(column, id);
    vectors[name] = vector;
    const notes = new Map<string, string>();
    if (column.unit !== undefined) notes.set("unit", column.unit);
    if (column.description !== undefined) notes.set("description", column.description);
    return new Field(name, vector.type, vector.nullCount > 0, notes);
  });
  const schema = new Schema(fields, new Map(Object.entries(metadata)));
  return length === 0 ? new Table(schema) : new Table(schema, vectors);
}

/** @param id of the dictionary of a text; without one Arrow counts through all tables that a program makes */
function vectorOf({ values, type }: TableColumn, id: number): Vector {
  if (type === "text") return vectorFromArray(values as readonly string[], new Dictionary(new Utf8(), new Int32(), id));
  if (type === "bool") return vectorFromArray(values as readonly boolean[], new Bool());
  return vectorFromArray(Array.from(values as ArrayLike<number>), new Float64());
}
