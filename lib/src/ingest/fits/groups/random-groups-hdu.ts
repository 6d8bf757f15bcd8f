import { fitsError } from "../fits-error";
import { Hdu, type HduRecord } from "../hdu/hdu";
import { type NumberArray, type PixelBlock, storedArray } from "../image/pixel-array";
import { imageScaling, physicalValues } from "../image/scaling";
import { swapBytes } from "../image/swap-bytes";

/** Random groups, the form in which radio interferometers keep visibilities: parameters and an array per group. */
export class RandomGroupsHdu extends Hdu {
  /** Names of the parameters (`PTYPEn`); one that stands there twice is the sum of both. */
  readonly parameters: readonly string[];
  /** How many groups there are. */
  readonly length: number;
  /** Shape of one group's array, the slowest axis first. */
  readonly shape: readonly number[];

  constructor(record: HduRecord) {
    super("random groups", record);
    const { pcount, gcount, axes } = record.extent;
    if (pcount > 999) throw fitsError("FITS_DAMAGED", `there cannot be ${pcount} parameters`, { part: "HDU 0" });
    this.length = gcount;
    this.shape = axes.slice(1).reverse();
    this.parameters = Array.from({ length: pcount }, (_, i) => record.header.text(`PTYPE${i + 1}`) ?? "");
  }

  /**
   * The values of one parameter, one per group: `PZEROn + PSCALn × stored`; as stored where it is not scaled.
   * @param index zero-based
   * @throws {RangeError} when there is no such parameter
   * @see [Pence2010] section 6
   */
  parameter(index: number): NumberArray {
    const { header, extent } = this.record;
    if (!(Number.isInteger(index) && index >= 0 && index < extent.pcount)) {
      throw new RangeError(`There is no such parameter: ${index}`);
    }
    const scale = header.number(`PSCAL${index + 1}`) ?? 1;
    const zero = header.number(`PZERO${index + 1}`) ?? 0;
    const stored = this.#read(index, 1);
    if (scale === 1 && zero === 0) return stored;
    return Float64Array.from({ length: stored.length }, (_, i) => Number(stored[i]) * scale + zero);
  }

  /** The values of all parameters of a name, added up, as the standard asks for. */
  parameterNamed(name: string): Float64Array {
    const places = this.parameters.flatMap((parameter, i) => (parameter === name ? [i] : []));
    if (places.length === 0) throw new RangeError(`There is no parameter of this name: ${name}`);
    const sum = new Float64Array(this.length);
    for (const place of places) {
      for (const [i, value] of this.parameter(place).entries()) sum[i] += Number(value);
    }
    return sum;
  }

  /** The arrays of all groups; the groups are the slowest axis. */
  read(): PixelBlock {
    const { extent, header } = this.record;
    const stored = this.#read(extent.pcount, this.#groupLength() - extent.pcount);
    return { shape: [this.length, ...this.shape], values: physicalValues(stored, imageScaling(header)) };
  }

  #groupLength(): number {
    return this.record.extent.pcount + this.shape.reduce((product, length) => product * length, 1);
  }

  /** Stored numbers from a place of each group. */
  #read(from: number, count: number) {
    const { bitpix } = this.record.extent;
    const width = Math.abs(bitpix) / 8;
    const bytes = this.dataBytes();
    const values = storedArray(bitpix, this.length * count);
    for (let group = 0; group < this.length; group++) {
      const at = (group * this.#groupLength() + from) * width;
      const target = values.subarray(group * count, (group + 1) * count);
      swapBytes(bytes.subarray(at, at + count * width), target, width);
    }
    return values;
  }
}
