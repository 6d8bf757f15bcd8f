import type { ByteSource } from "../../fits/byte-source";

/**
 * A source that shows zeros instead of a collection of a global heap whose objects do not follow one another: the
 * library would walk round in it without end, while zeros it refuses.
 */
export function guardedSource(source: ByteSource): ByteSource {
  return {
    size: source.size,
    read(offset, length, buffer) {
      const bytes = source.read(offset, length, buffer);
      if (!isCollection(bytes) || leadsOn(source, offset)) return bytes;
      return new Uint8Array(bytes.length);
    },
  };
}

const headerBytes = 16;
/** Longer collections are not written: they begin anew at 1 MiB at the latest. */
const mostBytes = 2 ** 31;

/** `GCOL`, then the version. */
function isCollection(bytes: Uint8Array): boolean {
  return (
    bytes.length >= headerBytes && bytes[0] === 0x47 && bytes[1] === 0x43 && bytes[2] === 0x4f && bytes[3] === 0x4c
  );
}

/** True when every object of the collection ends where another begins, up to its end. */
function leadsOn(source: ByteSource, offset: number): boolean {
  const size = whole(source.read(offset + 8, 8));
  if (size > mostBytes || offset + size > source.size) return false;
  const bytes = source.read(offset, size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = headerBytes;
  while (at + headerBytes <= bytes.length) {
    const length = whole(bytes.subarray(at + 8, at + 16));
    // Object 0 is the room that is left, whose length counts its own header.
    const taken = view.getUint16(at, true) === 0 ? length : headerBytes + 8 * Math.ceil(length / 8);
    if (taken < headerBytes || taken > bytes.length - at) return false;
    at += taken;
  }
  return true;
}

function whole(bytes: Uint8Array): number {
  if (bytes.length < 8) return Number.POSITIVE_INFINITY;
  return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
}
