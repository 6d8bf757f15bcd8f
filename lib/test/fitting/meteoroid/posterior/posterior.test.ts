import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { simulate } from "../../../../src/fitting/meteoroid";
import {
  bandQuantiles,
  bulkDensity,
  pointEstimates,
  radiatedEnergy,
  radiatedFraction,
  runsTest,
  weightedBands,
} from "../../../../src/fitting/meteoroid/posterior";
import { atObservedHeights } from "../../../../src/fitting/meteoroid/posterior/at-observed-heights";
import { chiSquareOf, tailProbability } from "../../../../src/fitting/meteoroid/posterior/fit-quality";
import { weightedCorrelation } from "../../../../src/fitting/meteoroid/posterior/point-estimates";
import { presentQuantiles } from "../../../../src/fitting/meteoroid/posterior/weighted-bands";

const golden = join(__dirname, "../../../golden/meteor-example");
const observation = JSON.parse(readFileSync(join(golden, "obs_20191023_091225.json"), "utf8"));

describe("radiatedEnergy", () => {
  it("is power times time for a steady light, and exact for a parabola", () => {
    expect(radiatedEnergy([0, 1, 3], [0, 0, 0], 840)).toBeCloseTo(2520, 9);
    const time = [0, 0.3, 1];
    const power = time.map((t) => 1 + t * t);
    const magnitude = power.map((p) => -2.5 * Math.log10(p / 840));
    expect(radiatedEnergy(time, magnitude, 840)).toBeCloseTo(4 / 3, 12);
  });

  it("does not depend on the order of the points", () => {
    const { time_lum, absolute_magnitudes, P_0m } = observation;
    const back = radiatedEnergy(time_lum.toReversed(), absolute_magnitudes.toReversed(), P_0m);
    expect(back).toBe(radiatedEnergy(time_lum, absolute_magnitudes, P_0m));
    expect(() => radiatedEnergy([1], [], 840)).toThrow("differ in number: 1 and 0");
    expect(radiatedEnergy([1], [0], 840)).toBe(0);
  });
});

describe("radiatedFraction", () => {
  it("is 2 E / (m v²), by another way to the energy", () => {
    const { time_lum: t, absolute_magnitudes, P_0m, velocities } = observation;
    const y = absolute_magnitudes.map((m: number) => P_0m * Math.exp(-0.4 * Math.LN10 * m));
    // Every pair of intervals: the parabola through three points, by its Newton form. The number of points is odd.
    let energy = 0;
    for (let i = 0; i + 2 < t.length; i += 2) {
      const first = (y[i + 1] - y[i]) / (t[i + 1] - t[i]);
      const second = ((y[i + 2] - y[i + 1]) / (t[i + 2] - t[i + 1]) - first) / (t[i + 2] - t[i]);
      const [h, k] = [t[i + 2] - t[i], t[i + 1] - t[i]];
      energy += y[i] * h + (first * h * h) / 2 + second * (h ** 3 / 3 - (k * h * h) / 2);
    }
    expect(t.length % 2).toBe(1);
    const mass = 2.376568638830322e-6;
    const expected = (2 * energy) / (mass * velocities[0] ** 2);
    expect(Math.abs(radiatedFraction(observation, mass) / expected - 1)).toBeLessThan(1e-12);
  });

  it("gives what is published of the example, to its two digits", () => {
    // Median and 95 % interval of the mass in the published table, and of the efficiency in the published log.
    const percent = (mass: number) => (100 * radiatedFraction(observation, mass)).toFixed(2);
    expect([percent(2.376568638830322e-6), percent(2.879e-6), percent(2.068e-6)]).toEqual(["0.42", "0.34", "0.48"]);
  });

  it("needs a speed", () => {
    expect(() => radiatedFraction({ ...observation, velocities: [] }, 1)).toThrow(RangeError);
  });
});

describe("bulkDensity", () => {
  const base = {
    disruption_on: false,
    m_init: 1e-5,
    v_init: 40_000,
    rho: 300,
    erosion_rho_change: 1500,
    erosion_coeff: 2e-8,
  };

  it("weights the two densities by the mass at the change", () => {
    const run = simulate({ ...base, erosion_height_change: 92_000 });
    const { mass_at_erosion_change: left } = run.constantsAfter;
    expect(left).toBeGreaterThan(0);
    const part = (left as number) / 1e-5;
    const { massWeighted, volumeWeighted, massAtChange } = bulkDensity(run);
    expect(massAtChange).toBe(left);
    expect(massWeighted).toBeCloseTo(300 * (1 - part) + 1500 * part, 9);
    expect(volumeWeighted).toBeCloseTo(1 / ((1 - part) / 300 + part / 1500), 9);
    expect(volumeWeighted).toBeLessThan(massWeighted);
  });

  it("takes the mass of all fragments where the main one did not come so far", () => {
    const run = simulate({ ...base, m_init: 1e-7, erosion_height_change: 61_000 });
    expect(run.constantsAfter.mass_at_erosion_change).toBeNull();
    const { leading_frag_height: h, mass_total_active: m } = run.columns;
    const distances = Array.from(h.subarray(0, run.nRows - 1), (x) => Math.abs(x - 61_000));
    expect(bulkDensity(run).massAtChange).toBe(m[distances.indexOf(Math.min(...distances))]);
  });
});

