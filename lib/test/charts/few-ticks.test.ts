import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fewTicks } from "../../src/charts/few-ticks";

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
    expect(fewTicks([1e-9, 9e-9], 3).format).toBe(".3~e");
    expect(fewTicks([1e9, 9e9], 3).format).toBe(".3~e");
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
