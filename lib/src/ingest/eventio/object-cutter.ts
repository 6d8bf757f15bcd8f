import { eventioError } from "./eventio-error";
import {
  byteOrder,
  type EventioObject,
  markerBytes,
  mostHeaderBytes,
  type ObjectHeader,
  readHeader,
} from "./object-header";
import { objectName } from "./object-names";
import type { Report } from "./object-reader";

/** Cuts a stream of bytes into the objects of its top level; no more than one object is kept. */
export class ObjectCutter {
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** Place of the first held byte in the file. */
  #offset = 0;
  /** What is held must reach this before it is worth looking at. */
  #wanted = mostHeaderBytes;
  #gapStart: number | undefined;

  /**
   * @param report takes what is wrong
   * @param mostBytes longest object; one that declares to be longer is refused
   */
  constructor(
    readonly report: Report,
    readonly mostBytes: number,
  ) {}

  /**
   * Takes the next bytes.
   * @returns the objects that are complete now
   * @throws {NightbookError} `EVENTIO_TOO_LARGE`
   */
  take(bytes: Uint8Array): EventioObject[] {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    return this.#heldBytes < this.#wanted ? [] : this.#cut(false);
  }

  /** The stream has ended. */
  end(): EventioObject[] {
    const objects = this.#cut(true);
    if (this.#gapStart !== undefined) this.#reportGap(this.#offset + this.#heldBytes);
    return objects;
  }

  #cut(isEnd: boolean): EventioObject[] {
    const bytes = this.#joined();
    const objects: EventioObject[] = [];
    let at = 0;
    this.#wanted = mostHeaderBytes;
    while (bytes.length - at >= (isEnd ? 1 : mostHeaderBytes)) {
      const header = this.#headerAt(bytes, at);
      if (header === undefined) {
        this.#gapStart ??= this.#offset + at;
        at = nextMarker(bytes, at + 1, isEnd);
        continue;
      }
      const start = header.offset - this.#offset;
      if (header.length > this.mostBytes) throw this.#tooLong(header);
      if (start + header.length > bytes.length) {
        if (isEnd) {
          this.#reportCut(header, at, start + header.length - bytes.length);
          at = bytes.length;
          break;
        }
        this.#wanted = start + header.length - at;
        break;
      }
      if (this.#gapStart !== undefined) this.#reportGap(this.#offset + at);
      at = start + header.length;
      objects.push({ ...header, content: bytes.subarray(start, at) });
    }
    // A copy, so that a long block is not kept for the sake of its end.
    this.#held = at === bytes.length ? [] : [bytes.slice(at)];
    this.#heldBytes = bytes.length - at;
    this.#offset += at;
    return objects;
  }

  #headerAt(bytes: Uint8Array, at: number): ObjectHeader | undefined {
    const order = byteOrder(bytes, at);
    return order && readHeader(bytes, at + markerBytes, bytes.length, this.#offset, order === "little");
  }

  #joined(): Uint8Array {
    if (this.#held.length === 1) return this.#held[0];
    const joined = new Uint8Array(this.#heldBytes);
    let at = 0;
    for (const bytes of this.#held) {
      joined.set(bytes, at);
      at += bytes.length;
    }
    return joined;
  }

  #reportGap(end: number): void {
    const start = this.#gapStart ?? end;
    this.#gapStart = undefined;
    const message = `There are ${end - start} bytes at byte ${start} that are no object`;
    this.report({ severity: "error", code: "BYTES_BETWEEN", message, offset: start });
  }

  #reportCut(header: ObjectHeader, at: number, missing: number): void {
    const offset = this.#offset + at;
    const message = `The file ends ${missing} bytes before the end of the ${objectName(header.type)} at byte ${offset}`;
    this.report({ severity: "error", code: "OBJECT_CUT", message, offset });
  }

  #tooLong({ type, length, offset }: ObjectHeader): Error {
    const reason = `an object (${objectName(type)}) declares ${length} bytes, more than ${this.mostBytes}`;
    return eventioError("EVENTIO_TOO_LARGE", reason, { offset });
  }
}

/** Where the next marker may begin; the last bytes, which may be part of one, stay. */
function nextMarker(bytes: Uint8Array, start: number, isEnd: boolean): number {
  for (let at = start; at + markerBytes <= bytes.length; at++) {
    if ((bytes[at] === 0x37 || bytes[at] === 0xd4) && byteOrder(bytes, at) !== undefined) return at;
  }
  return isEnd ? bytes.length : Math.max(start, bytes.length - markerBytes + 1);
}
