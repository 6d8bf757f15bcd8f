import { type Card, cardLength } from "./card";
import { checkedText, formatValue } from "./format-value";

/**
 * The records of a card, each of 80 characters: those it was read from, or new ones.
 * Long text goes on in CONTINUE records, keywords that are not of eight characters A–Z, 0–9, - and _ use HIERARCH.
 *
 * @throws {RangeError} when keyword, value or comment cannot be written
 * @see [Pence2010] section 4
 */
export function formatCard(card: Card): string {
  if (card.image !== undefined) return card.image;
  const { keyword, kind, value } = card;
  const comment = checkedText(card.comment);
  if (kind === "commentary" || kind === "unparsable") return commentaryRecords(keyword, String(value));
  const isStandard = /^[A-Z0-9_-]{1,8}$/.test(keyword);
  if (!isStandard && (!/^[!-<>-~]+(?: [!-<>-~]+)*$/.test(keyword) || keyword.length > 60)) {
    throw new RangeError(`This cannot be a FITS keyword: ${JSON.stringify(keyword)}`);
  }
  const name = isStandard ? `${keyword.padEnd(8)}= ` : `HIERARCH ${keyword} = `;
  let text = formatValue(value, kind === "real");
  if (!isStandard && name.length + text.length > cardLength) text = text.trim();
  if (name.length + text.length > cardLength || (typeof value === "string" && needsMore(name, text, comment))) {
    if (typeof value === "string") return continuedRecords(name, value, comment);
    throw new RangeError(`The value does not fit its FITS card: ${keyword} = ${text}`);
  }
  const rest = comment === "" ? "" : ` / ${comment}`;
  return `${name}${text}${rest}`.slice(0, cardLength).padEnd(cardLength);
}

/** Text whose comment would be cut off goes on; the comment of other values is cut. */
function needsMore(name: string, text: string, comment: string): boolean {
  return comment !== "" && text.trimEnd().length > 20 && name.length + text.length + 3 + comment.length > cardLength;
}

function commentaryRecords(keyword: string, text: string): string {
  const width = cardLength - 8;
  const pieces = checkedText(text).match(new RegExp(`.{1,${width}}`, "g")) ?? [""];
  return pieces.map((piece) => `${keyword.padEnd(8)}${piece}`.padEnd(cardLength)).join("");
}

/** Text cut into records, each but the last with an ampersand at its end; the comment follows in pieces. */
function continuedRecords(name: string, value: string, comment: string): string {
  const escaped = checkedText(value).replaceAll("'", "''");
  const records: string[] = [];
  let head = name;
  let at = 0;
  do {
    let room = cardLength - head.length - 3;
    // A doubled quote stays together.
    if (escaped.length - at > room && quotesBefore(escaped, at + room) % 2 === 1) room--;
    const piece = escaped.slice(at, at + room);
    at += piece.length;
    const goesOn = at < escaped.length || comment !== "";
    records.push(`${head}'${piece}${goesOn ? "&" : ""}'`.padEnd(cardLength));
    head = "CONTINUE  ";
  } while (at < escaped.length);
  const width = cardLength - "CONTINUE  '&' / ".length;
  for (let from = 0; from < comment.length; ) {
    const piece = wordsOf(comment.slice(from), width);
    from += piece.length;
    while (comment[from] === " ") from++;
    const goesOn = from < comment.length;
    records.push(`CONTINUE  '${goesOn ? "&" : ""}' / ${piece}`.padEnd(cardLength));
  }
  return records.join("");
}

/** How many quotes stand directly before a place. */
function quotesBefore(text: string, end: number): number {
  let count = 0;
  while (text[end - 1 - count] === "'") count++;
  return count;
}

/** As many whole words as fit. */
function wordsOf(text: string, width: number): string {
  if (text.length <= width) return text;
  const space = text.lastIndexOf(" ", width);
  return text.slice(0, space > 0 ? space : width);
}
