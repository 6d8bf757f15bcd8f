import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { randomKey } from "../../../src/core/random/key";

describe("randomKey", () => {
  it("keeps a 32-bit seed and the tag readable", () => {
    expect(randomKey(4_000_000_000, 3)).toEqual([4_000_000_000, 3 * 2 ** 21]);
  });

  it("gives different keys to different numbers and tags", () => {
    const seed = fc.maxSafeNat();
    const tag = fc.nat(2047);
    fc.assert(
      fc.property(seed, tag, seed, tag, (a, s, b, t) => {
        const same = randomKey(a, s).join() === randomKey(b, t).join();
        return same === (a === b && s === t);
      }),
    );
  });

  it("takes any text, and tells texts apart", () => {
    const texts = ["", "a", "b", "ab", "ba", "a\0", "\0a", "Perseïden 🌠", "1", "01"];
    const keys = texts.map((text) => randomKey(text).join());
    expect(new Set(keys).size).toBe(texts.length);
    expect(randomKey("night").join()).toBe(randomKey("night").join());
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])("refuses the seed %p", (seed) => {
    expect(() => randomKey(seed)).toThrow(RangeError);
  });

  it.each([-1, 2048, 1.5])("refuses the tag %p", (tag) => {
    expect(() => randomKey(1, tag)).toThrow(RangeError);
  });
});
