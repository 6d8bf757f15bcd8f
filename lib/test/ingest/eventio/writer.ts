/** Writes the content of eventio objects, number by number. */
export class ContentWriter {
  readonly #bytes: number[] = [];

  constructor(readonly littleEndian = true) {}

  uint8(...values: number[]): this {
    this.#bytes.push(...values);
    return this;
  }

  int16(...values: number[]): this {
    return this.#numbers(values, 2, (view, value) => view.setInt16(0, value, this.littleEndian));
  }

  int32(...values: number[]): this {
    return this.#numbers(values, 4, (view, value) => view.setInt32(0, value, this.littleEndian));
  }

  float32(...values: number[]): this {
    return this.#numbers(values, 4, (view, value) => view.setFloat32(0, value, this.littleEndian));
  }

  float64(...values: number[]): this {
    return this.#numbers(values, 8, (view, value) => view.setFloat64(0, value, this.littleEndian));
  }

  /** Whole numbers of variable length without sign, up to 2⁵³. */
  uvarint(...values: number[]): this {
    for (const value of values) {
      let length = 1;
      while (length < 8 && value >= 2 ** (7 * length)) length++;
      const rest = Array.from({ length: length - 1 }, (_, i) => Math.floor(value / 2 ** (8 * (length - 2 - i))) % 256);
      const first =
        length === 8 ? 0xfe : Math.floor(value / 2 ** (8 * (length - 1))) | ((0xff00 >> (length - 1)) & 0xff);
      this.#bytes.push(first, ...rest);
    }
    return this;
  }

  varint(...values: number[]): this {
    return this.uvarint(...values.map((value) => (value < 0 ? -2 * value - 1 : 2 * value)));
  }

  /** Whole numbers as differences, the first from 0. */
  differences(...values: number[]): this {
    return this.varint(...values.map((value, i) => value - (i === 0 ? 0 : values[i - 1])));
  }

  text(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.int16(bytes.length).uint8(...bytes);
  }

  varText(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.uvarint(bytes.length).uint8(...bytes);
  }

  append(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #numbers(values: readonly number[], size: number, set: (view: DataView, value: number) => void): this {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    for (const value of values) {
      set(view, value);
      this.#bytes.push(...bytes);
    }
    return this;
  }
}

export interface ObjectParts {
  type: number;
  version?: number;
  id?: number;
  content: Uint8Array | readonly Uint8Array[];
  littleEndian?: boolean;
  isExtended?: boolean;
  /** A length other than that of the content. */
  declared?: number;
}

/** An object; one whose content is a list has only objects in it. */
export function object({
  type,
  version = 0,
  id = 0,
  content,
  littleEndian = true,
  isExtended = false,
  declared,
}: ObjectParts): Uint8Array {
  const hasParts = Array.isArray(content);
  const writer = new ContentWriter(littleEndian);
  const bytes = hasParts ? concatenated(content) : (content as Uint8Array);
  const length = declared ?? bytes.length;
  writer.int32(type | (isExtended ? 0x20000 : 0) | (version << 20) | 0, id);
  writer.int32((length % 0x40000000) | (hasParts ? 0x40000000 : 0));
  if (isExtended) writer.int32(Math.floor(length / 0x40000000));
  return writer.append(bytes).bytes;
}

/** A file of objects. */
export function file(...objects: readonly ObjectParts[]): Uint8Array {
  const marker = Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4);
  return concatenated(
    objects.flatMap((parts) => [parts.littleEndian === false ? marker.slice().reverse() : marker, object(parts)]),
  );
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
