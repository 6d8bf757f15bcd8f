import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { isZstd, unzstd } from "../../../src/core/zstd";

const golden = join(__dirname, "../../golden/cherenkov");
const frames = Object.entries(
  JSON.parse(gunzipSync(readFileSync(join(golden, "zstd.json.gz"))).toString()) as Record<
    string,
    [string, number, string]
  >,
);
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const sha1 = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest("hex");

describe("unzstd", () => {
  it.each(frames)("unpacks %s as zstd does", (_name, [hex, length, sum]) => {
    const bytes = unzstd(bytesOf(hex));
    expect([bytes.length, sha1(bytes)]).toEqual([length, sum]);
  });

  it("unpacks frames one after the other, and passes over those that hold no data", () => {
    const [zeros, text] = ["zeros 3 plain", "text 19 checked"].map((name) => {
      const found = frames.find(([one]) => one === name);
      return found ? bytesOf(found[1][0]) : new Uint8Array(0);
    });
    const skipped = Uint8Array.of(0x52, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3);
    const all = unzstd(Uint8Array.from([...zeros, ...skipped, ...text]));
    expect(all.length).toBe(unzstd(zeros).length + unzstd(text).length);
    expect(isZstd(skipped)).toBe(true);
  });

  it("verifies the checksum of a frame", () => {
    const checked = frames.filter(([name]) => name.endsWith("checked"));
    expect(checked.length).toBeGreaterThan(0);
    for (const [, [hex]] of checked) {
      const bytes = bytesOf(hex);
      bytes[bytes.length - 1] ^= 1;
      expect(() => unzstd(bytes)).toThrow("a checksum is wrong");
    }
  });

  it("gives no more than it is allowed", () => {
    const zeros = frames.filter(([name]) => name.startsWith("zeros"));
    expect(zeros.length).toBeGreaterThan(4);
    for (const [, [hex]] of zeros)
      expect(() => unzstd(bytesOf(hex), 99_999)).toThrow("longer than allowed: 99999 bytes");
  });

  it("refuses what is cut off, or damaged, and never anything but that", () => {
    for (const [, [hex]] of frames) {
      const bytes = bytesOf(hex);
      const step = Math.max(1, bytes.length >> 5);
      for (let length = 1; length < bytes.length; length += step) {
        expect(() => unzstd(bytes.subarray(0, length))).toThrow(RangeError);
      }
      for (let at = 0; at < bytes.length; at += step) {
        const damaged = bytes.slice();
        damaged[at] ^= 1 << (at & 7);
        try {
          unzstd(damaged, 1 << 20);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }
    }
  });
});
