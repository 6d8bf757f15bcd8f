import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { fromWire, toWire } from "../../../src/parallel/queue/wire.node";

const bits = (values: Float64Array) => Array.from(new BigUint64Array(values.slice().buffer));

describe("data on their way to another machine", () => {
  it("come back as they were", () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.double(),
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.float64Array(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((name) => name !== "$" && name !== "__proto__"),
          tie("value"),
          {
            maxKeys: 4,
            noNullPrototype: true,
          },
        ),
      ),
    })).value;
    fc.assert(fc.property(plain, (value) => expect(fromWire(toWire(value))).toStrictEqual(value)));
  });

  it("keep every bit of an array, shared memory and parts of arrays too", () => {
    const shared = new Float64Array(new SharedArrayBuffer(32), 8, 2);
    shared.set([Number.NEGATIVE_INFINITY, 5e-324]);
    for (const values of [shared, Float64Array.of(9, -0, 0.1, 9).subarray(1, 3), new Float64Array(0)]) {
      expect(bits(fromWire(toWire(values)) as Float64Array)).toEqual(bits(values));
    }
  });

  it("lose members that are undefined, as JSON has it", () => {
    expect(fromWire(toWire({ a: undefined, b: [undefined] }))).toEqual({ b: [null] });
  });

  it.each<[unknown]>([[() => 1], [Symbol("a")], [1n], [new Map()], [new Date(0)], [{ $: 1 }], [Float32Array.of(1)]])(
    "are refused where bits would be lost: %p",
    (value) => {
      expect(() => toWire({ deep: [value] })).toThrow(TypeError);
    },
  );

  it.each(["", "{", '{"$":"f64"}', '{"$":"f64","data":"AAAA"}', '{"$":"code","data":"1"}', '{"$":{}}'])(
    "are refused when damaged: %s",
    (text) => {
      expect(() => fromWire(text)).toThrow(expect.objectContaining({ name: "SyntaxError" }));
    },
  );
});
