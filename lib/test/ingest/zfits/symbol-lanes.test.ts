import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { huffmanTable } from "../../../src/ingest/zfits/codecs/huffman-table";
import { readCodes, unpackHuffman } from "../../../src/ingest/zfits/codecs/huffman16";
import { withKernel } from "../../../src/ingest/zfits/codecs/lane-kernel";
import { type AfterHuffman, unpackInLanes } from "../../../src/ingest/zfits/codecs/symbol-lanes";
import { huffmanStream } from "./writer";

const stream = random(11).stream(0);
const count = 50_000;
const numbers = (one: (i: number) => number) => Uint16Array.from({ length: count }, (_, i) => one(i));
const noise = (width: number) => Math.round(width * stream.normal());
/** Rises and falls that stay above 0, with a length now and then as before rows of arrays. */
const pulses = (() => {
  const values = numbers((i) => (i % 9001 === 0 ? 0x8760 : i % 9001 === 1 ? 4 : 380 + noise(15)));
  // What `addMeans` undoes.
  const packed = values.slice();
  const signed = new Int16Array(values.buffer);
  for (let i = 2; i < count; i++) packed[i] = values[i] - Math.trunc((signed[i - 1] + signed[i - 2]) / 2);
  return { values, packed };
})();

const contents: Record<string, Uint16Array> = {
  "small noise": numbers(() => noise(2)),
  "wide noise": numbers(() => noise(250)),
  pulses: pulses.packed,
  "a mostly constant signal": numbers((i) => (i % 700 === 0 ? noise(50) : 7)),
  // Codes of few and of many bits in turn: lanes become of unequal length.
  "two kinds": numbers((i) => (i < count / 2 ? i % 2 : noise(200))),
};
const afters: AfterHuffman[] = ["nothing", "differences", "means"];
const cases = Object.keys(contents).flatMap((name) => afters.map((after) => [name, after] as const));

/** The symbols, or what is said against the stream. */
function unpacked(bytes: Uint8Array, after: AfterHuffman, inLanes: boolean): Uint16Array | string {
  // A place that is not at the beginning, and what must stay as it is behind.
  const out = new Uint16Array(count + 5).fill(99);
  try {
    unpackHuffman(bytes, out, 3, count, after, inLanes);
  } catch (error) {
    return (error as Error).message;
  }
  return out;
}

/** Number by number, `toEqual` would take seconds. */
function expectSame(one: Uint16Array | string, other: Uint16Array | string): void {
  if (typeof one === "string" || typeof other === "string") expect(one).toBe(other);
  else expect(one.findIndex((value, i) => value !== other[i])).toBe(-1);
}

describe("Huffman codes in lanes", () => {
  it("are read by WebAssembly here", () => {
    expect(withKernel(1000, ({ memory }) => memory.buffer.byteLength)).toBeGreaterThanOrEqual(1000);
  });

  it.each(["small noise", "wide noise", "pulses"])("is how %s is read", (name) => {
    const bytes = huffmanStream(contents[name]);
    const { codes, at } = readCodes(bytes, new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true));
    const out = new Uint16Array(count);
    expect(unpackInLanes(bytes.subarray(at), huffmanTable(codes, false), out, 0, count, "nothing")).toBe(true);
    expectSame(out, contents[name]);
  });

  it.each(cases)("gives the same as in one: %s, then %s", (name, after) => {
    const bytes = huffmanStream(contents[name]);
    expectSame(unpacked(bytes, after, true), unpacked(bytes, after, false));
  });

  it("gives what was packed", () => {
    const result = unpacked(huffmanStream(pulses.packed), "means", true);
    expectSame(result.slice(3, count + 3), pulses.values);
  });

  it("reads codes that no table knows, and symbols behind the last lane", () => {
    // The longest codes are those of the most common symbols.
    const lengths = new Map(Array.from({ length: 40 }, (_, i) => [i, Math.min(39, i + 1)]));
    const symbols = numbers((i) => (i % 97 === 0 ? 20 + (i % 20) : i % 7));
    const bytes = huffmanStream(symbols, lengths);
    expectSame(unpacked(bytes, "nothing", true).slice(3, count + 3), symbols);
    const many = huffmanStream(
      numbers((i) => i % 40),
      lengths,
    );
    expectSame(unpacked(many, "means", true), unpacked(many, "means", false));
  });

  it("takes damage as one lane does", () => {
    for (const name of ["pulses", "wide noise", "a mostly constant signal"]) {
      const whole = huffmanStream(contents[name]);
      for (let i = 0; i < 24; i++) {
        const bytes = whole.slice(0, i % 4 === 0 ? Math.floor(whole.length * stream.uniform()) : whole.length);
        for (let k = 0; k < i % 4; k++) bytes[Math.floor(bytes.length * stream.uniform())] ^= 1 << (i & 7);
        const after = afters[i % 3];
        expectSame(unpacked(bytes, after, true), unpacked(bytes, after, false));
      }
    }
  });
});
