import { decodeLatin1, decodeUtf8 } from "../pickle/text";
import { csvError } from "./csv-error";

/** Longest text that can be held. */
const longest = 2 ** 29 - 25;

/**
 * Bytes as text: UTF-8, with or without its mark, or Latin-1 where they are no UTF-8.
 * @throws {NightbookError} `CSV_NOT_TEXT` when control characters show that they are no text, `CSV_TOO_LARGE`
 */
export function plainText(bytes: Uint8Array): string {
  if (bytes.length > longest) throw csvError("CSV_TOO_LARGE", `${bytes.length} characters do not fit a text`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw csvError("CSV_NOT_TEXT", "it is text of 16 bits a character", {}, "Save it as UTF-8");
  }
  const control = bytes.findIndex((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127);
  if (control >= 0) throw csvError("CSV_NOT_TEXT", "it holds a control character", { offset: control });
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  return decodeUtf8(content) ?? decodeLatin1(content);
}
