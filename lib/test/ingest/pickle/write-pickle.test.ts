import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  NumpyArray,
  NumpyDtype,
  NumpyScalar,
  PickleFrozenSet,
  PickleTuple,
  type PickleValue,
  readPickle,
  readPickles,
  type WritableValue,
  writePickle,
} from "../../../src/ingest/pickle";
import { describeValue } from "./describe";

const protocols = [2, 3, 4, 5] as const;
const again = (value: WritableValue, protocol: (typeof protocols)[number] = 4): PickleValue =>
  readPickle(writePickle(value, { protocol }));

describe.each(protocols)("a pickle written in protocol %i", (protocol) => {
  it.each<[string, WritableValue, unknown]>([
    ["None", null, null],
    ["truths", [true, false], [true, false]],
    ["floats", [0, 1.5, -2.25e-300, 5e-324, 1e308], [0, 1.5, -2.25e-300, 5e-324, 1e308]],
    ["small integers", [0n, 255n, 256n, 65_535n, 65_536n, -1n], [0, 255, 256, 65_535, 65_536, -1]],
    [
      "borders of 32 bits",
      [2n ** 31n - 1n, 2n ** 31n, -(2n ** 31n), -(2n ** 31n) - 1n],
      [2147483647, 2147483648, -2147483648, -2147483649],
    ],
    ["long integers", [2n ** 63n, -(2n ** 2047n)], [{ bigint: String(2n ** 63n) }, { bigint: String(-(2n ** 2047n)) }]],
    ["text", ["", "ρ🌠", "x".repeat(300)], ["", "ρ🌠", "x".repeat(300)]],
    [
      "texts like names inside",
      ["numpy", "dtype <f8", "text a", "global numpy dtype", Float64Array.of(1)],
      ["numpy", "dtype <f8", "text a", "global numpy dtype", { ndarray: "f8", shape: [1], data: [1] }],
    ],
    [
      "bytes",
      [new Uint8Array(0), Uint8Array.of(0, 255), new Uint8Array(300)],
      [{ bytes: [] }, { bytes: [0, 255] }, { bytes: Array(300).fill(0) }],
    ],
    [
      "tuples",
      [new PickleTuple([]), new PickleTuple([1]), new PickleTuple([1, 2, 3]), new PickleTuple([1, 2, 3, 4])],
      [{ tuple: [] }, { tuple: [1] }, { tuple: [1, 2, 3] }, { tuple: [1, 2, 3, 4] }],
    ],
    [
      "sets",
      [new Set<WritableValue>([1, "a"]), new PickleFrozenSet(new Set([2]))],
      [{ set: [1, "a"] }, { frozenset: [2] }],
    ],
    [
      "dictionaries",
      { a: 1, b: new Map<WritableValue, WritableValue>([[2n, "c"]]) },
      {
        dict: [
          ["a", 1],
          ["b", { dict: [[2, "c"]] }],
        ],
      },
    ],
    [
      "hostile keys",
      Object.fromEntries([
        ["__proto__", 1],
        ["constructor", 2],
      ]),
      {
        dict: [
          ["__proto__", 1],
          ["constructor", 2],
        ],
      },
    ],
    ["numpy scalars", [new NumpyScalar(Float32Array.of(0.5)), new NumpyScalar(Int32Array.of(-7))], [0.5, -7]],
  ])("holds %s", (_, value, expected) => {
    expect(describeValue(again(value, protocol))).toEqual(expected);
  });

  it.each([
    Float64Array.of(0.1, -0, 3),
    Float32Array.of(0.5, 2),
    Int8Array.of(-1),
    Int16Array.of(-2, 5),
    Uint16Array.of(65_535),
    Int32Array.of(1, -2),
    Uint32Array.of(4e9),
    BigInt64Array.of(-(2n ** 63n)),
    BigUint64Array.of(2n ** 64n - 1n),
    new Float64Array(0),
  ])("holds an array of numbers %#", (values) => {
    const read = again(values, protocol) as NumpyArray;
    expect(read.shape).toEqual([values.length]);
    expect(read.data).toEqual(values);
    expect(read.data.constructor.name).toBe(values.constructor.name);
  });

  it("keeps shapes and texts of arrays", () => {
    const matrix = Object.assign(new NumpyArray(), {
      dtype: new NumpyDtype("f", 8),
      shape: [2, 3],
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    });
    const texts = Object.assign(new NumpyArray(), { dtype: new NumpyDtype("U", 12), shape: [2], data: ["01T", "🌠"] });
    expect(describeValue(again([matrix, texts], protocol))).toEqual([
      { ndarray: "f8", shape: [2, 3], data: [1, 2, 3, 4, 5, 6] },
      { ndarray: "U3", shape: [2], data: ["01T", "🌠"] },
    ]);
  });

  it("holds complex numbers, dates and times", () => {
    const time = { hour: 3, minute: 4, second: 5, microsecond: 678901, timeZone: null };
    const values: WritableValue[] = [
      { kind: "complex", re: 1.5, im: -2 },
      { kind: "datetime", year: 2020, month: 1, day: 2, ...time },
      { kind: "date", year: 2020, month: 1, day: 2 },
      { kind: "time", ...time },
      { kind: "timedelta", days: -1, seconds: 2, microseconds: 3 },
    ];
    expect(again(values, protocol)).toEqual(values);
    // Anything else of that form is a dictionary.
    const other = { kind: "date", year: 2020.5, month: 1, day: 2 };
    expect(again(other, protocol)).toEqual(new Map(Object.entries(other)));
  });

  it("keeps one thing one thing, and a list inside itself", () => {
    const shared: WritableValue[] = [1];
    const loop: WritableValue[] = [];
    loop.push(loop);
    const array = Float64Array.of(1);
    const [a, b, c, d, e] = again([shared, shared, loop, array, array], protocol) as PickleValue[];
    expect(a).toBe(b);
    expect((c as PickleValue[])[0]).toBe(c);
    expect(d).toBe(e);
  });

  it("holds more than a batch, and more than a frame", () => {
    const long = Array.from({ length: 30_000 }, (_, i) => i / 7);
    const wide = Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`k${i}`, i]));
    const [list, dictionary] = again([long, wide], protocol) as [number[], Map<string, number>];
    expect(list).toEqual(long);
    expect([...dictionary.values()]).toEqual(Object.values(wide));
  });

  it("comes back whatever it holds", () => {
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true }),
      fc.string({ unit: "binary" }),
      fc.uint8Array({ maxLength: 300 }),
    );
    const value = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        fc.array(tie("node")),
        fc.array(tie("node")).map((items) => new PickleTuple(items as PickleValue[])),
      ),
    })).node;
    fc.assert(
      fc.property(value, (given) => {
        expect(describeValue(again(given as WritableValue, protocol))).toEqual(describeValue(given as PickleValue));
      }),
      { numRuns: process.env["NIGHTBOOK_LONG"] ? 5000 : 200 },
    );
  });
});

