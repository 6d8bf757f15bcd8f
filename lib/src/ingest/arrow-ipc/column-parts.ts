import type { NumberArray } from "../fits/image/pixel-array";
import { decodeUtf8 } from "../pickle/text";
import { arrowError } from "./arrow-error";
import type { ArrowBatch } from "./messages";
import { fixedListPart, listPart, listViewPart, mapPart, runsPart, unionPart } from "./nested-parts";
import { gathered, half, mark, type Part, scalars, sum, texts, unpackBits } from "./part-values";
import type { ArrowField, ArrowType, TimeUnit } from "./schema";
import { secondsText, timeOfDayText, timestampText } from "./time-text";

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
    if (field.type.kind !== "struct") return [[path, this.part(field)]];
    const { length, marks } = this.head();
    const members = field.children.flatMap((child) => this.parts(child, `${path}/${child.name}`));
    for (const [, part] of members) {
      if (part.length !== length) throw arrowError("ARROW_DAMAGED", `columns of ${path} differ in length`);
      if (marks && part.cellShape.length === 0 && !part.offsets) mark(part, marks);
    }
    return members;
  }

  #ofDictionary({ name, dictionary }: ArrowField): Part {
    const { id, index } = dictionary as NonNullable<ArrowField["dictionary"]>;
    const indices = this.part({ name, type: index, children: [], metadata: {} });
    const entries = this.dictionaries.get(id);
    if (entries === undefined) throw arrowError("ARROW_DAMAGED", `column ${name}: its dictionary is not there`);
    const marks = indices.missing ?? new Uint8Array(indices.length);
    this.batch.allow(8 * indices.length);
    const places = Float64Array.from(indices.values as NumberArray, Number);
    const wrong = places.findIndex((place, i) => !marks[i] && !(place >= 0 && place < entries.length));
    if (wrong < 0) return gathered(entries, places, marks, this.batch);
    throw arrowError("ARROW_DAMAGED", `column ${name}: entry ${places[wrong]} of its dictionary is not there`);
  }

  /** A column that is no struct. */
  part(field: ArrowField): Part {
    const { type, name } = field;
    if (type.kind === "null") return this.#nothing();
    if (type.kind === "other" || type.kind === "struct") {
      throw arrowError(
        "ARROW_UNSUPPORTED",
        `column ${name} is of the type ${type.kind === "other" ? type.name : type.kind}`,
      );
    }
    if (type.kind === "runEnds") return runsPart(this, field, this.#nextNode().length);
    if (type.kind === "union") return unionPart(this, field, type, this.#nextNode().length);
    const { length, marks } = this.head();
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
        case "interval":
          return texts(this.#intervals(type.unit, length, marks));
        case "list":
          return listPart(this, field, this.offsets(type.bits, length));
        case "map":
          return mapPart(this, field, this.offsets(32, length));
        case "listView":
          return listViewPart(this, field, this.places(type.bits, length), this.places(type.bits, length));
        case "fixedList":
          return fixedListPart(this, field, type.width, length);
      }
    };
    const part = plain();
    const isSingle = part.cellShape.length === 0 && !(part.offsets && !Array.isArray(part.values));
    return marks && isSingle ? mark(part, marks) : part;
  }

  /** The node of a field, and marks of what is missing. */
  head(): { length: number; marks: Uint8Array | undefined } {
    const node = this.#nextNode();
    const bitmap = this.batch.buffer(this.#buffer++);
    if (node.nulls === 0 || bitmap.length === 0) return { length: node.length, marks: undefined };
    const there = unpackBits(bitmap, node.length, this.batch);
    for (let i = 0; i < there.length; i++) there[i] ^= 1;
    return { length: node.length, marks: there };
  }

  #nextNode() {
    const node = this.batch.nodes[this.#node++];
    if (node !== undefined && node.length >= 0 && node.length <= 2 ** 32) return node;
    throw arrowError("ARROW_DAMAGED", "a column has no length");
  }

  #nothing(): Part {
    const { length } = this.#nextNode();
    this.batch.allow(9 * length);
    return {
      ...scalars("float64", new Float64Array(length).fill(Number.NaN)),
      missing: new Uint8Array(length).fill(1),
    };
  }

  /** Bytes of elements of a width; what stands behind them is left out. */
  elements(width: number, length: number): Uint8Array {
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
    const { buffer } = this.elements(type.bits / 8, length) as { buffer: ArrayBuffer };
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
    const bytes = this.elements(bits / 8, length);
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

  #times(type: Extract<ArrowType, { unit: TimeUnit }>, length: number, marks: Uint8Array | undefined): string[] {
    const bits = "bits" in type ? type.bits : 64;
    const { buffer } = this.elements(bits / 8, length) as { buffer: ArrayBuffer };
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

  #intervals(unit: "months" | "days" | "all", length: number, marks: Uint8Array | undefined): string[] {
    const width = { months: 4, days: 8, all: 16 }[unit];
    const view = new DataView(this.elements(width, length).buffer);
    this.batch.allow(48 * length);
    return Array.from({ length }, (_, i) => {
      const at = i * width;
      if (marks?.[i]) return "";
      if (unit === "months") return `P${view.getInt32(at, true)}M`;
      const days = view.getInt32(unit === "all" ? at + 4 : at, true);
      if (unit === "days") return `P${days}DT${secondsText(BigInt(view.getInt32(at + 4, true)), 3)}S`;
      return `P${view.getInt32(at, true)}M${days}DT${secondsText(view.getBigInt64(at + 8, true), 9)}S`;
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
      return { ...scalars("uint8", this.elements(width, length)), length, cellShape: [width] };
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
    const places = this.offsets(bits, length);
    const data = this.batch.buffer(this.#buffer++);
    if (places[length] > data.length) throw arrowError("ARROW_DAMAGED", "a text lies outside its buffer");
    return { bytes: () => data, from: places.subarray(0, length), to: places.subarray(1) };
  }

  /** Short cells stand in 16 bytes of their own, longer ones in buffers beside them. */
  #views(length: number) {
    const views = this.elements(16, length);
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

  /** Whole numbers of 8, 32 or 64 bits that count. */
  places(bits: number, length: number): Float64Array {
    const { buffer } = this.elements(bits / 8, length) as { buffer: ArrayBuffer };
    this.batch.allow(8 * length);
    if (bits === 8) return Float64Array.from(new Int8Array(buffer));
    return Float64Array.from(bits === 64 ? new BigInt64Array(buffer) : new Int32Array(buffer), Number);
  }

  /** Rising places, one more than rows; an empty column may have none. */
  offsets(bits: number, length: number): Float64Array {
    if (length === 0) {
      this.#buffer++;
      return new Float64Array(1);
    }
    this.batch.allow(8 * (length + 1));
    const places = this.places(bits, length + 1);
    for (let i = 0; i <= length; i++) {
      if (!(places[i] >= (i === 0 ? 0 : places[i - 1]))) throw arrowError("ARROW_DAMAGED", "its offsets do not rise");
    }
    return places;
  }
}
