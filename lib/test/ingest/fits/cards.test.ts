import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type CardValue, Header } from "../../../src/ingest/fits";
import { formatCard } from "../../../src/ingest/fits/cards/format-card";
import { imageKeyword, parseCard } from "../../../src/ingest/fits/cards/parse-card";
import { cardImages } from "../../../src/ingest/fits/cards/read-cards";

const readCards = (bytes: Uint8Array) => new Header(cardImages(bytes)).cards;
const parsed = (image: string) => {
  const { keyword, kind, value, comment } = parseCard(image.padEnd(80));
  return [keyword, kind, value, comment];
};

describe("cards", () => {
  it.each([
    ["SIMPLE  =                    T / standard", ["SIMPLE", "logical", true, "standard"]],
    ["N       =                  -12", ["N", "integer", -12, ""]],
    ["BIG     = 123456789012345678901 / big", ["BIG", "integer", 123456789012345678901n, "big"]],
    ["X       = +1.5D-3/c", ["X", "real", 1.5e-3, "c"]],
    ["X       = .5", ["X", "real", 0.5, ""]],
    ["X       = 5.", ["X", "real", 5, ""]],
    ["X       = - 5 / older files have blanks", ["X", "integer", -5, "older files have blanks"]],
    ["X       = 1.5 E 3", ["X", "real", 1500, ""]],
    ["Z       = (1.5, -2)", ["Z", "complex", { re: 1.5, im: -2 }, ""]],
    ["T       = 'it''s / here  ' / comment", ["T", "text", "it's / here", "comment"]],
    ["T       = ''", ["T", "text", "", ""]],
    ["T       = 'it's bad' / c", ["T", "text", "it's bad", "c"]],
    ["T       = 'no end", ["T", "unparsable", "'no end", ""]],
    ["T       = 'a'' / c", ["T", "text", "a'", "c"]],
    ["V       = what / c", ["V", "unparsable", "what", "c"]],
    ["U       =                      / not known", ["U", "undefined", null, "not known"]],
    ["U       =", ["U", "undefined", null, ""]],
    ["HISTORY made by = us / yes", ["HISTORY", "commentary", "made by = us / yes", ""]],
    ["COMMENT = not a value", ["COMMENT", "commentary", "= not a value", ""]],
    ["        just text", ["", "commentary", "just text", ""]],
    ["TEXT about something", ["TEXT ABO", "commentary", "ut something", ""]],
    ["KEY     =3", ["KEY", "commentary", "=3", ""]],
    ["HIERARCH ESO INS MODE = 'WFM-AO-N' / mode", ["ESO INS MODE", "text", "WFM-AO-N", "mode"]],
    ["HIERARCH ESO TEL AIRM START=1.2", ["ESO TEL AIRM START", "real", 1.2, ""]],
    ["lower   = 1", ["LOWER", "integer", 1, ""]],
    ["KEY= 1", ["KEY", "integer", 1, ""]],
  ])("%s", (image, expected) => {
    expect(parsed(image)).toEqual(expected);
  });

  it("say how they break the standard", () => {
    expect(parseCard("lower   = 1".padEnd(80)).faults).toEqual([
      "its keyword has characters other than A–Z, 0–9, - and _",
    ]);
    expect(parseCard("KEY= 1".padEnd(80)).faults).toEqual(["its value indicator is not in column 9"]);
    expect(parseCard("T       = 'it's bad'".padEnd(80)).faults).toEqual(["a quote inside its text is not doubled"]);
    expect(parseCard("T       = 'good' / c".padEnd(80)).faults).toBeUndefined();
  });

  it("go on when the two quotes that stand for one are parted", () => {
    // So astropy writes them, and a last record may be left with nothing else.
    const records = ["LONG    = 'it'&'", "CONTINUE  ''s a ''text''&'", "CONTINUE  ''''&'", "CONTINUE  ''' / end"];
    const [{ value, comment }] = readCards(
      new Uint8Array(Buffer.from(records.map((record) => record.padEnd(80)).join(""), "latin1")),
    );
    expect([value, comment]).toEqual(["it's a 'text'''", "end"]);
  });

  it("go on in CONTINUE records, comments too", () => {
    const records = ["LONG    = 'abc&' / one", "CONTINUE  'def  &'", "CONTINUE  '&' / two", "CONTINUE  ''/ three"];
    const bytes = Buffer.from(records.map((record) => record.padEnd(80)).join(""), "latin1");
    const cards = readCards(new Uint8Array(bytes));
    expect(cards.map(({ value, comment }) => [value, comment])).toEqual([["abcdef", "one two three"]]);
  });

  it("do not go on in a record that is cut off, nor behind what is no text", () => {
    const text = ["T       = 'abc&'", "CONTINUE  'def'"].map((record) => record.padEnd(80)).join("");
    const images = (length: number) => cardImages(new Uint8Array(Buffer.from(text.slice(0, length), "latin1")));
    expect(images(160)).toEqual([text]);
    expect(images(159)).toEqual([text.slice(0, 80)]);
    const number = text.replace("'abc&'", "12    ");
    expect(cardImages(new Uint8Array(Buffer.from(number, "latin1")))).toEqual([number.slice(0, 80), number.slice(80)]);
  });

  it("have the keyword that is looked for before they are read", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."Ab= '\t"), maxLength: 12 }), (text) => {
        const image = text.padEnd(80);
        expect(imageKeyword(image)).toBe(parseCard(image).keyword);
      }),
    );
  });

  it("are written as astropy writes them", () => {
    const header = new Header().set("A", 1.5, { comment: "c" }).set("B", true).set("ESO X Y", "z").set("N", null);
    expect(header.cards.map((card) => formatCard(card).trimEnd())).toEqual([
      "A       =                  1.5 / c",
      "B       =                    T",
      "HIERARCH ESO X Y = 'z       '",
      "N       =",
    ]);
  });

  const printable = fc.string({
    unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    maxLength: 300,
  });
  const keyword = fc
    .stringMatching(/^[A-Z][A-Z0-9_-]{0,7}$/)
    .filter((name) => !/^(END|COMMENT|HISTORY|CONTINUE|HIERARCH)$/.test(name));
  const value: fc.Arbitrary<CardValue> = fc.oneof(
    printable.map((text) => text.trimEnd()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }).filter((number) => !Number.isSafeInteger(Number(number))),
    fc.boolean(),
    fc.constant(null),
  );

  it("that are written are read as the same", () => {
    const long = process.env["NIGHTBOOK_LONG"] === "1";
    fc.assert(
      fc.property(keyword, value, printable, (name, content, note) => {
        const comment = note.trim().replace(/ +/g, " ");
        const [card] = new Header().set(name, content, { comment }).cards;
        const images = formatCard(card);
        expect(images.length % 80).toBe(0);
        const read = readCards(new Uint8Array(Buffer.from(images, "latin1")));
        expect(read).toHaveLength(1);
        expect(read[0].keyword).toBe(name);
        expect(read[0].value).toEqual(content);
        expect(read[0].faults).toBeUndefined();
        // Only text goes on for the sake of its comment; others cut it.
        if (typeof content !== "string" || images.length === 80) expect(comment.startsWith(read[0].comment)).toBe(true);
        else expect(read[0].comment.replaceAll(" ", "")).toBe(comment.replaceAll(" ", ""));
      }),
      { numRuns: long ? 100_000 : 500 },
    );
  });

  it("of any characters are read as something", () => {
    fc.assert(
      fc.property(printable, (text) => {
        const cards = readCards(new Uint8Array(Buffer.from(text.padEnd(Math.ceil(text.length / 80) * 80), "latin1")));
        for (const card of cards) expect(formatCard(card)).toBe(card.image);
      }),
    );
  });

  it("that cannot be written are refused", () => {
    const header = new Header();
    expect(() => header.set("A", Number.NaN)).toThrow("cannot hold this number: NaN");
    expect(() => header.set("A", "ü")).toThrow("printable ASCII");
    expect(() => formatCard(new Header().set("a\tb", 1).cards[0])).toThrow("cannot be a FITS keyword");
    expect(() => formatCard(new Header().set(`ESO ${"X ".repeat(40)}`, 1).cards[0])).toThrow(
      "cannot be a FITS keyword",
    );
  });
});

describe("a header", () => {
  it("finds, changes, appends and removes", () => {
    const header = new Header().set("A", 1).append("A", 2).append("HISTORY", "one").append("HISTORY", "two");
    expect([header.get("a"), header.all("A"), header.all("HISTORY")]).toEqual([1, [1, 2], ["one", "two"]]);
    header.set("A", 3, { comment: "c" }).set("A", 4);
    expect(header.card("A")).toMatchObject({ value: 4, comment: "c" });
    expect(header.remove("A").has("A")).toBe(false);
    expect(header.set("HIERARCH ESO INS MODE", "x").text("ESO INS MODE")).toBe("x");
    expect(() => header.requiredNumber("ESO INS MODE")).toThrow("ESO INS MODE is not a number");
    expect(() => header.requiredNumber("NOPE")).toThrow("there is no NOPE");
  });
});
