import { type Card, type CardValue, commentaryKeywords } from "../cards/card";
import { checkedText } from "../cards/format-value";
import { imageKeyword, parseCard } from "../cards/parse-card";
import { fitsError } from "../fits-error";

/** What {@link Header.set} is told besides the value. */
export interface SetOptions {
  comment?: string;
  /** Write a whole number with a decimal point, as a real. */
  real?: boolean;
}

/**
 * The header of an HDU: an ordered list of cards. Keywords are found whatever their case; `HIERARCH` is not part of
 * a name. When a keyword stands there more than once, the first counts.
 *
 * @example
 * ```ts
 * import { Header } from "nightbook/fits";
 *
 * const header = new Header().set("OBJECT", "Antares").set("EXPOSURE", 29.5, { comment: "[s] time on source" });
 * header.number("EXPOSURE"); // => 29.5
 * header.get("object"); // => "Antares"
 * ```
 */
export class Header {
  /** A card is read when it is asked for; until then it is the characters of its records. */
  readonly #cards: (Card | string)[];
  #isRead = false;
  #index: Map<string, number[]> | undefined;

  /** @param cards in order, or records of 80 characters as a file has them, each with those that continue it */
  constructor(cards: Iterable<Card | string> = []) {
    this.#cards = [...cards];
  }

  /** All cards in order; commentary too. */
  get cards(): readonly Card[] {
    if (!this.#isRead) for (let place = 0; place < this.#cards.length; place++) this.#at(place);
    this.#isRead = true;
    return this.#cards as Card[];
  }

  /** True when there is a card of this keyword. */
  has(keyword: string): boolean {
    return this.#places(keyword).length > 0;
  }

  /** The card of a keyword; `undefined` when there is none. */
  card(keyword: string): Card | undefined {
    const [place] = this.#places(keyword);
    return place === undefined ? undefined : this.#at(place);
  }

  /** The value of a keyword; `undefined` when there is no such card, `null` when its value is undefined. */
  get(keyword: string): CardValue | undefined {
    return this.card(keyword)?.value;
  }

  /** The values of all cards of a keyword: the lines of `HISTORY`, or of one that stands there more than once. */
  all(keyword: string): CardValue[] {
    return this.#places(keyword).map((place) => this.#at(place).value);
  }

  /** The value as text; `undefined` when it is something else. */
  text(keyword: string): string | undefined {
    const card = this.card(keyword);
    return card?.kind === "text" ? String(card.value) : undefined;
  }

  /** The value as a number; `undefined` when it is something else. */
  number(keyword: string): number | undefined {
    const value = this.get(keyword);
    return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
  }

  /** The value as a whole number that a double holds exactly, also when it is written as `3.0`. */
  integer(keyword: string): number | undefined {
    const value = this.number(keyword);
    return Number.isSafeInteger(value) ? value : undefined;
  }

  /** The value as a logical; `undefined` when it is something else. */
  logical(keyword: string): boolean | undefined {
    const value = this.get(keyword);
    return typeof value === "boolean" ? value : undefined;
  }

  /**
   * The number that a keyword must have.
   * @throws {NightbookError} `FITS_MISSING` when it has none
   */
  requiredNumber(keyword: string): number {
    const value = this.number(keyword);
    if (value !== undefined) return value;
    const what = this.has(keyword) ? `${keyword} is not a number` : `there is no ${keyword}`;
    throw fitsError("FITS_MISSING", what);
  }

  /**
   * Changes the first card of a keyword, or appends one.
   * @returns this header
   * @throws {RangeError} when the card could not be written
   */
  set(keyword: string, value: CardValue, options: SetOptions = {}): this {
    const card = newCard(keyword, value, options);
    const [place] = this.#places(keyword);
    if (place === undefined) return this.#insert(this.#cards.length, card);
    const comment = options.comment ?? this.#at(place).comment;
    this.#cards[place] = { ...card, comment };
    return this;
  }

  /** Appends a card even when there is one of the same keyword: `HISTORY`, `COMMENT`, repeated keywords. */
  append(keyword: string, value: CardValue, options: SetOptions = {}): this {
    return this.#insert(this.#cards.length, newCard(keyword, value, options));
  }

  /** Appends a card as it is. */
  add(card: Card): this {
    return this.#insert(this.#cards.length, card);
  }

  /** Removes all cards of a keyword. */
  remove(keyword: string): this {
    const places = new Set(this.#places(keyword));
    if (places.size === 0) return this;
    const kept = this.#cards.filter((_, place) => !places.has(place));
    this.#cards.splice(0, this.#cards.length, ...kept);
    this.#index = undefined;
    return this;
  }

  /** A header of its own with the same cards, or with those that a test lets pass. */
  copy(keep: (card: Card) => boolean = () => true): Header {
    return new Header(this.cards.filter(keep));
  }

  /** Keyword to value of the cards that hold values; of repeated keywords the first. */
  toObject(): Record<string, CardValue> {
    const object: Record<string, CardValue> = Object.create(null);
    for (const { keyword, kind, value } of this.cards) {
      if (kind !== "commentary" && !(keyword in object)) object[keyword] = value;
    }
    return object;
  }

  #at(place: number): Card {
    const card = this.#cards[place];
    if (typeof card !== "string") return card;
    const read = parseCard(card);
    this.#cards[place] = read;
    return read;
  }

  #insert(place: number, card: Card): this {
    this.#cards.splice(place, 0, card);
    this.#index = undefined;
    return this;
  }

  #places(keyword: string): readonly number[] {
    this.#index ??= indexOf(this.#cards);
    // Short ones are mostly asked for as they stand there.
    const found = keyword.length <= 8 ? this.#index.get(keyword) : undefined;
    return found ?? this.#index.get(plainKeyword(keyword)) ?? [];
  }
}

function indexOf(cards: readonly (Card | string)[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (let place = 0; place < cards.length; place++) {
    const card = cards[place];
    const key = plainKeyword(typeof card === "string" ? imageKeyword(card) : card.keyword);
    const places = index.get(key);
    if (places) places.push(place);
    else index.set(key, [place]);
  }
  return index;
}

function plainKeyword(keyword: string): string {
  const plain = keyword.trim().toUpperCase();
  return plain.startsWith("HIERARCH ") ? plain.replace(/^HIERARCH +/, "") : plain;
}

function newCard(keyword: string, value: CardValue, { comment = "", real = false }: SetOptions): Card {
  const name = keyword.trim().replace(/^HIERARCH +/i, "");
  const plain = name.length <= 8 && !name.includes(" ") ? name.toUpperCase() : name;
  checkedText(comment);
  if (commentaryKeywords.has(plain)) {
    return { keyword: plain, kind: "commentary", value: checkedText(String(value)), comment: "" };
  }
  if (typeof value === "string") return { keyword: plain, kind: "text", value: checkedText(value), comment };
  if (value === null) return { keyword: plain, kind: "undefined", value, comment };
  if (typeof value === "boolean") return { keyword: plain, kind: "logical", value, comment };
  if (typeof value === "object") return { keyword: plain, kind: "complex", value, comment };
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`A FITS header cannot hold this number: ${value}`);
  }
  const whole = typeof value === "bigint" || (Number.isInteger(value) && !real);
  return { keyword: plain, kind: whole ? "integer" : "real", value, comment };
}
