/** What stands before the content of an eventio object. */
export interface ObjectHeader {
  type: number;
  version: number;
  /** What it means depends on the type: an event, a telescope, bits. */
  id: number;
  isUser: boolean;
  /** True when the content is nothing but other objects. */
  onlySubObjects: boolean;
  littleEndian: boolean;
  /** Of the first byte of the content, from the beginning of the unpacked file. */
  offset: number;
  /** Bytes of the content. */
  length: number;
}

/** An object with its content. */
export interface EventioObject extends ObjectHeader {
  content: Uint8Array;
}

/** Bytes of the sync marker before every object of the top level. */
export const markerBytes = 4;
/** Most bytes before the content of an object of the top level. */
export const mostHeaderBytes = markerBytes + 16;

/** The byte order that a sync marker tells; `undefined` when there is no marker. */
export function byteOrder(bytes: Uint8Array, at: number): "little" | "big" | undefined {
  const marker = word(bytes, at, false);
  return marker === 0x378a1fd4 ? "little" : marker === (0xd41f8a37 | 0) ? "big" : undefined;
}

/**
 * Reads a header without its marker.
 * @param bytes what it lies in
 * @param at its place there
 * @param end behind the last byte that belongs to what contains the object
 * @param start place of `bytes[0]` in the file
 * @returns `undefined` when the header itself does not fit; the content may still be too long
 */
export function readHeader(
  bytes: Uint8Array,
  at: number,
  end: number,
  start: number,
  littleEndian: boolean,
): ObjectHeader | undefined {
  if (at + 12 > end) return undefined;
  const kind = word(bytes, at, littleEndian);
  const size = word(bytes, at + 8, littleEndian);
  const isExtended = (kind & 0x20000) !== 0;
  if (isExtended && at + 16 > end) return undefined;
  const high = isExtended ? word(bytes, at + 12, littleEndian) & 0xfff : 0;
  return {
    type: kind & 0xffff,
    version: kind >>> 20,
    id: word(bytes, at + 4, littleEndian),
    isUser: (kind & 0x10000) !== 0,
    onlySubObjects: (size & 0x40000000) !== 0,
    littleEndian,
    offset: start + at + (isExtended ? 16 : 12),
    length: (size & 0x3fffffff) + high * 0x40000000,
  };
}

/** A whole number of 32 bits with sign. A `DataView` for each header would take longer than reading it. */
function word(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian
    ? bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
    : (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
