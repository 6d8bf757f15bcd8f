import { describe, expect, it } from "@jest/globals";
import { xxh32, xxh64 } from "../../../src/core/checksum";

/** Sums of the python package xxhash 4.1.0, for the bytes 11, 48, 85, … */
const sums: [number, string, string][] = [
  [0, "02cc5d05", "ef46db3751d8e999"],
  [1, "3fe5a29d", "f592c0c7639c4cb6"],
  [3, "4021af28", "22c08528601d4f27"],
  [4, "1eb8f11a", "fb1e5cf2f1ae4d95"],
  [5, "07b9db7d", "9d213eca1f68f273"],
  [7, "02226fe7", "5613ac510496c04e"],
  [8, "9d02a89c", "57cb2b7521f3e21a"],
  [11, "e54a009b", "1bef4539443a2d5a"],
  [12, "d40fa400", "2f53b00266039e64"],
  [15, "162986eb", "90a9714eb00e8d29"],
  [16, "96ac9fa6", "c6843cef99721174"],
  [17, "3cdfb1a2", "f72e5e622b272ad6"],
  [31, "df853fbf", "e4a0e629e519a4ae"],
  [32, "da8072dc", "cc6b8aaada790b2d"],
  [33, "3c8fd07d", "35ec49850475a832"],
  [40, "3ecc6a67", "3b21ed23eea85c2d"],
  [47, "0ea9c191", "16fdd9ca22942dda"],
  [63, "00bf10c5", "bf9f0ba3cf95b28a"],
  [64, "043913c6", "155ccce4bf32befc"],
  [65, "3922f755", "da5ee441a595cfb8"],
  [100, "ede8e390", "4826e367566ea023"],
  [1000, "21c30739", "128da10cfbdc59d9"],
  [4097, "cf56ad88", "81e28e440e50a972"],
];

const hexadecimal = (word: number) => word.toString(16).padStart(8, "0");

describe("XXH checksums", () => {
  it.each(sums)("of %i bytes are right", (length, short, long) => {
    const room = new Uint8Array(length + 3);
    // At a place of no alignment.
    const bytes = room.subarray(3);
    for (let i = 0; i < length; i++) bytes[i] = 37 * i + 11;
    expect(hexadecimal(xxh32(bytes))).toBe(short);
    expect(xxh64(bytes).map(hexadecimal).join("")).toBe(long);
  });
});
