import { checksumText } from "../checksum/checksum-text";
import { OnesComplementSum } from "../checksum/ones-complement-sum";
import { inBlocks } from "../header/block";
import type { Header } from "../header/header";
import type { ByteSink } from "./byte-sink";
import { headerBytes } from "./header-bytes";

/** Writes one HDU: a header whose last values may come later, and data piece by piece. */
export class HduWriter {
  #length = 0;
  readonly #sum: OnesComplementSum | undefined;
  readonly #headerLength: number;
  /** Bytes of the data that do not fill a word of the checksum yet. */
  #rest = new Uint8Array(0);

  /**
   * @param offset of the HDU in the file
   * @param fill byte with which the last block of data is filled
   */
  constructor(
    readonly sink: ByteSink,
    readonly offset: number,
    readonly header: Header,
    { checksum, fill = 0 }: { checksum: boolean; fill?: number },
  ) {
    this.fill = fill;
    if (checksum) {
      this.#sum = new OnesComplementSum();
      header.set("CHECKSUM", "0".repeat(16), { comment: "HDU checksum" });
      header.set("DATASUM", "0".padStart(10, " "), { comment: "data unit checksum" });
    } else header.remove("CHECKSUM").remove("DATASUM");
    const bytes = headerBytes(header);
    this.#headerLength = bytes.length;
    sink.write(bytes);
  }

  readonly fill: number;

  /** Bytes of data so far. */
  get length(): number {
    return this.#length;
  }

  /** Takes the next data. */
  write(bytes: Uint8Array): void {
    this.sink.write(bytes);
    this.#length += bytes.length;
    if (this.#sum) this.#addToSum(bytes);
  }

  /**
   * Fills the last block and writes the header again with its checksums.
   * @returns offset behind the HDU
   */
  end(): number {
    const filling = inBlocks(this.#length) - this.#length;
    if (filling > 0) {
      const blank = new Uint8Array(filling).fill(this.fill);
      this.sink.write(blank);
      if (this.#sum) this.#addToSum(blank);
    }
    if (this.#sum) {
      const sum = this.#sum.value;
      this.header.set("DATASUM", String(sum)).set("CHECKSUM", "0".repeat(16));
      const whole = new OnesComplementSum().add(headerBytes(this.header));
      whole.add(Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum));
      this.header.set("CHECKSUM", checksumText(whole.value));
    }
    const bytes = headerBytes(this.header);
    if (bytes.length !== this.#headerLength)
      throw new RangeError("A header must keep its length while data are written");
    this.sink.rewrite(this.offset, bytes);
    return this.offset + bytes.length + inBlocks(this.#length);
  }

  #addToSum(bytes: Uint8Array): void {
    const sum = this.#sum as OnesComplementSum;
    if (this.#rest.length === 0 && bytes.length % 4 === 0) {
      sum.add(bytes);
      return;
    }
    const needed = this.#rest.length === 0 ? 0 : Math.min(4 - this.#rest.length, bytes.length);
    const word = new Uint8Array(this.#rest.length + needed);
    word.set(this.#rest);
    word.set(bytes.subarray(0, needed), this.#rest.length);
    if (word.length === 4 || word.length === 0) {
      sum.add(word);
      const whole = needed + ((bytes.length - needed) & ~3);
      sum.add(bytes.subarray(needed, whole));
      this.#rest = bytes.slice(whole);
    } else this.#rest = word;
  }
}
