import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { openZfits } from "../../../src/ingest/zfits";
import { unpackHuffman } from "../../../src/ingest/zfits/codecs/huffman16";
import { unpackLzo } from "../../../src/ingest/zfits/codecs/lzo1x";
import type { AfterHuffman } from "../../../src/ingest/zfits/codecs/symbol-lanes";
import { unpackBlock } from "../../../src/ingest/zfits/codecs/unpack-block";
import { block, codes, huffmanStream, zfitsFile } from "./writer";

const stream = random(5).stream(0);
const noise = (count: number, deviation: number) =>
  new Uint8Array(Int16Array.from({ length: count }, () => 300 + deviation * stream.normal()).buffer);
const contents = {
  noise: noise(4001, 12),
  "wide noise": noise(3000, 9000),
  zeros: new Uint8Array(600),
  "an odd number of bytes": noise(50, 100).slice(0, 99),
  "one number": noise(1, 1),
  "two numbers": noise(2, 1000),
};

describe("unpackBlock", () => {
  const alone = [
    codes.raw,
    codes.means,
    codes.differences,
    codes.double,
    codes.bytes,
    codes.words,
    codes.add128,
    codes.zlib,
  ];
  const chains = [
    ...alone.map((code) => [code]),
    [codes.differences, codes.zlib],
    [codes.means, codes.bytes, codes.zlib],
    [codes.differences, codes.add128, codes.bytes, codes.zlib],
    [codes.words, codes.zlib],
  ];
  const ofWords = [
    [codes.huffman],
    [codes.differences, codes.huffman],
    [codes.means, codes.huffman],
    [codes.double, codes.huffman],
    [codes.bytes, codes.means, codes.twoHuffman],
  ];
  const cases = Object.entries(contents).flatMap(([name, bytes]) =>
    [...chains, ...(bytes.length % 2 === 0 ? ofWords : [])]
      // Halves of single numbers are no streams.
      .filter((chain) => bytes.length > 2 || !chain.includes(codes.twoHuffman))
      .map((chain) => [name, chain.map((code) => `0x${code.toString(16)}`).join(" "), bytes, chain] as const),
  );

  it.each(cases)("gives back %s packed by %s", (_name, _chain, bytes, chain) => {
    const packed = block(bytes, chain);
    const before = packed.slice();
    expect(unpackBlock(packed, bytes.length)).toEqual(bytes);
    expect(packed).toEqual(before);
  });

  it("refuses codecs that are not known", () => {
    expect(() => unpackBlock(block(Uint8Array.of(1, 2), [0x13], Uint8Array.of(1, 2)), 100)).toThrow("codec 0x13");
  });

  it("gives no more than it is allowed", () => {
    for (const chain of [[codes.zlib], [codes.huffman], [codes.twoHuffman]]) {
      expect(() => unpackBlock(block(contents.zeros, chain), 598)).toThrow(
        /FITS file: .*(more than 598|299 are expected)/,
      );
    }
  });
});

