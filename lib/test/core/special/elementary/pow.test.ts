import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { log10, pow } from "../../../../src/core/special/elementary";

/** x, y and x^y, rounded from 80 decimal digits. */
const powers: [x: number, y: number, power: number][] = [
  [0.00017301, 0.478, 0.01591468461509851],
  [6128.7, -0.275, 0.090881126189877],
  [0.0013349, 0.699, 0.009787880634953996],
  [9.0067e-9, 0.095, 0.17206151448512802],
  [0.11971, 2.344, 0.006904587374693306],
  [3.2061e-10, -1.573, 859207537268078.1],
  [2.8231e-10, 2.477, 2.220490661420236e-24],
  [1.2446, -3.665, 0.44845182452812055],
  [51891.0, 3.718, 3.3940028700033434e17],
  [0.29024, 0.925, 0.3184567586996112],
  [3.3106e-9, -3.88, 7.993959845431764e32],
  [0.0028451, -3.524, 937044647.7353375],
  [1.1049e-8, -2.064, 2.6459484731588148e16],
  [3.0292e-11, -0.289, 1096.2162180477787],
  [0.7943282347242815, 2, 0.6309573444801932],
  [0.7943282347242815, 17, 0.019952623149688792],
  [0.7943282347242815, 60, 9.999999999999991e-7],
];

/** y and 10^y, likewise. */
const powersOfTen: [y: number, power: number][] = [
  [-0.03225806451612903, 0.9284145445194744],
  [-0.03125, 0.930572040929699],
  [-0.01818181818181818, 0.9589990607459978],
  [-0.017543859649122806, 0.9604088212505381],
  [-0.1, 0.7943282347242815],
  [-0.3333333333333333, 0.4641588833612779],
  [-11.53, 2.95120922666639e-12],
  [-6.52991, 2.9518208769746024e-7],
  [2.367893453967157, 233.2885662181591],
  [-0.5, 0.31622776601683794],
  [250.25, 1.7782794100389228e250],
];

describe("pow", () => {
  it.each(powers)("gives %d to the power %d to the last bit", (x, y, power) => {
    expect(pow(x, y)).toBe(power);
  });

  it("is exact where the power is", () => {
    expect(pow(3, 5)).toBe(243);
    expect(pow(1.5, -1)).toBe(1 / 1.5);
    expect(pow(4, 0.5)).toBe(2);
    expect(pow(7.3, 0)).toBe(1);
    expect(pow(1, 1e9)).toBe(1);
    expect(pow(0.1, 1)).toBe(0.1);
  });
});

describe("pow of ten", () => {
  it.each(powersOfTen)("gives 10 to the power %d to the last bit", (y, power) => {
    expect(pow(10, y)).toBe(power);
  });

  it("is the nearest number for whole powers", () => {
    for (let n = -323; n <= 308; n++) expect(pow(10, n)).toBe(Number(`1e${n}`));
    expect([pow(10, -400), pow(10, 400), pow(10, 1e10)]).toEqual([0, Infinity, Infinity]);
  });

  it("undoes the logarithm", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (y) => {
        expect(Math.abs(log10(pow(10, y)) - y)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(y)));
      }),
    );
  });
});
