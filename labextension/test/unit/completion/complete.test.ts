import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { completeWhole, completeWord } from "../../../src/completion/complete";

const known = [
  { text: "h_beg", about: "Begin height of the light curve" },
  { text: "h_end", about: "End height of the light curve" },
  { text: "v_0", about: "Initial speed" },
  { text: "np.sqrt(", about: "function" },
];
const texts = (completion: ReturnType<typeof completeWord>): string[] => completion.suggestions.map(({ text }) => text);

describe("completeWord", () => {
  it("offers what the word under the cursor may become, and takes its place alone", () => {
    const completion = completeWord("2*h_b-100", 5, known);
    expect(texts(completion)).toEqual(["h_beg"]);
    expect([completion.from, completion.to]).toEqual([2, 5]);
    expect(texts(completeWord("np.s", 4, known))).toEqual(["np.sqrt("]);
  });

  it("replaces the rest of a word in which the cursor stands", () => {
    const { from, to } = completeWord("h_xyz/2", 2, known);
    expect([from, to]).toEqual([0, 5]);
  });

  it("puts the names that begin so first", () => {
    expect(texts(completeWord("en", 2, [...known, { text: "energy", about: "" }]))).toEqual(["energy", "h_end"]);
    expect(texts(completeWord("e", 1, known))).toEqual([]);
    expect(texts(completeWord("H_", 2, known))).toEqual(["h_beg", "h_end"]);
  });

  it("offers all where a word may begin, and nothing within a number or behind a complete name", () => {
    expect(texts(completeWord("2*", 2, known))).toHaveLength(4);
    expect(texts(completeWord("1e", 2, known))).toEqual([]);
    expect(texts(completeWord("0.5", 3, known))).toEqual([]);
    expect(texts(completeWord("v_0", 3, known))).toEqual([]);
  });

  it("never reaches outside the text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        const cursor = at % (text.length + 1);
        const { from, to } = completeWord(text, cursor, known);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(cursor);
        expect(to).toBeGreaterThanOrEqual(cursor);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("completeWhole", () => {
  it("searches names and what is said of them, in any order of words", () => {
    expect(texts(completeWhole("height", known))).toEqual(["h_beg", "h_end"]);
    expect(texts(completeWhole("curve end", known))).toEqual(["h_end"]);
    expect(texts(completeWhole("", known))).toHaveLength(4);
  });

  it("replaces the whole text", () => {
    const { from, to } = completeWhole("speed", known);
    expect([from, to]).toEqual([0, 5]);
  });
});
