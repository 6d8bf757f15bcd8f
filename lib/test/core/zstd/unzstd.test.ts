import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { isZstd, unzstd } from "../../../src/core/zstd";
import { unzstdInWebAssembly } from "../../../src/core/zstd/zstd-kernel";

const golden = join(__dirname, "../../golden/cherenkov");
const frames = Object.entries(
  JSON.parse(gunzipSync(readFileSync(join(golden, "zstd.json.gz"))).toString()) as Record<
    string,
    [string, number, string]
  >,
);
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const sha1 = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest("hex");

/** What comes out, or what is said against it. */
function outcome(bytes: Uint8Array, inWebAssembly: boolean, limit = 1 << 24): string {
  try {
    return sha1(unzstd(bytes, limit, inWebAssembly));
  } catch (error) {
    return (error as Error).message;
  }
}

describe("unzstd", () => {
  it.each(frames)("unpacks %s as zstd does, in WebAssembly and in TypeScript", (_name, [hex, length, sum]) => {
    for (const inWebAssembly of [true, false]) {
      const bytes = unzstd(bytesOf(hex), undefined, inWebAssembly);
      expect([bytes.length, sha1(bytes)]).toEqual([length, sum]);
    }
  });

  it("does it in WebAssembly here, but for the shortest", () => {
    for (const [, [hex, length, sum]] of frames) {
      const bytes = bytesOf(hex);
      const found = unzstdInWebAssembly(bytes, length);
      if (bytes.length >= 16) expect(found && sha1(found)).toBe(sum);
      else expect(found).toBeUndefined();
      if (bytes.length >= 16 && length > 0) expect(unzstdInWebAssembly(bytes, length - 1)).toBeUndefined();
    }
  });

  it("takes damage alike in both", () => {
    const stream = random(31).stream(0);
    const below = (limit: number) => Math.floor(limit * stream.uniform());
    const long = frames.map(([, [hex]]) => bytesOf(hex)).filter(({ length }) => length >= 16);
    expect(long.length).toBeGreaterThan(9);
    const rounds = process.env["NIGHTBOOK_LONG"] === "1" ? 50_000 : 1000;
    for (let i = 0; i < rounds; i++) {
      const bytes = long[i % long.length].slice();
      // Most damage at the beginning, where there is more than literals.
      for (let k = 0; k <= i % 3; k++) bytes[below(i % 2 ? bytes.length : Math.min(bytes.length, 60))] = below(256);
      const given = i % 5 === 0 ? bytes.subarray(0, below(bytes.length)) : bytes;
      expect(outcome(given, true)).toBe(outcome(given, false));
    }
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
