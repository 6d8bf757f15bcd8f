import { inflate } from "../../../core/deflate";

/** Unpackers that may be faster than our own: those of Node, of a page. */
export interface Codecs {
  /**
   * Unpacks a gzip or zlib stream.
   * @param bytes the packed stream
   * @param limit most bytes that may come out; more is an error
   */
  gunzip(bytes: Uint8Array, limit: number): Uint8Array;
}

/** Unpackers without Node. */
export const plainCodecs: Codecs = { gunzip: inflate };
