import { closeSync, openSync, writeSync } from "node:fs";
import type { ByteSink } from "../fits/write/byte-sink";

/** A file that is written in order. */
export interface FileSink extends ByteSink {
  /** Writes what is left and closes the file. */
  close(): void;
}

/** Pieces shorter than this are gathered. */
const gathered = 1 << 16;

/**
 * Opens a file for writing; what it held is gone.
 * @throws the operating system's error when the file cannot be written
 */
export function fileSink(path: string): FileSink {
  const descriptor = openSync(path, "w");
  const buffer = new Uint8Array(gathered);
  let filled = 0;
  const put = (bytes: Uint8Array, offset?: number) => {
    for (let done = 0; done < bytes.length; ) {
      const place = offset === undefined ? null : offset + done;
      done += writeSync(descriptor, bytes, done, bytes.length - done, place);
    }
  };
  const flush = () => {
    put(buffer.subarray(0, filled));
    filled = 0;
  };
  return {
    write(bytes) {
      if (filled + bytes.length > gathered) flush();
      if (bytes.length >= gathered) put(bytes);
      else {
        buffer.set(bytes, filled);
        filled += bytes.length;
      }
    },
    rewrite(offset, bytes) {
      flush();
      put(bytes, offset);
    },
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}
