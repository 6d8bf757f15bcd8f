import { describe, expect, it } from "@jest/globals";
import { posteriorColumns } from "../../src/charts/posterior";

const posterior = {
  parameters: ["v_init", "erosion_coeff"],
  samples: Float64Array.of(20000, -7, 22000, -6, 21000, -6.5),
  weights: Float64Array.of(1, 1, 1),
  isLog: [false, true],
};

describe("posteriorColumns", () => {
  it("gives columns in display units, logarithms shifted by the unit", () => {
    const [velocity, erosion] = posteriorColumns(posterior, { truths: { v_init: 20500, erosion_coeff: 1e-6 } });
    expect(Array.from(velocity.values)).toEqual([20, 22, 21]);
    expect(velocity.truth).toBeCloseTo(20.5, 12);
    expect(Array.from(erosion.values)).toEqual([-1, 0, -0.5]);
    expect(erosion.truth).toBeCloseTo(0, 12);
    expect(erosion.label).toEqual(["log₁₀ η", "(kg/MJ)"]);
  });

  it("shows no more than the samples span, and no samples without weight", () => {
    const [velocity] = posteriorColumns({ ...posterior, weights: Float64Array.of(1, 0, 1) }, { select: ["v_init"] });
    expect(velocity.range[0]).toBe(20);
    expect(velocity.range[1]).toBeLessThanOrEqual(21);
  });

  it("selects and orders", () => {
    const names = posteriorColumns(posterior, { select: ["erosion_coeff", "v_init"] }).map(({ name }) => name);
    expect(names).toEqual(["erosion_coeff", "v_init"]);
  });

  it("refuses wrong shapes, unknown names and columns that do not vary", () => {
    expect(() => posteriorColumns({ ...posterior, samples: new Float64Array(5) }, {})).toThrow("3 × 2 numbers: 5");
    expect(() => posteriorColumns(posterior, { select: ["rho"] })).toThrow("rho");
    const constant = { ...posterior, samples: new Float64Array(6).fill(4) };
    expect(() => posteriorColumns(constant, {})).toThrow("v_init");
  });
});
