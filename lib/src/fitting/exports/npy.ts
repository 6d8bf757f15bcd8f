import type { Hdf5Array } from "../../ingest/hdf5/hdf5-tree";

const kinds: Readonly<Record<string, string>> = {
  Float64: "<f8",
  Float32: "<f4",
  Int8: "|i1",
  Uint8: "|u1",
  Int16: "<i2",
  Uint16: "<u2",
  Int32: "<i4",
  Uint32: "<u4",
  BigInt64: "<i8",
  BigUint64: "<u8",
};

/**
 * An array in NumPy's file format 1.0.
 *
 * @param array numbers, or texts, which become NumPy's fixed-length Unicode texts
 * @see [Harris2020]
 */
export function npy({ values, shape = [values.length] }: Hdf5Array): Uint8Array {
  const { kind, content } = Array.isArray(values) ? textElements(values) : numberElements(values as Float64Array);
  const size = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const words = `{'descr': '${kind}', 'fortran_order': False, 'shape': (${size}), }`;
  // Magic and header together fill a multiple of 64 bytes and end with a line break.
  const headerSize = 64 * Math.ceil((10 + words.length + 1) / 64) - 10;
  const header = `\x93NUMPY\x01\x00${String.fromCharCode(headerSize & 0xff, headerSize >> 8)}${words.padEnd(headerSize - 1)}\n`;
  const file = new Uint8Array(header.length + content.length);
  for (let i = 0; i < header.length; i++) file[i] = header.charCodeAt(i);
  file.set(content, header.length);
  return file;
}

function numberElements(values: Exclude<Hdf5Array["values"], readonly string[]>) {
  const kind = kinds[Object.prototype.toString.call(values).slice(8, -6)];
  if (kind === undefined) throw new TypeError("NumPy files need typed arrays of numbers, or texts");
  return { kind, content: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

/** Four bytes per character; shorter texts are filled up with zeros. */
function textElements(texts: readonly string[]) {
  const characters = texts.map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const width = characters.reduce((most, { length }) => Math.max(most, length), 1);
  const content = new Uint8Array(4 * width * texts.length);
  const view = new DataView(content.buffer);
  for (const [i, codes] of characters.entries()) {
    for (const [k, code] of codes.entries()) view.setUint32(4 * (i * width + k), code, true);
  }
  return { kind: `<U${width}`, content };
}
