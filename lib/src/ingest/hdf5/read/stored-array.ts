import type { NumberArray } from "../../fits/image/pixel-array";
import { checkedSection, type Section, sectionShape } from "../../fits/image/section";
import type { ValueType } from "../../fits/table/column-data";
import { readLeaves } from "./read-values";
import { StoredDataset } from "./stored-dataset";
import { cellBytes, typeLabel } from "./value-type";

/** Values of an array, or of a part of it. */
export interface ArrayValues {
  readonly type: ValueType;
  /** Length of each axis, the slowest first; those of a datatype that is an array itself come last. */
  readonly shape: readonly number[];
  /** Row-major; complex numbers are real and imaginary part in turn, truths 0 or 1. */
  readonly values: NumberArray | string[];
  /** For lists of variable length: list `i` is `values` from `offsets[i]` to `offsets[i + 1]`. */
  readonly offsets?: Float64Array;
}

/** An array of numbers, truths or texts in a file. */
export class Hdf5StoredArray extends StoredDataset {
  readonly kind = "array";

  /** The type of the values in words. */
  get label(): string {
    return typeLabel(this.cell);
  }

  /** Names of the numbers of an enumeration. */
  get names(): Readonly<Record<string, number>> | undefined {
    return this.cell.kind === "compound" ? undefined : this.cell.element.names;
  }

  /**
   * Reads the values, of a part of the array if one is named.
   * @throws {RangeError} when the part is not inside the array
   * @throws {NightbookError} `HDF5_DAMAGED`, `HDF5_TOO_LARGE`, `HDF5_UNSUPPORTED` for a filter that is not here
   */
  read(section?: Partial<Section>): ArrayValues {
    const { cell, shape } = this;
    if (cell.kind === "compound") throw new TypeError(`A compound is read by columns: ${this.path}`);
    const { start, end } = checkedSection(shape, section);
    const lengths = sectionShape({ start, end });
    this.file.allow(
      lengths.reduce((a, b) => a * b, cellBytes(cell)),
      this.path,
    );
    this.prepare();
    const source = this.elements({ start: start.slice(1), end: end.slice(1) });
    const [first, last] = shape.length === 0 ? [0, 1] : [start[0], end[0]];
    const leaf = { path: "", offset: 0, type: cell };
    const [data] = readLeaves(this.file.library, this.file.id, source, [leaf], first, last);
    const { type, values, cellShape, offsets } = data;
    return { type, shape: [...lengths, ...cellShape], values, ...(offsets && { offsets }) };
  }
}
