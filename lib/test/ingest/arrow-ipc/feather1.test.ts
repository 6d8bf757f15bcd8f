import { describe, expect, it } from "@jest/globals";
import { readArrow } from "../../../src/ingest/arrow-ipc";

/** What stands in a FlatBuffer: numbers, texts, vectors of tables, and tables, whose fields have numbers. */
type Flat = number | string | readonly Flat[] | { readonly [field: number]: Flat };

/** A FlatBuffer; every field takes eight bytes. */
function flatBuffer(root: Flat): Uint8Array {
  const view = new DataView(new ArrayBuffer(1024));
  let end = 4;
  const point = (from: number, to: number) => view.setUint32(from, to - from, true);
  const put = (value: Exclude<Flat, number>): number => {
    const start = end;
    if (typeof value === "string" || Array.isArray(value)) {
      view.setUint32(start, value.length, true);
      end += 4 + (typeof value === "string" ? value.length : 4 * value.length);
      for (const [i, item] of [...value].entries()) {
        if (typeof value === "string") view.setUint8(start + 4 + i, item.charCodeAt(0));
        else point(start + 4 + 4 * i, put(item));
      }
      return start;
    }
    const fields = Object.entries(value);
    const count = 1 + Math.max(...fields.map(([field]) => Number(field)));
    const at = start + 4 + 2 * count;
    end = at + 4 + 8 * count;
    view.setUint16(start, 4 + 2 * count, true);
    view.setInt32(at, at - start, true);
    for (const [field, item] of fields) {
      const place = 4 + 8 * Number(field);
      view.setUint16(start + 4 + 2 * Number(field), place, true);
      if (typeof item === "number") view.setBigInt64(at + place, BigInt(item), true);
      else point(at + place, put(item));
    }
    return at;
  };
  point(0, put(root as Exclude<Flat, number>));
  return new Uint8Array(view.buffer, 0, end);
}

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A file of version 1 with one column of times. */
function timesFile(stored: number, unit: number, values: Int32Array | BigInt64Array): Uint8Array {
  const numbers = new Uint8Array(values.buffer);
  const array = { 0: stored, 2: 8, 3: values.length, 4: 0, 5: numbers.length };
  const column = { 0: "t", 1: array, 2: 4, 3: { 0: unit } };
  const facts = flatBuffer({ 1: values.length, 2: [column] });
  const length = new Uint8Array(Uint32Array.of(facts.length).buffer);
  const parts = [letters("FEA1"), new Uint8Array(4), numbers, facts, length, letters("FEA1")];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe("times of day in Feather files of version 1", () => {
  it.each([
    ["32", timesFile(3, 1, Int32Array.of(1, 86_399_999)), ["00:00:00.001", "23:59:59.999"]],
    ["64", timesFile(4, 2, BigInt64Array.of(1n, 86_399_999_999n)), ["00:00:00.000001", "23:59:59.999999"]],
  ])("may have %s bits", (_bits, file, texts) => {
    const [{ name, values }] = readArrow(file).columns;
    expect([name, values]).toEqual(["t", texts]);
  });
});