describe("writePickle", () => {
  it("gives equal bytes for equal values, also for any NaN", () => {
    const odd = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer);
    expect(writePickle([odd, odd[0]])).toEqual(writePickle([Float64Array.of(Number.NaN), Number.NaN]));
  });

  it("writes numbers as floats and big integers as integers", () => {
    expect([...writePickle(1, { protocol: 2 })]).toEqual([0x80, 2, 0x47, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x2e]);
    expect([...writePickle(1n, { protocol: 2 })]).toEqual([0x80, 2, 0x4b, 1, 0x2e]);
  });

  it("refuses what has no form in a pickle", () => {
    const tuple = new PickleTuple([]);
    (tuple.items as PickleValue[]).push(tuple);
    expect(() => writePickle(undefined as unknown as null)).toThrow(TypeError);
    expect(() => writePickle({ f: (() => 1) as unknown as null })).toThrow("no form for this: function");
    expect(() => writePickle(new Date(0) as unknown as null)).toThrow("no form for this: Date");
    expect(() => writePickle(tuple as unknown as null)).toThrow("contains itself");
    expect(() => writePickle(1, { protocol: 6 as 5 })).toThrow("protocol 2, 3, 4 or 5: 6");
    let deep: WritableValue = 1;
    for (let i = 0; i < 600; i++) deep = [deep];
    expect(() => writePickle(deep)).toThrow(RangeError);
    const objects = Object.assign(new NumpyArray(), { dtype: new NumpyDtype("O", 8), shape: [1], data: [1] });
    expect(() => writePickle(objects)).toThrow("Arrays of this numpy type cannot be written: O");
  });
});

describe("readPickles", () => {
  it("reads one value after the other, and says where it breaks off", () => {
    const both = Uint8Array.of(...writePickle([1]), ...writePickle("b", { protocol: 2 }));
    expect(readPickles(both)).toEqual([[1], "b"]);
    expect(readPickle(both)).toEqual([1]);
    expect(() => readPickles(both.subarray(0, both.length - 1))).toThrow("it ends before the STOP instruction");
    expect(() => readPickles(new Uint8Array(0))).toThrow("the file is empty");
  });
});
