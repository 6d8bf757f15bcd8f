/**
 * Text as UTF-8. A lone surrogate, which no encoding can hold, becomes U+FFFD.
 *
 * @returns the bytes, without a mark of their order and without a final zero
 *
 * @example
 * ```ts
 * import { utf8 } from "nightbook/core";
 *
 * utf8("ρ₀"); // => Uint8Array.of(0xcf, 0x81, 0xe2, 0x82, 0x80)
 * ```
 */
export function utf8(text: string): Uint8Array {
  // No UTF-16 code unit needs more than three bytes.
  const bytes = new Uint8Array(3 * text.length);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.codePointAt(i) as number;
    if (code > 0xffff) i++;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) {
      bytes[n++] = code;
    } else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[n++] = [0xc0, 0xe0, 0xf0][more - 1] | (code >> (6 * more));
      for (let k = more - 1; k >= 0; k--) bytes[n++] = 0x80 | ((code >> (6 * k)) & 0x3f);
    }
  }
  return bytes.slice(0, n);
}
