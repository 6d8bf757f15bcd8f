import { latin1 } from "../../../core/text/latin1";
import { cardLength } from "./card";

/**
 * The records of a header up to END, each with the CONTINUE records behind it that belong to it.
 *
 * @param bytes whole records; what is not ASCII becomes a question mark
 * @returns without END and the blank records behind it
 */
export function cardImages(bytes: Uint8Array): string[] {
  const text = latin1(bytes).replace(/[\x80-\xff]/g, "?");
  const images: string[] = [];
  let start = 0;
  for (let at = 0; at + cardLength <= text.length && !isEnd(text, at); ) {
    at += cardLength;
    const isMore = text.startsWith("CONTINUE", at) && at + cardLength <= text.length;
    if (isMore && isText(text.slice(start, at))) continue;
    images.push(text.slice(start, at));
    start = at;
  }
  return images;
}

/** Only a text can go on; behind anything else a CONTINUE record stands for itself. */
function isText(image: string): boolean {
  return /^[^=]*= *'/.test(image);
}

/** True for the record that ends a header. */
export function isEnd(text: string, at = 0): boolean {
  if (!text.startsWith("END", at)) return false;
  return text.startsWith("     ", at + 3) || text.slice(at, at + cardLength).trimEnd() === "END";
}
