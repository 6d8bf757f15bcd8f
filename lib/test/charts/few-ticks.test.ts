import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fewTicks, labelWidth } from "../../src/charts/few-ticks";

describe("fewTicks", () => {
  it.each([
    [[66.95, 67.95], 2, [67.2, 67.6], ".1f"],
    [[115.7, 119], 2, [116, 118], ".0f"],
    [[0, 900], 4, [200, 400, 600, 800], ".0f"],
    [[-11.3, -10.1], 2, [-11, -10.5], ".1f"],
  ] as const)("chooses round numbers inside %j", (range, most, values, format) => {
    expect(fewTicks(range, most)).toEqual({ values, format });
  });

  it("writes very small and very large numbers with an exponent", () => {
    expect(fewTicks([1e-9, 9e-9], 3)).toEqual({ values: [3e-9, 6e-9], format: ".0~e" });
    expect(fewTicks([1e9, 9e9], 3)).toEqual({ values: [3e9, 6e9], format: ".0~e" });
    // As many digits as tell ticks apart.
    expect(fewTicks([1.2345e-5, 1.2346e-5], 2)).toEqual({ values: [1.23452e-5, 1.23456e-5], format: ".5~e" });
  });

  it("leaves room between labels that stand side by side, and stays out of the next panel", () => {
    const room = { length: 64, fontSize: 9 };
    fc.assert(
      fc.property(
        fc.double({ min: -2e5, max: 2e5, noNaN: true }),
        fc.double({ min: -3, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        (low, decades, most) => {
          const high = low + 10 ** decades;
          const ticks = fewTicks([low, high], most, room);
          const { values } = ticks;
          const width = labelWidth(ticks, room.fontSize);
          expect(values.length).toBeLessThanOrEqual(most);
          for (const [k, value] of values.entries()) {
            if (k > 0) expect(((value - values[k - 1]) / (high - low)) * room.length).toBeGreaterThan(width);
            if (values.length === 1) continue;
            expect((Math.min(value - low, high - value) / (high - low)) * room.length).toBeGreaterThan(width / 2 - 4);
          }
        },
      ),
    );
    expect(fewTicks([116100, 118300], 2, room).values).toEqual([117000]);
    expect(fewTicks([61.43, 61.49], 2, room).values).toEqual([61.44, 61.48]);
    expect(fewTicks([61.43, 61.47], 2, { ...room, length: 40 }).values).toEqual([61.45]);
  });

  it("never gives more than asked and stays inside", () => {
    const end = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        end,
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        (low, width, most) => {
          const { values } = fewTicks([low, low + width], most);
          expect(values.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
