import { describe, expect, it } from "@jest/globals";
import { philox4x32 } from "../../../src/core/random/philox";

/** The known answers that the authors of the generator publish (Random123, kat_vectors, ten rounds). */
const knownAnswers: [string, string, string][] = [
  ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
  ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
];

const words = (text: string) => Uint32Array.from(text.split(" "), (word) => Number.parseInt(word, 16));

describe("philox4x32", () => {
  it.each(knownAnswers)("turns counter %s and key %s into %s", (counter, key, answer) => {
    const [k0, k1] = words(key);
    expect(philox4x32(words(counter), k0, k1, new Uint32Array(4))).toEqual(words(answer));
  });

  it("may write over its counter", () => {
    const block = words(knownAnswers[2][0]);
    const [k0, k1] = words(knownAnswers[2][1]);
    philox4x32(block, k0, k1, block);
    expect(block).toEqual(words(knownAnswers[2][2]));
  });
});
