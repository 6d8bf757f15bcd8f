import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { WideNumber } from "../../../../src/fitting/meteoroid/erosion/wide-number";

const scale = 2n ** 1200n;

/** A double times 2^1200, exactly. */
function exactly(x: number): bigint {
  let [mantissa, exponent] = [x, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  return (BigInt(mantissa) * scale) >> BigInt(exponent);
}

const valueOfWide = ({ high, low }: WideNumber) => exactly(high) + exactly(low);

const wide = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -0.5, max: 0.5, noNaN: true }))
  .filter(([high]) => Math.abs(high) > 1e-6)
  .map(([high, share]) => [high, share * Math.abs(high) * Number.EPSILON] as const);

function expectClose(ours: bigint, exact: bigint, size: bigint): void {
  const off = ours - exact;
  expect((off < 0n ? -off : off) * 2n ** 100n <= (size < 0n ? -size : size)).toBe(true);
}

describe("WideNumber", () => {
  it("adds to 30 digits of the larger number", () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const [x, y] = [valueOfWide(new WideNumber(...a)), valueOfWide(new WideNumber(...b))];
        const larger = Math.abs(a[0]) > Math.abs(b[0]) ? x : y;
        expectClose(valueOfWide(new WideNumber(...a).add(...b)), x + y, larger);
      }),
    );
  });

  it("multiplies to 30 digits", () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const exact = (valueOfWide(new WideNumber(...a)) * valueOfWide(new WideNumber(...b))) / scale;
        expectClose(valueOfWide(new WideNumber(...a).multiply(...b)), exact, exact);
      }),
    );
  });

  it("scales by powers of two", () => {
    expect(new WideNumber(3, 2 ** -60).scale(0.25)).toEqual(new WideNumber(0.75, 2 ** -62));
  });
});
