/**
 * How the kernel and the code process talk over pipes: a JSON header and byte buffers, each frame
 * led by its length. The same form travels both ways.
 */
export interface Frame<Header> {
  header: Header;
  buffers: Buffer[];
}

/** One frame as bytes: total length, header length, number of buffers, their lengths, header, buffers. */
export function encodeFrame(header: object, buffers: readonly ArrayBufferView[] = []): Buffer {
  const json = Buffer.from(JSON.stringify(header), "utf8");
  const parts = buffers.map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength));
  const lead = Buffer.alloc(12 + 4 * parts.length);
  const size = lead.length + json.length + parts.reduce((sum, part) => sum + part.length, 0);
  lead.writeUInt32LE(size, 0);
  lead.writeUInt32LE(json.length, 4);
  lead.writeUInt32LE(parts.length, 8);
  for (const [index, part] of parts.entries()) lead.writeUInt32LE(part.length, 12 + 4 * index);
  return Buffer.concat([lead, json, ...parts], size);
}

/** Puts frames together from the chunks in which they arrive. */
export class FrameDecoder<Header> {
  private chunks: Buffer[] = [];
  private length = 0;

  /** Takes a chunk and returns the frames that it completes. */
  push(chunk: Buffer): Frame<Header>[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: Frame<Header>[] = [];
    while (this.length >= 4) {
      const size = this.peekSize();
      if (this.length < size) break;
      frames.push(decodeFrame<Header>(this.take(size)));
    }
    return frames;
  }

  private peekSize(): number {
    if ((this.chunks[0]?.length ?? 0) < 4) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0]?.readUInt32LE(0) ?? 0;
  }

  private take(size: number): Buffer {
    if ((this.chunks[0]?.length ?? 0) < size) this.chunks = [Buffer.concat(this.chunks)];
    const whole = this.chunks[0] ?? Buffer.alloc(0);
    if (whole.length === size) this.chunks.shift();
    else this.chunks[0] = whole.subarray(size);
    this.length -= size;
    return whole.subarray(0, size);
  }
}

function decodeFrame<Header>(bytes: Buffer): Frame<Header> {
  const headerLength = bytes.readUInt32LE(4);
  const count = bytes.readUInt32LE(8);
  let at = 12 + 4 * count;
  const header = JSON.parse(bytes.toString("utf8", at, at + headerLength)) as Header;
  at += headerLength;
  const buffers: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const end = at + bytes.readUInt32LE(12 + 4 * index);
    buffers.push(bytes.subarray(at, end));
    at = end;
  }
  return { header, buffers };
}