describe("atObservedHeights", () => {
  const column = (...values: number[]) => Float64Array.from(values);
  const curves = (height: Float64Array, values: Float64Array) =>
    ({ height, luminosity: values, absoluteMagnitude: values, velocity: values, lag: values }) as never;

  it("interpolates in height, whatever the order, and gives NaN outside", () => {
    const at = atObservedHeights(curves(column(30, 10, 20), column(3, 1, 2)), {
      height_lum: [9, 10, 12, 30, 31],
      height_lag: [25],
    });
    expect([...at.luminosity]).toEqual([Number.NaN, 1, 1.2, 3, Number.NaN]);
    expect([...at.velocity]).toEqual([2.5]);
  });

  it("is dark next to darkness", () => {
    const dark = Number.POSITIVE_INFINITY;
    const at = atObservedHeights(curves(column(10, 20, 30), column(1, dark, dark)), {
      height_lum: [15, 20, 25],
      height_lag: [10],
    });
    expect([...at.magnitude]).toEqual([dark, dark, Number.NaN]);
  });
});

describe("weightedBands", () => {
  it("are the weighted quantiles of each column", () => {
    const curves = Float64Array.of(1, 10, 2, Number.NaN, 4, 30);
    const bands = weightedBands(curves, Float64Array.of(1, 2, 1), 2);
    expect(Object.keys(bands)).toEqual(Object.keys(bandQuantiles));
    // Weights before each sample: 0, 1, 3 of 3; so the median lies a quarter of the way from 2 to 4.
    expect(bands.p50[0]).toBeCloseTo(2.5, 12);
    expect(bands.p50[1]).toBeCloseTo(20, 12);
  });

  it("are NaN where no curve of any weight reaches", () => {
    const bands = weightedBands(Float64Array.of(Number.NaN, 5), Float64Array.of(1, 0), 1);
    expect(bands.p50[0]).toBeNaN();
    expect(() => weightedBands(new Float64Array(3), new Float64Array(2), 2)).toThrow("need 4 numbers: 3");
  });

  it("rise with the probability and lie within the curves", () => {
    const samples = fc.array(
      fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 100 })),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(samples, (pairs) => {
        const values = Float64Array.from(pairs, ([value]) => value);
        const weights = Float64Array.from(pairs, ([, weight]) => weight);
        const { p00015, p025, p16, p50, p84, p975, p99985 } = weightedBands(values, weights, 1);
        const band = [p00015, p025, p16, p50, p84, p975, p99985].map(([value]) => value);
        expect(band).toEqual(band.toSorted((a, b) => a - b));
        expect(band[0]).toBeGreaterThanOrEqual(Math.min(...values));
        expect(band[6]).toBeLessThanOrEqual(Math.max(...values));
        expect([p50[0]]).toEqual([...presentQuantiles(values, weights, [0.5])]);
      }),
    );
  });
});

