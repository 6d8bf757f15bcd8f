import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { Cursor } from "../../../src/ingest/eventio/cursor";
import { withArrays } from "../../../src/ingest/eventio/later-arrays";

const header = { type: 1, version: 0, id: 0, isUser: false, onlySubObjects: false, littleEndian: true };

/** An object with two arrays of two bytes each, behind a byte of another kind, and how often they were read. */
function made(bytes: number | undefined) {
  const content = Uint8Array.of(9, 1, 2, 3, 4, 5);
  const cursor = new Cursor({ ...header, offset: 0, length: content.length, content });
  cursor.at = 1;
  let reads = 0;
  const object = withArrays(cursor, { size: 2 }, ["first", "second"], bytes, (from) => {
    reads++;
    return { first: from.uint8s(2), second: from.uint8s(2) };
  });
  return { object, cursor, content, reads: () => reads };
}

const whole = { size: 2, first: Uint8Array.of(1, 2), second: Uint8Array.of(3, 4) };

describe("arrays that are read later", () => {
  it("are read when one is first looked at, from bytes of their own", () => {
    const { object, cursor, content, reads } = made(4);
    expect([reads(), cursor.at]).toEqual([0, 5]);
    content.fill(77);
    expect(object.second).toEqual(whole.second);
    expect(object.first).toBe(object.first);
    expect(reads()).toBe(1);
  });

  it("are read at once where their length is not known", () => {
    const { object, cursor, reads } = made(undefined);
    expect([reads(), cursor.at]).toEqual([1, 5]);
    expect(object).toEqual(whole);
  });

  it.each<[string, (object: object) => unknown]>([
    ["compared", (object) => object],
    ["spread", (object) => ({ ...object })],
    ["cloned", (object) => structuredClone(object)],
    ["listed", (object) => Object.fromEntries(Object.entries(object))],
  ])("are properties like others when the object is %s", (_how, use) => {
    expect(use(made(4).object)).toEqual(whole);
  });

  it("are written and shown like others", () => {
    expect(JSON.stringify(made(4).object)).toBe(JSON.stringify(whole));
    expect(inspect(made(4).object)).toBe(inspect(whole));
    expect(inspect({ deep: made(4).object })).toBe(inspect({ deep: whole }));
  });

  it("can be set before and after they are read", () => {
    const { object } = made(4);
    object.first = Uint8Array.of(8);
    expect(object).toEqual({ ...whole, first: Uint8Array.of(8) });
    object.second = Uint8Array.of(6);
    expect(object.second).toEqual(Uint8Array.of(6));
  });

  it("are not there for objects that are shorter than they would be", () => {
    expect(() => made(6)).toThrow("it ends too early");
  });
});
