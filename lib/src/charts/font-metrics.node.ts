import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The font of pictures, shipped with the package so that they look the same on every machine. */
export const fontFile = join(__dirname, "../../assets/fonts/DejaVuSans.ttf");

/** Name of that font. */
export const fontFamily = "DejaVu Sans";

/** Width of a text in that font, in units of its size. */
export function textWidth(text: string): number {
  advance ??= readAdvances(readFileSync(fontFile));
  let width = 0;
  for (const character of text) width += advance(character.codePointAt(0) as number);
  return width;
}

let advance: ((codePoint: number) => number) | undefined;

/** Reads the character map (format 4) and the horizontal advances of a TrueType font. */
function readAdvances(font: Buffer): (codePoint: number) => number {
  const table = (tag: string): number => {
    for (let i = 0; i < font.readUInt16BE(4); i++) {
      const entry = 12 + 16 * i;
      if (font.toString("latin1", entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
    }
    throw new Error(`The font has no table: ${tag}`);
  };
  const unitsPerEm = font.readUInt16BE(table("head") + 18);
  const metrics = font.readUInt16BE(table("hhea") + 34);
  const hmtx = table("hmtx");
  const map = characterMap(font, table("cmap"));
  return (codePoint) => font.readUInt16BE(hmtx + 4 * Math.min(map(codePoint), metrics - 1)) / unitsPerEm;
}

/** Glyph of a character of the basic plane; 0, the replacement glyph, where there is none. */
function characterMap(font: Buffer, cmap: number): (codePoint: number) => number {
  let start = -1;
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (font.readUInt16BE(offset) === 4) start = offset;
  }
  if (start < 0) throw new Error("The font has no character map of format 4");
  const bytes = font.readUInt16BE(start + 6);
  const ends = start + 14;
  const starts = ends + bytes + 2;
  const deltas = starts + bytes;
  const offsets = deltas + bytes;
  return (codePoint) => {
    for (let i = 0; i < bytes; i += 2) {
      if (font.readUInt16BE(ends + i) < codePoint) continue;
      const first = font.readUInt16BE(starts + i);
      if (first > codePoint) return 0;
      const offset = font.readUInt16BE(offsets + i);
      const delta = font.readUInt16BE(deltas + i);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = font.readUInt16BE(offsets + i + offset + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
