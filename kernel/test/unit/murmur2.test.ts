import { describe, expect, it } from "@jest/globals";
import { murmur2 } from "../../src/debugger/murmur2";

describe("murmur2", () => {
  // Values of ipykernel's murmur2_x86 with its seed.
  it.each([
    ["", 3990065800],
    ["a", 2167009006],
    ["ab", 2805137849],
    ["abc", 3350977461],
    ["abcd", 804720481],
    ["const x = 1", 1005667695],
    ["α ☄ 😀 text", 874658563],
  ])("gives the values of the other Jupyter kernels: %j", (text, expected) => {
    expect(murmur2(text, 0xc70f6907)).toBe(expected);
  });
});
