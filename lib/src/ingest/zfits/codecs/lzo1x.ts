import { fitsError } from "../../fits/fits-error";

/**
 * Unpacks data of LZO1X: runs of literals and matches up to 48 kB back.
 *
 * @param limit most bytes that may come out
 * @throws {NightbookError} `FITS_DAMAGED`, `FITS_TOO_LARGE`
 */
export function unpackLzo(bytes: Uint8Array, limit: number): Uint8Array {
  const out = new LzoOutput(bytes, limit);
  const { length } = bytes;
  let at = 0;
  // Literals that came with the instruction before decide what a small instruction means.
  let state = 0;
  const first = bytes[0];
  if (first > 17) {
    at = 1;
    out.literals(at, first - 17);
    at += first - 17;
    state = first - 17 < 4 ? first - 17 : 4;
  }
  const counted = (start: number, base: number): [number, number] => {
    let [count, place] = [base, start];
    while (bytes[place] === 0) {
      count += 255;
      place++;
    }
    return [count + (bytes[place] ?? 0), place + 1];
  };
  for (;;) {
    if (at >= length) throw damaged("it ends too early");
    const code = bytes[at++];
    if (code < 16 && state === 0) {
      let count = code + 3;
      if (code === 0) [count, at] = counted(at, 18);
      out.literals(at, count);
      at += count;
      state = 4;
      continue;
    }
    let [count, distance] = [0, 0];
    let after = code & 3;
    if (code >= 64) {
      distance = ((code >> 2) & 7) + (bytes[at++] << 3) + 1;
      count = (code >> 5) + 1;
    } else if (code >= 16) {
      const small = code >= 32 ? 31 : 7;
      count = (code & small) + 2;
      if ((code & small) === 0) [count, at] = counted(at, small + 2);
      const word = bytes[at] | (bytes[at + 1] << 8);
      at += 2;
      after = word & 3;
      distance = (word >> 2) + 1;
      if (code < 32) {
        distance += 0x3fff + ((code & 8) << 11);
        if (distance === 0x4000 && at <= length) break;
      }
    } else if (state === 4) {
      distance = (code >> 2) + (bytes[at++] << 2) + 0x801;
      count = 3;
    } else {
      distance = (code >> 2) + (bytes[at++] << 2) + 1;
      count = 2;
    }
    out.match(distance, count);
    out.literals(at, after);
    at += after;
    state = after;
  }
  return out.result();
}

class LzoOutput {
  #bytes: Uint8Array;
  #length = 0;

  constructor(
    readonly from: Uint8Array,
    readonly limit: number,
  ) {
    this.#bytes = new Uint8Array(Math.min(limit, 4 * from.length + 64));
  }

  literals(start: number, count: number): void {
    if (start + count > this.from.length) throw damaged("it ends inside literals");
    this.#room(count);
    this.#bytes.set(this.from.subarray(start, start + count), this.#length);
    this.#length += count;
  }

  match(distance: number, count: number): void {
    if (!(distance <= this.#length)) throw damaged("it refers to what was before its beginning");
    this.#room(count);
    const bytes = this.#bytes;
    const to = this.#length;
    for (let i = 0; i < count; i++) bytes[to + i] = bytes[to + i - distance];
    this.#length += count;
  }

  result(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(more: number): void {
    const needed = this.#length + more;
    if (needed > this.limit) throw fitsError("FITS_TOO_LARGE", `LZO data give more than ${this.limit} bytes`);
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.min(this.limit, Math.max(needed, 2 * this.#bytes.length)));
    larger.set(this.result());
    this.#bytes = larger;
  }
}

function damaged(reason: string): Error {
  return fitsError("FITS_DAMAGED", `LZO data are damaged: ${reason}`);
}