describe("pointEstimates", () => {
  const posterior = {
    variables: ["a", "b"],
    samples: Float64Array.of(0, 5, 1, 5, 2, 7, 10, 9),
    weights: Float64Array.of(1, 3, 2, 0),
    logl: Float64Array.of(-4, -2, -3, -1),
  };

  it("are best, mode, mean and median", () => {
    const { best, mode, mean, median, low95, high95 } = pointEstimates(posterior);
    expect([...best]).toEqual([10, 9]);
    expect([...mode]).toEqual([1, 5]);
    expect(mean[0]).toBeCloseTo(7 / 6, 12);
    expect(low95[0] < median[0] && median[0] < high95[0]).toBe(true);
  });

  it("have the mode of a nested-sampling run also where places were proposed unevenly", () => {
    // Four dimensions, volumes that shrink by one part in 50, a normal likelihood: a run as it should be.
    const n = 600;
    const logvol = Float64Array.from({ length: n }, (_, i) => -(i + 1) / 50);
    const logl = logvol.map((volume) => -0.5 * (10 * Math.exp(volume / 4)) ** 2);
    const weights = logl.map((value, i) => Math.exp(value + logvol[i]));
    const run = { variables: ["i"], samples: Float64Array.from(logl.keys()), logl, weights };
    const { mode } = pointEstimates(run);
    expect([...pointEstimates({ ...run, logvol }).mode]).toEqual([...mode]);
    // Of what lies outside of the mode, one in ten is kept and counts for ten.
    const kept = Array.from(logl.keys()).filter((i) => i > mode[0] - 3 || i % 10 === 0);
    const part = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]);
    const uneven = { variables: ["i"], samples: part(run.samples), logl: part(logl), weights: part(weights) };
    uneven.weights.forEach((weight, k) => {
      if (kept[k] <= mode[0] - 3) uneven.weights[k] = 10 * weight;
    });
    expect([...pointEstimates(uneven).mode]).not.toEqual([...mode]);
    expect([...pointEstimates({ ...uneven, logvol: part(logvol) }).mode]).toEqual([...mode]);
  });

  it("find the highest place of a smooth histogram", () => {
    const n = 20_000;
    const samples = Float64Array.from({ length: n }, (_, i) => {
      const u = (i + 0.5) / n;
      return Math.tan(Math.PI * (u - 0.5) * 0.98) + 3;
    });
    const { marginalMode } = pointEstimates({
      variables: ["x"],
      samples,
      weights: new Float64Array(n).fill(1),
      logl: samples,
    });
    expect(Math.abs(marginalMode[0] - 3)).toBeLessThan(0.2);
    const constant = pointEstimates({
      variables: ["x"],
      samples: Float64Array.of(4, 4),
      weights: Float64Array.of(1, 1),
      logl: samples,
    });
    expect(constant.marginalMode[0]).toBe(4);
  });

  it("need weight", () => {
    expect(() => pointEstimates({ ...posterior, weights: new Float64Array(4) })).toThrow("no weight: 0 in 4 samples");
  });
});

describe("runsTest", () => {
  it("counts all rows of few signs exactly", () => {
    const all = Array.from({ length: 2 ** 7 }, (_, bits) =>
      Array.from({ length: 7 }, (_, i) => ((bits >> i) & 1 ? 1 : -1)),
    );
    const runs = all.map((signs) => runsTest(signs).runs);
    expect(runs.reduce((a, b) => a + b) / all.length).toBeCloseTo(runsTest(all[0]).expected, 12);
    for (const signs of all) {
      const found = runsTest(signs);
      const atMost = runs.filter((count) => count <= found.runs).length / all.length;
      expect(found.pValue).toBeCloseTo(atMost, 12);
    }
  });

  it("leaves out zeros and what is not a number", () => {
    expect(runsTest([1, 0, Number.NaN, 2, -1])).toEqual(runsTest([1, 1, -1]));
    expect(runsTest([3])).toEqual({ runs: 1, expected: 1, pValue: 1 });
    expect(runsTest([])).toEqual({ runs: 0, expected: 0, pValue: 1 });
  });

  it("sees a model that is off everywhere", () => {
    expect(runsTest(Array(20).fill(0.1)).pValue).toBeCloseTo(2 ** -19, 18);
  });

  it("sees a slow wave in a long row", () => {
    const wave = Array.from({ length: 400 }, (_, i) => Math.sin(i / 20));
    expect(runsTest(wave).pValue).toBeLessThan(1e-50);
  });
});

describe("tailProbability", () => {
  it("is that of chi-square", () => {
    expect(tailProbability(chiSquareOf([1, 2], [0, 0], 1))).toBeCloseTo(Math.exp(-2.5), 12);
    expect(chiSquareOf([1, Number.NaN], [3, 0], 2)).toEqual({ points: 1, chiSquare: 1 });
    expect(tailProbability(chiSquareOf([], [], 1))).toBeNaN();
  });
});

describe("weightedCorrelation", () => {
  it("is that of the samples repeated by their weights", () => {
    const samples = Float64Array.of(1, 2, 2, 1, 4, 5, 3, 3);
    const weights = Float64Array.of(1, 2, 3, 1);
    const matrix = weightedCorrelation({ variables: ["a", "b"], samples, weights });
    const rows = [...weights].flatMap((w, i) => Array.from({ length: w }, () => [samples[2 * i], samples[2 * i + 1]]));
    const mean = (k: number) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length;
    const moment = (j: number, k: number) =>
      rows.reduce((sum, row) => sum + (row[j] - mean(j)) * (row[k] - mean(k)), 0);
    const expected = moment(0, 1) / Math.sqrt(moment(0, 0) * moment(1, 1));
    expect([matrix[0], matrix[3]]).toEqual([1, 1]);
    expect(matrix[1]).toBeCloseTo(expected, 12);
    expect(matrix[2]).toBe(matrix[1]);
  });
});