describe("unpackHuffman", () => {
  const unpacked = (bytes: Uint8Array, count: number, after?: AfterHuffman) => {
    const out = new Uint16Array(count);
    unpackHuffman(bytes, out, 0, count, after);
    return out;
  };

  it("reads codes of all lengths", () => {
    // Each symbol half as likely as the one before: lengths from 1 to 50.
    const lengths = new Map(Array.from({ length: 51 }, (_, i) => [1000 + i, Math.min(50, i + 1)]));
    const symbols = Uint16Array.from({ length: 4000 }, (_, i) => 1000 + ((i * i) % 51));
    expect(unpacked(huffmanStream(symbols, lengths), symbols.length)).toEqual(symbols);
    const sums = symbols.slice();
    for (let i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
    expect(unpacked(huffmanStream(symbols, lengths), symbols.length, "differences")).toEqual(sums);
  });

  it("reads streams of one symbol", () => {
    const symbols = new Uint16Array(10).fill(40000);
    expect(unpacked(huffmanStream(symbols), 10)).toEqual(symbols);
    expect([...unpacked(huffmanStream(symbols), 3, "differences")]).toEqual([40000, 80000 % 65536, 120000 % 65536]);
  });

  it("refuses streams that are cut off or contradict themselves", () => {
    const symbols = Uint16Array.from({ length: 300 }, (_, i) => i % 17);
    const bytes = huffmanStream(symbols);
    for (let length = 0; length < bytes.length; length++)
      expect(() => unpacked(bytes.subarray(0, length), 300)).toThrow("Huffman");
    const twice = new Map([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    expect(() => unpacked(huffmanStream(Uint16Array.of(1, 2, 3), twice), 3)).toThrow("the beginning of another");
  });
});

describe("unpackLzo", () => {
  // Instructions as the description of the format gives them.
  const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
  const letters = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
  const end = [0x11, 0, 0];

  it("reads literals and matches of each kind", () => {
    expect(text(unpackLzo(Uint8Array.from([17 + 3, ...letters("abc"), ...end]), 100))).toBe("abc");
    // Four literals, then 3 bytes from 4 back by a short match (length 3, distance 4), then a literal.
    expect(
      text(
        unpackLzo(Uint8Array.from([17 + 4, ...letters("wxyz"), 0x40 | (3 << 2) | 1, 0, ...letters("!"), ...end]), 100),
      ),
    ).toBe("wxyzwxy!");
    // A match of 33 + 2 bytes, distance 1.
    expect(text(unpackLzo(Uint8Array.from([17 + 4, ...letters("aaab"), 0x20, 2, 0, 0, ...end]), 100))).toBe(
      `aaa${"b".repeat(36)}`,
    );
    // Behind fewer than four literals a small instruction copies two bytes.
    expect(text(unpackLzo(Uint8Array.from([17 + 3, ...letters("abc"), 2 << 2, 0, ...end]), 100))).toBe("abcab");
    // Behind a match without literals it begins a run of literals of 3 and more.
    expect(
      text(
        unpackLzo(
          Uint8Array.from([17 + 4, ...letters("abcd"), 0x40 | (3 << 2), 0, 1, ...letters("efgh"), ...end]),
          100,
        ),
      ),
    ).toBe("abcdabcefgh");
  });

  it("reads far matches", () => {
    const far = Uint8Array.from({ length: 20000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    const run = [0, ...new Array(Math.floor((20000 - 18 - 1) / 255)).fill(0), ((20000 - 18 - 1) % 255) + 1];
    // 0x10: distance 16384 + 100, length 2 + 3.
    const bytes = Uint8Array.from([...run, ...far, 0x13, (100 << 2) & 255, (100 << 2) >> 8, ...end]);
    const unpacked = unpackLzo(bytes, 30000);
    expect(unpacked.length).toBe(20005);
    expect(unpacked.slice(20000)).toEqual(far.slice(20000 - 16484, 20000 - 16479));
  });

  it("refuses what is cut off or refers to nothing", () => {
    const bytes = Uint8Array.from([17 + 4, ...letters("aaab"), 0x20, 2, 0, 0, ...end]);
    for (let length = 0; length < bytes.length; length++)
      expect(() => unpackLzo(bytes.subarray(0, length), 100)).toThrow("LZO");
    expect(() => unpackLzo(bytes, 10)).toThrow("more than 10 bytes");
    expect(() => unpackLzo(Uint8Array.from([17 + 3, ...letters("abc"), 0x5f, 0, ...end]), 100)).toThrow(
      "before its beginning",
    );
  });
});

describe("tables", () => {
  const int64 = (value: bigint) => new Uint8Array(BigInt64Array.of(value).buffer);

  it("hold arrays of any length, text, and columns without values", () => {
    const lists = [[1, 2, 3], [], [4], [5, 6]].map((list) => new Uint8Array(Uint16Array.from(list).buffer));
    const bytes = zfitsFile([
      {
        name: "event_id",
        format: "1K",
        path: "1",
        isUnsigned: true,
        isArray: false,
        rows: [1n, 2n, 2n ** 60n, -1n].map(int64),
      },
      {
        name: "waveform",
        format: "3I",
        path: "11",
        isUnsigned: true,
        isArray: true,
        rows: lists,
        codecs: [codes.zlib],
      },
      {
        name: "note",
        format: "4A",
        path: "99",
        isArray: true,
        rows: ["ab", "", "c", "délà"].map((text) => new TextEncoder().encode(text)),
      },
      {
        name: "tel_id",
        format: "1J",
        path: "2",
        isUnsigned: true,
        isArray: false,
        rows: new Array(4).fill(new Uint8Array(0)),
      },
    ]);
    const { events } = openZfits(bytes);
    expect(
      [...events.rows()].map((row) => [
        row["event_id"],
        [...(row["waveform"] as Uint16Array)],
        row["note"],
        row["tel_id"],
      ]),
    ).toEqual([
      [1, [1, 2, 3], "ab", 0],
      [2, [], "", 0],
      [2n ** 60n, [4], "c", 0],
      [2n ** 64n - 1n, [5, 6], "délà", 0],
    ]);
    const waveform = events.column("waveform");
    expect([waveform.cellShape, waveform.values, waveform.offsets]).toEqual([
      [],
      Uint16Array.of(1, 2, 3, 4, 5, 6),
      Float64Array.of(0, 3, 3, 4, 6),
    ]);
    expect(events.column("note").values).toEqual(["ab", "", "c", "délà"]);
    expect(events.column("tel_id").values).toEqual(new Uint32Array(4));
  });

  it("without any values are read", () => {
    const rows = new Array(2).fill(new Uint8Array(0));
    const bytes = zfitsFile([{ name: "tel_id", format: "1J", path: "2", isArray: false, rows }]);
    const allocate = (length: number) => new ArrayBuffer(length);
    expect([...openZfits(bytes, { allocate }).events.messages()]).toEqual([{ tel_id: 0 }, { tel_id: 0 }]);
  });

  it("of messages that are not known are read by the names of their columns", () => {
    const rows = [Uint8Array.of(1, 0), Uint8Array.of(2, 0)];
    const bytes = zfitsFile([{ name: "some_field", format: "1I", path: "1.2", isArray: false, rows }], {
      message: "Other.Message",
    });
    expect([...openZfits(bytes).events.messages()]).toEqual([{ some_field: 1 }, { some_field: 2 }]);
  });

  it("of messages inside a field that has a value itself are read all the same", () => {
    const values = [Uint8Array.of(1, 0)];
    for (const before of [
      { name: "hiGain", format: "1I", path: "6", isArray: false, rows: values },
      { name: "hiGain", format: "3I", path: "0", isArray: true, rows: values },
    ]) {
      const inside = { name: "samples", format: "3I", path: "6.1.1", isArray: true, rows: values };
      const bytes = zfitsFile([before, inside], { message: "DataModel.CameraEvent" });
      const [message] = openZfits(bytes).events.messages();
      expect(message).toEqual({ hiGain: { waveforms: { samples: Int16Array.of(1) } } });
    }
  });
});
