import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { bytesFromBase64 } from "../../../src/core/text/base64";

describe("bytesFromBase64", () => {
  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.from(bytesFromBase64(Buffer.from(bytes).toString("base64")))).toEqual(Array.from(bytes));
      }),
    );
  });

  it("refuses other characters", () => {
    expect(() => bytesFromBase64("AQI*")).toThrow(/Not a digit of base64: \*/);
  });
});
