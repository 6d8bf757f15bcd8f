import type { NumberArray } from "../fits/image/pixel-array";
import type { ColumnData } from "../fits/table/column-data";
import { decodeUtf8 } from "../pickle/text";
import { cellLength } from "../table/table-data";
import { cellWriter } from "../table/value-text";
import { arrowError } from "./arrow-error";
import type { ArrowBatch } from "./messages";
import type { ArrowField, ArrowType } from "./schema";
import { timeOfDayText, timestampText } from "./time-text";

/** A column without its name. */
export type Part = Omit<ColumnData, "name" | "unit">;

/** Entries of dictionaries by their number. */
export type Dictionaries = ReadonlyMap<bigint, Part>;

/** Takes the columns of a batch out of it, field by field in the order of the schema. */
export class PartReader {
  #node = 0;
  #buffer = 0;
  #variadic = 0;

  constructor(
    readonly batch: ArrowBatch,
    readonly dictionaries: Dictionaries,
  ) {}

  /** The columns of a field: one, or those of its members, whose names follow a slash. */
  parts(field: ArrowField, path = field.name): [string, Part][] {
    if (field.dictionary) return [[path, this.#ofDictionary(field)]];
    if (field.type.kind !== "struct") return [[path, this.#part(field)]];
    const { length, marks } = this.#head();
    const members = field.children.flatMap((child) => this.parts(child, `${path}/${child.name}`));
    for (const [, part] of members) {
      if (part.length !== length) throw arrowError("ARROW_DAMAGED", `columns of ${path} differ in length`);
      if (marks && part.cellShape.length === 0 && !part.offsets) mark(part, marks);
    }
    return members;
  }

  #ofDictionary({ name, dictionary }: ArrowField): Part {
    const { id, index } = dictionary as NonNullable<ArrowField["dictionary"]>;
    const indices = this.#part({ name, type: index, children: [], metadata: {} });
    const entries = this.dictionaries.get(id);
    if (entries === undefined) throw arrowError("ARROW_DAMAGED", `column ${name}: its dictionary is not there`);
    const step = cellLength(entries);
    if (entries.offsets) throw arrowError("ARROW_UNSUPPORTED", `column ${name}: a dictionary of lists`);
    this.batch.allow(8 * indices.length * step);
    const marks = new Uint8Array(indices.length);
    const places = Float64Array.from(indices.values as NumberArray, Number);
    for (let i = 0; i < places.length; i++) {
      if (indices.missing?.[i]) marks[i] = 1;
      else if (!(places[i] >= 0 && places[i] < entries.length)) {
        throw arrowError("ARROW_DAMAGED", `column ${name}: entry ${places[i]} of its dictionary is not there`);
      } else if (entries.missing?.[places[i]]) marks[i] = 1;
    }
    const from = entries.values;
    const common = { ...entries, length: indices.length, missing: undefined };
    if (Array.isArray(from)) {
      const values = new Array<string>(places.length * step);
      for (let i = 0; i < values.length; i++) {
        const row = Math.floor(i / step);
        values[i] = marks[row] ? "" : from[places[row] * step + (i % step)];
      }
      return mark({ ...common, values }, marks);
    }
    const values = new (from.constructor as new (length: number) => NumberArray)(places.length * step);
    for (let i = 0; i < places.length; i++) {
      if (!marks[i]) values.set(from.subarray(places[i] * step, (places[i] + 1) * step) as never, i * step);
    }
    return mark({ ...common, values }, marks);
  }

  #part(field: ArrowField): Part {
    const { type, name } = field;
    if (type.kind === "null") return this.#nothing();
    if (type.kind === "other" || type.kind === "struct") {
      throw arrowError(
        "ARROW_UNSUPPORTED",
        `column ${name} is of the type ${type.kind === "other" ? type.name : type.kind}`,
      );
    }
    const { length, marks } = this.#head();
    const plain = (): Part => {
      switch (type.kind) {
        case "bool":
          return scalars("logical", this.#bits(length));
        case "int":
        case "float":
        case "duration":
          return this.#numbers(type, length);
        case "decimal":
          return scalars("float64", this.#decimals(type.bits, type.scale, length));
        case "date":
        case "time":
        case "timestamp":
          return texts(this.#times(type, length, marks));
        case "text":
          return texts(this.#texts(type, length, marks));
        case "binary":
          return this.#binary(type, length);
        case "list":
          return this.#list(type.bits, field, length);
        case "fixedList":
          return this.#fixedList(type.width, field, length);
      }
    };
    const part = plain();
    const isSingle = part.cellShape.length === 0 && !(part.offsets && !Array.isArray(part.values));
    return marks && isSingle ? mark(part, marks) : part;
  }

  /** The node of a field, and marks of what is missing. */
  #head(): { length: number; marks: Uint8Array | undefined } {
    const node = this.batch.nodes[this.#node++];
    if (node === undefined || !(node.length >= 0 && node.length <= 2 ** 32)) {
      throw arrowError("ARROW_DAMAGED", "a column has no length");
    }
    const bitmap = this.batch.buffer(this.#buffer++);
    if (node.nulls === 0 || bitmap.length === 0) return { length: node.length, marks: undefined };
    const there = unpackBits(bitmap, node.length, this.batch);
    for (let i = 0; i < there.length; i++) there[i] ^= 1;
    return { length: node.length, marks: there };
  }

  #nothing(): Part {
    const node = this.batch.nodes[this.#node++];
    const length = node?.length ?? -1;
    if (!(length >= 0)) throw arrowError("ARROW_DAMAGED", "a column has no length");
    this.batch.allow(9 * length);
    return {
      ...scalars("float64", new Float64Array(length).fill(Number.NaN)),
      missing: new Uint8Array(length).fill(1),
    };
  }

  /** Bytes of elements of a width; what stands behind them is left out. */
  #elements(width: number, length: number): Uint8Array {
    const bytes = this.batch.buffer(this.#buffer++);
    if (bytes.length < width * length) {
      throw arrowError("ARROW_DAMAGED", `a column of ${length} rows has only ${bytes.length} bytes`);
    }
    // A copy of its own, at a place where every number may begin.
    this.batch.allow(width * length);
    return new Uint8Array(bytes.subarray(0, width * length));
  }

  #bits(length: number): Uint8Array {
    return unpackBits(this.batch.buffer(this.#buffer++), length, this.batch);
  }

  #numbers(type: Extract<ArrowType, { bits: number }>, length: number): Part {
    const { buffer } = this.#elements(type.bits / 8, length) as { buffer: ArrayBuffer };
    if (type.kind === "float") {
      if (type.bits === 16) return scalars("float32", Float32Array.from(new Uint16Array(buffer), half));
      return type.bits === 32
        ? scalars("float32", new Float32Array(buffer))
        : scalars("float64", new Float64Array(buffer));
    }
    const signed = type.kind !== "int" || type.signed;
    if (type.bits === 8)
      return signed ? scalars("int8", new Int8Array(buffer)) : scalars("uint8", new Uint8Array(buffer));
    if (type.bits === 16) {
      return signed ? scalars("int16", new Int16Array(buffer)) : scalars("uint16", new Uint16Array(buffer));
    }
    if (type.bits === 32) {
      return signed ? scalars("int32", new Int32Array(buffer)) : scalars("uint32", new Uint32Array(buffer));
    }
    return signed ? scalars("int64", new BigInt64Array(buffer)) : scalars("uint64", new BigUint64Array(buffer));
  }

  #decimals(bits: number, scale: number, length: number): Float64Array {
    if (![32, 64, 128, 256].includes(bits)) throw arrowError("ARROW_DAMAGED", `decimals cannot have ${bits} bits`);
    const bytes = this.#elements(bits / 8, length);
    const view = new DataView(bytes.buffer);
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      let whole = 0n;
      for (let at = 0; at < bits / 8; at += 4)
        whole |= BigInt(view.getUint32((i * bits) / 8 + at, true)) << BigInt(8 * at);
      values[i] = Number(`${BigInt.asIntN(bits, whole)}e${-scale}`);
    }
    return values;
  }

  #times(type: Extract<ArrowType, { unit: unknown }>, length: number, marks: Uint8Array | undefined): string[] {
    const bits = "bits" in type ? type.bits : 64;
    const { buffer } = this.#elements(bits / 8, length) as { buffer: ArrayBuffer };
    const counts = bits === 64 ? new BigInt64Array(buffer) : new Int32Array(buffer);
    this.batch.allow(48 * length);
    const ofDay = type.kind === "time";
    const zone = type.kind === "timestamp" && type.zone !== undefined ? "Z" : "";
    return Array.from({ length }, (_, i) => {
      if (marks?.[i]) return "";
      const count = BigInt(counts[i]);
      if (ofDay) return timeOfDayText(count, type.unit);
      const text = timestampText(count, type.unit);
      return type.kind === "date" ? text.replace("T00:00:00.000", "") : `${text}${zone}`;
    });
  }

  #texts(type: Extract<ArrowType, { isView: boolean }>, length: number, marks: Uint8Array | undefined): string[] {
    const { bytes, from, to } = this.#runs(type, length);
    this.batch.allow(16 * length + (length === 0 ? 0 : 2 * sum(from, to)));
    return Array.from({ length }, (_, i) => {
      if (marks?.[i] || from[i] === to[i]) return "";
      const run = bytes(i).subarray(from[i], to[i]);
      return decodeUtf8(run) ?? String.fromCharCode(...run.subarray(0, 1000));
    });
  }

  #binary(type: Extract<ArrowType, { isView: boolean }>, length: number): Part {
    const { width } = type;
    if (width !== undefined) {
      if (!(width >= 0)) throw arrowError("ARROW_DAMAGED", `cells cannot have ${width} bytes`);
      return { ...scalars("uint8", this.#elements(width, length)), length, cellShape: [width] };
    }
    const { bytes, from, to } = this.#runs(type, length);
    const total = length === 0 ? 0 : sum(from, to);
    this.batch.allow(total + 8 * length);
    const values = new Uint8Array(total);
    const offsets = new Float64Array(length + 1);
    for (let i = 0; i < length; i++) {
      values.set(bytes(i).subarray(from[i], to[i]), offsets[i]);
      offsets[i + 1] = offsets[i] + to[i] - from[i];
    }
    return { ...scalars("uint8", values), length, offsets };
  }

  /** Where the bytes of each cell stand. */
  #runs({ bits, isView }: Extract<ArrowType, { isView: boolean }>, length: number) {
    if (isView) return this.#views(length);
    const places = this.#offsets(bits, length);
    const data = this.batch.buffer(this.#buffer++);
    if (places[length] > data.length) throw arrowError("ARROW_DAMAGED", "a text lies outside its buffer");
    return { bytes: () => data, from: places.subarray(0, length), to: places.subarray(1) };
  }

  /** Short cells stand in 16 bytes of their own, longer ones in buffers beside them. */
  #views(length: number) {
    const views = this.#elements(16, length);
    const view = new DataView(views.buffer);
    const count = this.batch.variadic[this.#variadic++] ?? 0;
    if (!(count >= 0 && count <= 1e6)) throw arrowError("ARROW_DAMAGED", `a column cannot have ${count} buffers`);
    const data = Array.from({ length: count }, () => this.batch.buffer(this.#buffer++));
    const [from, to] = [new Float64Array(length), new Float64Array(length)];
    const where = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      const size = view.getInt32(16 * i, true);
      where[i] = size <= 12 ? -1 : view.getInt32(16 * i + 8, true);
      from[i] = size <= 12 ? 16 * i + 4 : view.getInt32(16 * i + 12, true);
      to[i] = from[i] + size;
      const bytes = where[i] < 0 ? views : data[where[i]];
      if (size < 0 || bytes === undefined || from[i] < 0 || to[i] > bytes.length) {
        throw arrowError("ARROW_DAMAGED", "a text lies outside its buffer");
      }
    }
    return { bytes: (i: number) => (where[i] < 0 ? views : data[where[i]]), from, to };
  }

  /** Rising places, one more than rows; an empty column may have none. */
  #offsets(bits: number, length: number): Float64Array {
    if (length === 0) {
      this.#buffer++;
      return new Float64Array(1);
    }
    this.batch.allow(8 * (length + 1));
    const { buffer } = this.#elements(bits / 8, length + 1) as { buffer: ArrayBuffer };
    const places = Float64Array.from(bits === 64 ? new BigInt64Array(buffer) : new Int32Array(buffer), Number);
    for (let i = 0; i <= length; i++) {
      if (!(places[i] >= (i === 0 ? 0 : places[i - 1]))) throw arrowError("ARROW_DAMAGED", "its offsets do not rise");
    }
    return places;
  }

  #child({ name, children }: ArrowField): Part {
    const [item] = children;
    if (item === undefined) throw arrowError("ARROW_DAMAGED", `column ${name}: its lists have no type`);
    if (item.type.kind === "struct" && !item.dictionary) {
      throw arrowError("ARROW_UNSUPPORTED", `column ${name} holds lists of records`);
    }
    return this.parts(item)[0][1];
  }

  #list(bits: number, field: ArrowField, length: number): Part {
    const offsets = this.#offsets(bits, length);
    const child = this.#child(field);
    if (offsets[length] > child.length) throw arrowError("ARROW_DAMAGED", "a list lies outside its values");
    if (child.cellShape.length > 0 || child.offsets || Array.isArray(child.values)) return this.#asJson(child, offsets);
    const [first, last] = [offsets[0], offsets[length]];
    const values = child.values.subarray(first, last);
    const { missing } = child;
    return {
      ...{ type: child.type, length, cellShape: [], values, offsets: offsets.map((place) => place - first) },
      ...(missing ? { missing: missing.subarray(first, last) } : {}),
    };
  }

  #fixedList(width: number, field: ArrowField, length: number): Part {
    const child = this.#child(field);
    if (!(width >= 0 && child.length >= width * length)) {
      throw arrowError("ARROW_DAMAGED", `column ${field.name}: lists of ${width} values are not there`);
    }
    if (child.offsets)
      return this.#asJson(
        child,
        Float64Array.from({ length: length + 1 }, (_, i) => i * width),
      );
    const step = cellLength(child);
    return {
      ...{ type: child.type, length, cellShape: [width, ...child.cellShape] },
      values: child.values.slice(0, width * length * step),
      ...(child.missing ? { missing: child.missing.slice(0, width * length * step) } : {}),
    };
  }

