import {
  Bool,
  type Data,
  type DataType,
  Dictionary,
  Field,
  FixedSizeList,
  Int32,
  List,
  makeData,
  makeVector,
  Schema,
  Table,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";

type Numbers =
  | (Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array)
  | (BigInt64Array | BigUint64Array | Float32Array | Float64Array);

/** A column whose numbers are taken over as they are, without a copy. */
export interface TypedColumn {
  name: string;
  values: Numbers | readonly string[];
  /** 0 and 1 are truths. */
  isTruth?: boolean;
  /** Numbers per row when there are more than one. */
  perRow?: number;
  /** Rows, where `perRow` is 0 and the values do not tell. */
  length?: number;
  /** Row `i` is a list of the numbers from `offsets[i]` to `offsets[i + 1]`. */
  offsets?: ArrayLike<number>;
  /** 1 where a single value, or a text, is missing. */
  missing?: Uint8Array;
  unit?: string;
  description?: string;
  /** More about the column, kept with its field. */
  notes?: Readonly<Record<string, string>>;
}

/**
 * An Apache Arrow table of typed columns. Fields carry `unit` and `description` in their metadata; text is stored as a
 * dictionary, cells of several numbers as lists.
 *
 * @param metadata name to text, kept with the schema
 * @throws {RangeError} when the columns differ in length
 */
export function typedTable(columns: readonly TypedColumn[], metadata: Readonly<Record<string, string>> = {}): Table {
  const vectors = columns.map((column, i) => vectorOf(column, i));
  const length = vectors[0]?.length ?? 0;
  const fields = columns.map((column, i) => {
    if (vectors[i].length !== length) {
      throw new RangeError(`Columns must have equal length: ${column.name} has ${vectors[i].length}, not ${length}`);
    }
    const notes = new Map(Object.entries(column.notes ?? {}));
    if (column.unit !== undefined) notes.set("unit", column.unit);
    if (column.description !== undefined) notes.set("description", column.description);
    return new Field(column.name, vectors[i].type, vectors[i].nullCount > 0, notes);
  });
  const schema = new Schema(fields, new Map(Object.entries(metadata)));
  if (length === 0) return new Table(schema);
  return new Table(schema, Object.fromEntries(columns.map(({ name }, i) => [name, vectors[i]])));
}

/** @param id of the dictionary of a text; without one Arrow counts through all tables that a program makes */
function vectorOf(column: TypedColumn, id: number): Vector {
  const { values, offsets, perRow } = column;
  if (isText(values)) {
    const { missing } = column;
    const texts = missing ? values.map((text, i) => (missing[i] ? null : text)) : values;
    return vectorFromArray(texts, new Dictionary(new Utf8(), new Int32(), id));
  }
  const single = offsets === undefined && perRow === undefined;
  const child = column.isTruth ? truths(values as Uint8Array, single ? column.missing : undefined) : numbers(column);
  const item = new Field("item", child.type, child.nullCount > 0);
  if (offsets !== undefined) {
    const places = Int32Array.from(offsets);
    return new Vector([makeData({ type: new List(item), length: places.length - 1, valueOffsets: places, child })]);
  }
  if (perRow === undefined) return new Vector([child]);
  const length = perRow === 0 ? (column.length ?? 0) : child.length / perRow;
  return new Vector([makeData({ type: new FixedSizeList(perRow, item), length, child })]);
}

function isText(values: TypedColumn["values"]): values is readonly string[] {
  return Array.isArray(values);
}

function numbers({ values, missing, offsets, perRow }: TypedColumn): Data<DataType> {
  const data = makeVector(values as Float64Array).data[0] as unknown as Data<DataType>;
  if (missing === undefined || offsets !== undefined || perRow !== undefined) return data;
  const { bitmap, count } = validity(missing);
  const typed = {
    type: data.type,
    length: data.length,
    data: values as Float64Array,
    nullBitmap: bitmap,
    nullCount: count,
  };
  return makeData(typed as Parameters<typeof makeData>[0]) as Data<DataType>;
}

function truths(values: Uint8Array, missing: Uint8Array | undefined): Data<Bool> {
  const data = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++) if (values[i]) data[i >> 3] |= 1 << (i & 7);
  const common = { type: new Bool(), length: values.length, data };
  if (missing === undefined) return makeData(common);
  const { bitmap, count } = validity(missing);
  return makeData({ ...common, nullBitmap: bitmap, nullCount: count });
}

/** Arrow's bitmap of what is there. */
function validity(missing: Uint8Array): { bitmap: Uint8Array; count: number } {
  const bitmap = new Uint8Array(Math.ceil(missing.length / 8));
  let count = 0;
  for (let i = 0; i < missing.length; i++) {
    if (missing[i]) count++;
    else bitmap[i >> 3] |= 1 << (i & 7);
  }
  return { bitmap, count };
}
