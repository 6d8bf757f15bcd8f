import { describe, expect, it } from "@jest/globals";
import { latin1 } from "../../../src/core/text";

describe("latin1", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => (7 * i) % 256);

  it.each([0, 1, 15, 16, 17, 31, 32, 300])("gives %i characters of the numbers of the bytes", (length) => {
    expect(latin1(bytes.subarray(0, length))).toBe(Buffer.from(bytes.subarray(0, length)).toString("latin1"));
  });

  it("reads a part", () => {
    expect(latin1(bytes, 3, 40)).toBe(Buffer.from(bytes.subarray(3, 40)).toString("latin1"));
    expect(latin1(bytes, 40, 40)).toBe("");
  });
});