  /** Lists of lists and of texts, as text. */
  #asJson(child: Part, offsets: Float64Array): Part {
    const isText = Array.isArray(child.values) && child.cellShape.length === 0;
    const write = cellWriter({ ...child, name: "" });
    this.batch.allow(32 * (child.length + offsets.length));
    return texts(
      Array.from({ length: offsets.length - 1 }, (_, row) => {
        const items = Array.from({ length: offsets[row + 1] - offsets[row] }, (_item, i) => {
          const text = write(offsets[row] + i);
          return text === undefined ? "null" : isText ? JSON.stringify(text) : text;
        });
        return `[${items.join(",")}]`;
      }),
    );
  }
}

function scalars(type: Part["type"], values: NumberArray): Part {
  return { type, length: values.length, cellShape: [], values };
}

function texts(values: string[]): Part {
  return { type: "text", length: values.length, cellShape: [], values };
}

/** Marks what is missing; numbers in its place become NaN or 0. */
function mark(part: Part, marks: Uint8Array): Part {
  if (!marks.includes(1)) return part;
  const { values } = part;
  const { missing = new Uint8Array(part.length) } = part;
  const step = part.length === 0 ? 0 : values.length / part.length;
  for (let i = 0; i < part.length; i++) {
    if (!marks[i]) continue;
    missing[i] = 1;
    if (Array.isArray(values)) values.fill("", i * step, (i + 1) * step);
    else if (values instanceof BigInt64Array || values instanceof BigUint64Array)
      values.fill(0n, i * step, (i + 1) * step);
    else values.fill(part.type.startsWith("float") ? Number.NaN : 0, i * step, (i + 1) * step);
  }
  // Cells of several numbers have marks for each.
  part.missing =
    step <= 1 ? missing : Uint8Array.from({ length: values.length }, (_, i) => missing[Math.floor(i / step)]);
  return part;
}

function unpackBits(bitmap: Uint8Array, length: number, batch: ArrowBatch): Uint8Array {
  if (8 * bitmap.length < length)
    throw arrowError("ARROW_DAMAGED", `${bitmap.length} bytes cannot hold ${length} bits`);
  batch.allow(length);
  const bits = new Uint8Array(length);
  for (let i = 0; i < length; i++) bits[i] = (bitmap[i >> 3] >> (i & 7)) & 1;
  return bits;
}

function sum(from: Float64Array, to: Float64Array): number {
  let total = 0;
  for (let i = 0; i < from.length; i++) total += to[i] - from[i];
  return total;
}

/** A number of 16 bits: sign, five bits of exponent, ten of mantissa. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, mantissa] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0x1f) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? (sign * mantissa) / 2 ** 24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}
