import { crc32, deflate } from "../core/deflate";
import { base64FromBytes } from "../core/text";

/** Colours of an indexed picture, three bytes each. */
export type Palette = readonly (readonly [red: number, green: number, blue: number])[];

/** Colours from dark to bright in even steps for the eye and safe for the colour-blind: the colours of matplotlib's viridis. */
const anchors: Palette = [
  ...([
    [68, 1, 84],
    [72, 40, 120],
    [62, 74, 137],
    [49, 104, 142],
    [38, 130, 142],
  ] as const),
  ...([
    [31, 158, 137],
    [53, 183, 121],
    [109, 205, 89],
    [180, 222, 44],
    [253, 231, 37],
  ] as const),
];

/** A palette of so many colours. */
export function brightnessPalette(count: number): Palette {
  return Array.from({ length: count }, (_, i) => {
    const place = (i / Math.max(1, count - 1)) * (anchors.length - 1);
    const first = Math.min(anchors.length - 2, Math.floor(place));
    const share = place - first;
    const mixed = (channel: 0 | 1 | 2) =>
      Math.round(anchors[first][channel] * (1 - share) + anchors[first + 1][channel] * share);
    return [mixed(0), mixed(1), mixed(2)] as const;
  });
}

/**
 * An indexed picture as a `data:` URL of a PNG.
 * @param indices colour of each pixel, rows from the top; 255 is transparent
 * @param palette at most 255 colours
 */
export function pngDataUrl(indices: Uint8Array, width: number, height: number, palette: Palette): string {
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++) {
    rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const colours = new Uint8Array(3 * 256);
  for (const [i, colour] of palette.entries()) colours.set(colour, 3 * i);
  const opacity = new Uint8Array(256).fill(255);
  opacity[255] = 0;
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  head.setUint8(9, 3);
  const chunks = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(head.buffer)),
    chunk("PLTE", colours),
    chunk("tRNS", opacity),
    chunk("IDAT", deflate(rows)),
    chunk("IEND", new Uint8Array(0)),
  ];
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of chunks) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return `data:image/png;base64,${base64FromBytes(bytes)}`;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}
