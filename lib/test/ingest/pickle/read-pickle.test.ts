import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import {
  type NumpyArray,
  type PickleObject,
  type PickleTuple,
  type PickleValue,
  readPickle,
} from "../../../src/ingest/pickle";
import { describeValue } from "./describe";

interface Fixture {
  name: string;
  pickle: string;
  expected: unknown;
}

const fixtures: Fixture[] = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, "fixtures/pickles.json.gz"))).toString(),
).cases;

/** Bytes of a pickle from text, one character per byte. */
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (text: string): PickleValue => readPickle(ascii(text));

describe("pickles written by Python and numpy", () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", (_, { pickle, expected }) => {
    expect(describeValue(readPickle(new Uint8Array(Buffer.from(pickle, "base64"))))).toEqual(expected);
  });

  it("keeps an object that appears twice one object", () => {
    const fixture = fixtures.find(({ name }) => name === "shared, protocol 4")!;
    const [first, second] = readPickle(new Uint8Array(Buffer.from(fixture.pickle, "base64"))) as PickleValue[];
    expect(first).toBe(second);
  });

  it("reads from a view into a larger buffer", () => {
    const larger = new Uint8Array(100);
    larger.set(ascii("G\x3f\xf8\0\0\0\0\0\0."), 13);
    expect(readPickle(larger.subarray(13, 23))).toBe(1.5);
  });

  it("reads from a Buffer of Node as from any bytes, and keeps none of it", () => {
    for (const { pickle, expected } of fixtures) {
      const buffer = Buffer.from(`junk${pickle}`, "base64").subarray(3);
      const value = readPickle(buffer);
      buffer.fill(0xff);
      expect(describeValue(value)).toEqual(expected);
    }
  });

  it("keeps the sign of zero and a time zone", () => {
    const named = (name: string) =>
      readPickle(new Uint8Array(Buffer.from(fixtures.find((f) => f.name === name)!.pickle, "base64")));
    expect(Object.is((named("floats, protocol 2") as number[])[1], -0)).toBe(true);
    const zoned = named("zoned, protocol 4") as { timeZone: PickleValue };
    expect((zoned.timeZone as PickleObject).class).toBe("datetime.timezone");
  });
});

describe("pickles of Python 2 and rarer instructions", () => {
  it.each<[string, string, unknown]>([
    ["LONG with L", "L-12345678901234567890L\n.", { bigint: "-12345678901234567890" }],
    ["LONG that fits", "L7L\n.", 7],
    ["LONG1 without bytes", "\x8a\0.", 0],
    ["LONG1 two's complement", "\x8a\x01\xff.", -1],
    ["LONG1 −2⁴⁰", "\x8a\x06\0\0\0\0\0\xff.", -(2 ** 40)],
    ["LONG1 2⁶³", "\x8a\x09\0\0\0\0\0\0\0\x80\0.", { bigint: "9223372036854775808" }],
    ["LONG1 −2⁶³", "\x8a\x08\0\0\0\0\0\0\0\x80.", { bigint: "-9223372036854775808" }],
    ["LONG4", "\x8b\x02\0\0\0\0\x80.", -32768],
    ["INT that is a truth", "I01\n.", true],
    ["INT that is one", "I1\n.", 1],
    ["INT of 64 bits", "I9223372036854775807\n.", { bigint: "9223372036854775807" }],
    ["FLOAT", "F-1.5e-3\n.", -0.0015],
    ["FLOAT nan", "Fnan\n.", { float: "nan" }],
    ["STRING with escapes", "S'a\\x41\\n\\'\\\\\\101\\t'\n.", "aA\n'\\A\t"],
    ["STRING in double quotes", `S"it's"\n.`, "it's"],
    ["BINSTRING", "T\x02\0\0\0\xe9z.", "éz"],
    ["SHORT_BINSTRING", "U\x01\xff.", "ÿ"],
    ["UNICODE with escapes", "V\\u661f\\U0001f320\\u005cu0041 é\n.", "星🌠\\u0041 é"],
    ["UNICODE with an escaped backslash", "V\\\\u0041\n.", "\\\\u0041"],
    ["POP, POP_MARK, DUP", "K\x01K\x020(K\x03K\x0412\x86.", { tuple: [1, 1] }],
    ["POP of a mark", "K\x01(0.", 1],
    [
      "INST",
      "(K\x05ialbum\nPhoto\n}(U\x01xK\x01ub.",
      { object: "album.Photo", args: [5], state: { dict: [["x", 1]] } },
    ],
    ["OBJ", "(calbum\nPhoto\nK\x05o.", { object: "album.Photo", args: [5] }],
    ["PUT and GET", "(lp3\ng3\n\x86.", { tuple: [[], []] }],
    ["LONG_BINPUT far away", "K\x07r\xff\xff\xff\xffj\xff\xff\xff\xff\x86.", { tuple: [7, 7] }],
    ["a class by name", "calbum\nPhoto\n.", { global: "album.Photo" }],
    ["APPEND and SETITEM", "]K\x01a}K\x01K\x02s\x86.", { tuple: [[1], { dict: [[1, 2]] }] }],
    ["data after the end", "N.garbage", null],
  ])("%s", (_, pickle, expected) => {
    expect(describeValue(read(pickle))).toEqual(expected);
  });

  it("reads Python 2 dates and arrays, whose bytes are strings", () => {
    const date = read("cdatetime\ndatetime\nU\x0a\x07\xe3\x0a\x17\x09\x0c\x19\x05\x6b\x81\x85R.");
    expect(describeValue(date)).toEqual({ datetime: [2019, 10, 23, 9, 12, 25, 355201] });
    const array = read(
      "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R" +
        "(K\x01K\x02\x85cnumpy\ndtype\nU\x02i2K\0K\x01\x87R(K\x03U\x01>NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb" +
        "\x89U\x04\x01\0\0\x02tb.",
    );
    expect(describeValue(array)).toEqual({ ndarray: "i2", shape: [2], data: [256, 2] });
  });

  it("reads lists and objects that contain themselves", () => {
    const list = read("]q\0h\0a.") as PickleValue[];
    expect(list[0]).toBe(list);
    const object = read("calbum\nPhoto\n)\x81q\0}U\x02meh\0sb.") as PickleObject;
    expect(object.attribute("me")).toBe(object);
    const tuple = read("]q\0(h\0tq\x01ah\x01.") as PickleTuple;
    expect((tuple.items[0] as PickleValue[])[0]).toBe(tuple);
  });

  it("adds a second state to the first, as Python does", () => {
    const object = read("calbum\nPhoto\n)\x81}U\x01aK\x01sb}U\x01bK\x02sb.") as PickleObject;
    expect([object.attribute("a"), object.attribute("b"), object.attribute("c")]).toEqual([1, 2, undefined]);
  });

  it("takes a record array as raw bytes with its field names", () => {
    const array = read(
      "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R" +
        "(K\x01K\x01\x85cnumpy\ndtype\nU\x02V2K\0K\x01\x87R(K\x03U\x01|NU\x01aU\x01b\x86}K\x02K\x01K\0tb\x89U\x02\x05\x06tb.",
    ) as NumpyArray;
    expect([array.dtype?.fieldNames, array.data]).toEqual([["a", "b"], Uint8Array.of(5, 6)]);
  });

  it("leaves every prototype alone", () => {
    read("}(U\x09__proto__}U\x08pollutedK\x01sU\x0bconstructorK\x02u.");
    read("calbum\n__proto__\n)\x81}U\x09__proto__}U\x08pollutedK\x01ssb.");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect((Object.prototype as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
