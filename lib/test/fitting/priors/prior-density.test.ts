import { describe, expect, it } from "@jest/globals";
import { normalCdf } from "../../../src/core/special";
import { defaultPrior, parsePrior, priorDensity, requirePrior, resolvePrior } from "../../../src/fitting/priors";
import { goldenText, helpers } from "./golden";

const prior = requirePrior(resolvePrior(parsePrior(goldenText("stony_meteoroid.prior")), { helpers }));

function integral({ x, density }: { x: Float64Array; density: Float64Array }): number {
  let sum = 0;
  for (let i = 1; i < x.length; i++) sum += 0.5 * (density[i] + density[i - 1]) * (x[i] - x[i - 1]);
  return sum;
}

describe("priorDensity", () => {
  it.each(prior.variables)("of %s holds nearly all probability", (variable) => {
    const curve = priorDensity(prior, variable, 2001);
    expect(integral(curve)).toBeGreaterThan(0.985);
    expect(integral(curve)).toBeLessThan(1.005);
    const { band68, band95, median } = curve;
    expect([band95[0], band68[0], median, band68[1], band95[1]]).toEqual(
      [band95[0], band68[0], median, band68[1], band95[1]].sort((a, b) => a - b),
    );
    expect(curve.x[0]).toBeLessThanOrEqual(band95[0]);
    expect(curve.x[2000]).toBeGreaterThanOrEqual(band95[1]);
  });

  it("has the bands of the distribution", () => {
    const { band68, band95, axis, unit, kind } = priorDensity(prior, "v_init", 50);
    expect({ axis, unit, kind }).toEqual({ axis: "linear", unit: "m/s", kind: "norm" });
    expect(normalCdf((band95[0] - helpers.v_0) / 500)).toBeCloseTo(0.025, 12);
    expect(normalCdf((band68[1] - helpers.v_0) / 500)).toBeCloseTo(0.84, 12);
    expect(priorDensity(prior, "rho").axis).toBe("log10");
  });

  it("says it in words", () => {
    const other = defaultPrior({ helpers });
    expect(priorDensity(other, "rho").text).toBe(
      "rho is uniform between 100 and 4000 kg/m³; 95 % of it lies between 197.5 and 3903 kg/m³.",
    );
    expect(priorDensity(other, "v_init").text).toBe(
      "v_init is normal around 67460 m/s with standard deviation 500 m/s; 95 % of it lies between 66480 and 68440 m/s.",
    );
    expect(priorDensity(other, "erosion_mass_min").text).toBe(
      "erosion_mass_min is uniform in its logarithm between 5e-12 and 1e-9 kg; 95 % of it lies between 5.708e-12 and 8.759e-10 kg.",
    );
    expect(priorDensity(other, "noise_lum").text).toBe(
      "noise_lum is inverse gamma with mode 2.705 W and shape 5; 95 % of it lies between 1.584 and 9.995 W.",
    );
  });

  it("draws a range without width", () => {
    const flat = { variables: ["rho"], bounds: [[3, 3]] as [number, number][], flags: { rho: [] } };
    const curve = priorDensity(flat, "rho", 11);
    expect([...curve.density].every((value) => value === 0)).toBe(true);
    expect(curve.x[10]).toBeGreaterThan(curve.x[0]);
  });

  it("refuses what is not free and too few points", () => {
    expect(() => priorDensity(prior, "zenith_angle")).toThrow(RangeError);
    expect(() => priorDensity(prior, "rho", 1)).toThrow(RangeError);
  });
});
