import { describe, expect, it } from "@jest/globals";
import { crc32c } from "../../../../src/fitting/nested-sampling/ledger/crc32c";

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("crc32c", () => {
  it.each<[string, Uint8Array, number]>([
    ["the check value of the polynomial", ascii("123456789"), 0xe3069283],
    // RFC 3720, appendix B.4.
    ["32 zeros", new Uint8Array(32), 0x8a9136aa],
    ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ["ascending bytes", Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    ["descending bytes", Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
    ["nothing", new Uint8Array(0), 0],
  ])("gives %s", (_name, bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc);
  });

  it("checks a part", () => {
    expect(crc32c(ascii("ab123456789c"), 2, 11)).toBe(0xe3069283);
  });
});
