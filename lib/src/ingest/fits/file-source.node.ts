import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "./byte-source";

/** A file as a source: only the ranges that are asked for are read. */
export interface FileSource extends ByteSource {
  /** Closes the file; reading fails afterwards. */
  close(): void;
}

/**
 * Opens a file for reading in parts.
 * @throws the operating system's error when there is no such file or it may not be read
 */
export function fileSource(path: string): FileSource {
  const descriptor = openSync(path, "r");
  const { size } = fstatSync(descriptor);
  return {
    size,
    read(offset, length, buffer) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const target = buffer && buffer.length >= wanted ? buffer.subarray(0, wanted) : new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const got = readSync(descriptor, target, filled, wanted - filled, offset + filled);
        if (got === 0) break;
        filled += got;
      }
      return target.subarray(0, filled);
    },
    close: () => closeSync(descriptor),
  };
}
