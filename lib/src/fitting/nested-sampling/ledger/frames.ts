import type { ByteWriter } from "./byte-writer";
import { crc32c } from "./crc32c";

/** Bytes of a frame beside its content: length before, checksum behind. */
const overhead = 8;
/** Longest content: what a damaged length can make a reader hold. */
export const longestContent = 64 * 1_048_576;

/**
 * Writes a frame: length of the content, content, CRC-32C of both.
 * @param content writes the content
 */
export function writeFrame(writer: ByteWriter, content: () => void): void {
  const start = writer.length;
  writer.u32(0);
  content();
  writer.putU32(start, writer.length - start - 4);
  writer.u32(crc32c(writer.written(start)));
}

/**
 * Finds the frames in bytes that come in pieces of any size. It holds little more than one frame and one piece;
 * what follows a frame that is damaged or incomplete is not looked at.
 */
export class FrameReader {
  /** True when there are no more frames: the bytes have ended, or are damaged. */
  ended = false;
  private buffer: Uint8Array = new Uint8Array(0);
  private from = 0;
  private to = 0;
  private complete = false;

  /** @param good bytes up to the first frame; then up to the end of the last good frame */
  constructor(public good: number) {}

  /** Bytes that are here and not taken. */
  get left(): number {
    return this.to - this.from;
  }

  /** The next piece of bytes. It is copied. */
  push(bytes: Uint8Array): void {
    const { left } = this;
    if (this.to + bytes.length > this.buffer.length) {
      const room = left + bytes.length;
      const target = room > this.buffer.length ? new Uint8Array(2 * room) : this.buffer;
      target.set(this.buffer.subarray(this.from, this.to));
      this.buffer = target;
      this.from = 0;
      this.to = left;
    }
    this.buffer.set(bytes, this.to);
    this.to += bytes.length;
  }

  /** There are no more pieces. */
  end(): void {
    this.complete = true;
  }

  /**
   * The content of the next frame; null when it is not there yet or, if `ended`, never will be.
   * It is valid until the next piece comes.
   */
  take(): Uint8Array | null {
    if (this.ended) return null;
    const { left } = this;
    const length = left < 4 ? 0 : this.u32At(this.from);
    if (length > longestContent) return this.stop();
    if (left < length + overhead) return this.complete ? this.stop() : null;
    const start = this.from + 4;
    const end = start + length;
    if (crc32c(this.buffer, this.from, end) !== this.u32At(end)) return this.stop();
    this.from = end + 4;
    this.good += length + overhead;
    return this.buffer.subarray(start, end);
  }

  private stop(): null {
    this.ended = true;
    this.buffer = new Uint8Array(0);
    return null;
  }

  private u32At(at: number): number {
    const { buffer } = this;
    return (buffer[at] | (buffer[at + 1] << 8) | (buffer[at + 2] << 16) | (buffer[at + 3] << 24)) >>> 0;
  }
}
