import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { utf8 } from "../../../src/core/text";

describe("utf8", () => {
  it("agrees with the platform's encoder on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });

  it.each(["\ud800", "a\udc00b", "\udc00\ud800", "😀\ud83d"])("replaces lone surrogates: %j", (text) => {
    expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
  });
});
