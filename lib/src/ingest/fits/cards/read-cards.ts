import { type Card, cardLength } from "./card";
import { parseCard } from "./parse-card";

/**
 * Reads the records of a header up to END.
 *
 * @param bytes whole records
 * @returns the cards, without END and the blank records behind it
 */
export function readCards(bytes: Uint8Array): Card[] {
  const cards: Card[] = [];
  let image = "";
  const finish = () => {
    if (image !== "") cards.push(parseCard(image));
    image = "";
  };
  for (let at = 0; at + cardLength <= bytes.length; at += cardLength) {
    const record = characters(bytes.subarray(at, at + cardLength));
    if (isEnd(record)) break;
    // Only a text can go on; behind anything else the record stands for itself.
    if (record.startsWith("CONTINUE") && /^[^=]*= *'/.test(image)) image += record;
    else {
      finish();
      image = record;
    }
  }
  finish();
  return cards;
}

/** True for the record that ends a header. */
export function isEnd(record: string): boolean {
  return record.startsWith("END     ") || record.trimEnd() === "END";
}

/** Bytes as characters; what is not ASCII becomes a question mark. */
function characters(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : "?";
  return text;
}
