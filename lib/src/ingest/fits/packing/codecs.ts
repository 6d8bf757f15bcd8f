import { inflate } from "../../../core/deflate";

/** What may be faster than our own: unpackers and memory of Node, of a page. */
export interface Codecs {
  /**
   * Unpacks a gzip or zlib stream.
   * @param bytes the packed stream
   * @param limit most bytes that may come out; more is an error
   */
  gunzip(bytes: Uint8Array, limit: number): Uint8Array;
  /** Memory whose content does not matter, because all of it is written; zeros by default. */
  allocate?(bytes: number): ArrayBuffer;
}

/** Unpackers without Node. */
export const plainCodecs: Codecs = { gunzip: inflate };
