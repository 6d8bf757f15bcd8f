import { describe, expect, it } from "@jest/globals";
import { priorDensities } from "../../src/charts/prior-densities";
import { priors } from "./synthetic";

interface Panel {
  title: { text: string };
  data: { values: { x: number; density: number }[] };
  layer: { encoding: { x: { title: string; axis: { values?: number[]; labelExpr?: string } } } }[];
}

const panels = (...args: Parameters<typeof priorDensities>) => priorDensities(...args).spec["concat"] as Panel[];

describe("priorDensities", () => {
  it("draws each prior in display units, logarithms on an axis of powers of ten", () => {
    const [velocity, , density] = panels(priors(200));
    expect(velocity.data.values[0].x).toBeCloseTo(65.4, 6);
    expect(velocity.title.text).toBe("normal");
    expect(density.title.text).toBe("log-uniform");
    const { title, axis } = density.layer[0].encoding.x;
    expect(title).toBe("ρ (kg/m³)");
    expect(axis.values).toEqual([2, 3]);
    expect(axis.labelExpr).toContain("10²");
  });

  it("puts the ends of the bands on the curve", () => {
    const [prior] = priors(200);
    const xs = panels([prior])[0].data.values.map(({ x }) => x);
    for (const end of [...prior.band68, ...prior.band95]) expect(xs).toContain(Number((end / 1000).toPrecision(6)));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });

  it("selects, in the order asked", () => {
    const chosen = panels(priors(50), { select: ["rho", "v_init"] });
    expect(chosen.map(({ layer }) => layer[0].encoding.x.title)).toEqual(["ρ (kg/m³)", "v₀ (km/s)"]);
  });

  it("labels a range of less than a decade by its exponents", () => {
    const narrow = {
      ...priors(50)[2],
      x: [2.1, 2.5, 2.9],
      density: [1, 1, 1],
      band68: [2.2, 2.8],
      band95: [2.11, 2.89],
    } as const;
    expect(panels([narrow])[0].layer[0].encoding.x.axis.labelExpr).toBe("'10^' + datum.label");
  });

  it("refuses nothing and unknown names", () => {
    expect(() => priorDensities([])).toThrow(RangeError);
    expect(() => priorDensities(priors(50), { select: ["rho", "slope"] })).toThrow("slope");
  });
});
