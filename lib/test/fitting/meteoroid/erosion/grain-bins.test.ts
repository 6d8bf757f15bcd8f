import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type GrainLaw, grainBins, spreadGrains } from "../../../../src/fitting/meteoroid/erosion/grain-bins";
import { golden } from "./golden";

interface StoredGrains {
  bins_per_10mass: number;
  rho_grain: number;
  eroded_mass: number;
  mass_index: number;
  mass_min: number;
  mass_max: number;
  model: "powerlaw" | "gamma";
  children: [count: number, mass: number, K: number][];
  mass_sum: number;
}

const stored = golden<{ generateFragments: StoredGrains[] }>("units").generateFragments;

function law(changes: Partial<GrainLaw> = {}): GrainLaw {
  const usual = { massIndex: 2.2, massMin: 1e-11, massMax: 5e-10, binsPerDecade: 10, grainDensity: 3000 };
  return { distribution: "powerlaw", ...usual, ...changes };
}

function grains(of: GrainLaw, mass: number): [count: number, mass: number][] {
  const result: [number, number][] = [];
  const bins = grainBins(of);
  spreadGrains(bins, mass, (count, bin) => result.push([count, bins.mass[bin]]));
  return result;
}

describe("grainBins and spreadGrains", () => {
  it.each(stored.map((set, i) => [i, set.model, set] as const))(
    "make the stored grains of set %i, %s",
    (_, __, set) => {
      const ours = grains(
        {
          distribution: set.model,
          massIndex: set.mass_index,
          massMin: set.mass_min,
          massMax: set.mass_max,
          binsPerDecade: set.bins_per_10mass,
          grainDensity: set.rho_grain,
        },
        set.eroded_mass,
      );
      expect(ours.map(([count]) => count)).toEqual(set.children.map(([count]) => count));
      ours.forEach(([, mass], i) => {
        expect(mass / set.children[i][1]).toBeCloseTo(1, 14);
      });
      const sum = ours.reduce((total, [count, mass]) => total + count * mass, 0);
      expect(Math.abs(sum - set.mass_sum)).toBeLessThanOrEqual(1e-13 * set.mass_sum);
    },
  );

  // What Python gives for int(1 + log10(min/max)/log10(10**(-1/bins))); whole decades fall on either side.
  it.each([
    [10, 1e-10, 1e-8, 21],
    [10, 1e-11, 1e-9, 21],
    [4, 1e-9, 1e-7, 9],
    [4, 1e-9, 1e-8, 5],
    [5, 2e-10, 2e-8, 11],
    [31, 1e-14, 1e-13, 31],
    [3, 1e-9, 1e-7, 7],
    [6, 1e-10, 1e-7, 18],
    [7, 3e-11, 3e-9, 15],
    [12, 5e-13, 5e-12, 12],
    [10, 1e-12, 1e-5, 71],
    [10, 1e-11, 5e-10, 17],
    [10, 1e-9, 1e-9, 1],
  ])("%d bins per decade from %d to %d kg make %d bins", (binsPerDecade, massMin, massMax, nBins) => {
    expect(grainBins(law({ binsPerDecade, massMin, massMax })).mass.length).toBe(nBins);
  });

  it("lose less than the lightest grain", () => {
    const anyLaw = fc.record({
      distribution: fc.constantFrom("powerlaw" as const, "gamma" as const),
      massIndex: fc.oneof(fc.constantFrom(1, 2), fc.double({ min: 1, max: 3, noNaN: true })),
      decades: fc.double({ min: 0.05, max: 4, noNaN: true }),
      binsPerDecade: fc.integer({ min: 1, max: 20 }),
      logMass: fc.double({ min: -12, max: -3, noNaN: true }),
    });
    fc.assert(
      fc.property(anyLaw, ({ distribution, massIndex, decades, binsPerDecade, logMass }) => {
        const massMax = 1e-8;
        const massMin = massMax * 10 ** -decades;
        const bins = grainBins(law({ distribution, massIndex, massMin, massMax, binsPerDecade }));
        const mass = 10 ** logMass;
        let released = 0;
        spreadGrains(bins, mass, (count, bin) => {
          const grainMass = bins.mass[bin];
          expect(bins.inverseRoot[bin]).toBeCloseTo(grainMass ** (-1 / 3), 8);
          expect(Number.isInteger(count) && count > 0).toBe(true);
          expect(grainMass).toBeLessThanOrEqual(massMax);
          expect(grainMass).toBeGreaterThanOrEqual(massMin * (1 - 1e-12));
          released += count * grainMass;
        });
        const lightest = bins.mass[bins.mass.length - 1];
        expect(mass - released).toBeLessThan(lightest + 1e-12 * mass);
        expect(mass - released).toBeGreaterThan(-1e-12 * mass);
      }),
      { numRuns: 200 },
    );
  });

  it("favour light grains with a steep index", () => {
    const share = (massIndex: number) => {
      const all = grains(law({ massIndex }), 1e-6);
      return (all[0][0] * all[0][1]) / 1e-6;
    };
    expect(share(2.8)).toBeLessThan(share(1.2));
  });

  it("release nothing where the smallest mass lies above the largest, or both are negative", () => {
    expect(grains(law({ massMin: 1e-8, massMax: 1e-10 }), 1e-6)).toEqual([]);
    expect(grains(law({ massMin: -10.15, massMax: -8.5, massIndex: 2 }), 1e-6)).toEqual([]);
  });

  it("refuse grains of negative mass and laws with too many bins", () => {
    expect(() => grainBins(law({ massMin: -8, massMax: -10 }))).toThrow(/not possible/);
    expect(() => grainBins(law({ binsPerDecade: 1e9 }))).toThrow(/mass bins/);
    expect(() => grainBins(law(), 5)).toThrow(/17 mass bins/);
  });
});
