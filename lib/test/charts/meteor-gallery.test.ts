import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { LoggerInterface } from "vega";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { compile as compileAsJupyterLab } from "vega-lite-jupyterlab";
import {
  type Chart,
  fitQualityPlot,
  lightOfParts,
  type MeasuredMeteor,
  marginalDistributions,
  posteriorBands,
  type SimulatedMeteor,
  simulationOverData,
  solutionsOverData,
  wakePlot,
  weightedDistribution,
} from "../../src/charts";
import { renderPng, renderSvg } from "../../src/charts/render.node";
import { posterior, randomNumbers } from "./synthetic";

const observed: MeasuredMeteor & { time_lum: number[] } = JSON.parse(
  readFileSync(join(__dirname, "../golden/meteor-example/obs_20191023_091225.json"), "utf8"),
);

const meteor: MeasuredMeteor = observed;

/** A smooth meteor through the data. */
function simulated(steps: number): SimulatedMeteor {
  const time = Array.from({ length: steps }, (_, i) => (0.45 * i) / (steps - 1) - 0.02);
  const height = time.map((t) => 117_500 - 55_000 * t);
  const absoluteMagnitude = height.map((h) => 1.9 + 3.4 * ((h - 107e3) / 9e3) ** 2);
  return {
    time,
    height,
    absoluteMagnitude,
    luminosity: absoluteMagnitude.map((m) => 935 * 10 ** (-0.4 * m)),
    velocity: time.map((t) => 67_600 - 9000 * t * t),
    lag: height.map((h) => (h > 104e3 ? 2 : 2 - 70 * ((104e3 - h) / 8e3) ** 2)),
  };
}

function bands() {
  const curve = simulated(400);
  const at = (heights: ArrayLike<number>, values: ArrayLike<number>) =>
    Array.from(heights, (h) => values[Array.from(curve.height).findIndex((height) => height <= h)]);
  const best = {
    luminosity: at(meteor.height_lum, curve.luminosity),
    magnitude: at(meteor.height_lum, curve.absoluteMagnitude),
    velocity: at(meteor.height_lag, curve.velocity),
    lag: at(meteor.height_lag, curve.lag),
  };
  const around = (values: number[], sigma: number) => {
    const off = (k: number) => values.map((value) => value + k * sigma);
    return { p00015: off(-3), p025: off(-2), p16: off(-1), p50: off(0), p84: off(1), p975: off(2), p99985: off(3) };
  };
  const quantiles = {
    lum: around(best.luminosity, 6),
    mag: around(best.magnitude, 0.15),
    vel: around(best.velocity, 150),
    lag: around(best.lag, 4),
  };
  return { meteor, bands: quantiles, best };
}

function quality() {
  const part = (name: string, time: ArrayLike<number>, station: ArrayLike<string>) => {
    const residual = Array.from(time, (_, i) => 1.7 * Math.sin(i * i));
    return {
      name,
      time,
      residual,
      station,
      points: residual.length,
      chiSquare: 1.2 * residual.length,
      runs: 9,
      expected: 10.4,
      pValue: 0.34,
    };
  };
  return [
    { ...part("Luminosity", observed.time_lum, meteor.stations_lum), predictivePValue: 0.52 },
    part("Lag", meteor.time_lag, meteor.stations_lag),
  ];
}

function distribution(n: number) {
  const { uniform, normal } = randomNumbers(7);
  const values = Array.from({ length: n }, () => 300 * Math.exp(0.4 * normal()));
  const quantity = { name: "mass-weighted density", label: "ρ", unit: "kg/m³", factor: 1 };
  return { values, weights: values.map(uniform), quantity };
}

function compared(label: string, off: number) {
  const { height, velocity, lag, absoluteMagnitude } = simulated(40);
  const curves = { height, velocity, lag: Array.from(lag, (x) => x + 10 * off), absoluteMagnitude };
  const spread = (n: number) => Array.from({ length: n }, (_, i) => off + 1.5 * Math.sin(i * i));
  const [light, motion] = [spread(meteor.height_lum.length), spread(meteor.height_lag.length)];
  return { label, curves, residuals: { luminosity: light, velocity: motion, lag: motion } };
}

function parts() {
  const { height, luminosity } = simulated(400);
  const some = (name: string, part: number, below: number) => ({
    name,
    luminosity: Array.from(luminosity, (power, i) => (height[i] < below ? part * power : 0)),
  });
  return { height, parts: [some("total", 1, 2e5), some("main body", 0.3, 2e5), some("F1", 0.2, 105e3)] };
}

function wakes() {
  const length = Array.from({ length: 500 }, (_, i) => -200 + 0.42 * i);
  const at = (height: number, width: number) => ({
    height,
    length,
    luminosity: length.map((x) => Math.exp(-0.5 * (x / width) ** 2)),
  });
  return [at(105e3, 5), at(100e3, 40)];
}

const gallery: Record<string, () => Chart> = {
  "simulation over data": () =>
    simulationOverData(meteor, simulated(40), { title: "20191023_091225", label: "Best fit" }),
  "simulation over data against height": () =>
    simulationOverData(meteor, simulated(40), { label: "Median", against: "height" }),
  "data alone": () => simulationOverData(meteor, null, { title: "20191023_091225" }),
  "posterior bands": () => posteriorBands(bands(), { title: "20191023_091225" }),
  "two solutions over data": () =>
    solutionsOverData(meteor, [compared("One", 0), compared("Another", 1)], { title: "20191023_091225" }),
  "light of parts": () => lightOfParts(parts(), { title: "Simulation" }),
  wake: () => wakePlot(wakes(), { title: "Simulation" }),
  "fit quality": () => fitQualityPlot(quality(), { title: "20191023_091225" }),
  "weighted distribution": () => weightedDistribution(distribution(2000), { title: "20191023_091225" }),
  "marginal distributions": () =>
    marginalDistributions(posterior(3000), { select: ["v_init", "rho", "erosion_coeff"], truths: { rho: 400 } }),
};

describe.each(Object.entries(gallery))("%s", (_, draw) => {
  const chart = draw();

  it("says what it shows", () => {
    expect(chart.description).toMatchSnapshot();
  });

  it.each([
    ["the vega-lite of the package", compile],
    ["the vega-lite of JupyterLab", compileAsJupyterLab],
  ])("draws without a warning, compiled by %s", async (_name, compiler) => {
    const complaints: string[] = [];
    const complain = (...parts: readonly unknown[]) => {
      complaints.push(parts.join(" "));
      return logger;
    };
    const logger = {
      level: () => logger,
      error: complain,
      warn: complain,
      info: () => logger,
      debug: () => logger,
    } as unknown as LoggerInterface;
    const { spec } = compiler(JSON.parse(JSON.stringify(chart.spec)), { logger });
    const view = new View(parse(spec), { renderer: "none", logger });
    await view.runAsync();
    view.finalize();
    expect(complaints).toEqual([]);
  });

  it("becomes a picture with its description in it, no wider than a page", async () => {
    const svg = await renderSvg(chart.spec);
    expect(svg.includes(`role="img" aria-label="${chart.description}"`)).toBe(true);
    const { png, width, height } = await renderPng(chart.spec, { scale: 1 });
    expect(png.length).toBeGreaterThan(3000);
    expect(width).toBeLessThan(950);
    expect(height).toBeLessThan(950);
  });
});

describe("meteor charts", () => {
  it("have at most 5000 marks whatever the run", () => {
    const rows = (part: unknown): number => {
      if (Array.isArray(part)) return part.reduce((sum: number, inner) => sum + rows(inner), 0);
      if (typeof part !== "object" || part === null) return 0;
      return Object.entries(part).reduce(
        (sum, [key, inner]) => sum + (key === "values" && typeof inner[0] === "object" ? inner.length : rows(inner)),
        0,
      );
    };
    expect(rows(simulationOverData(meteor, simulated(20_000)).spec)).toBeLessThan(5000);
    expect(rows(marginalDistributions(posterior(8000)).spec)).toBeLessThan(5000);
    expect(rows(weightedDistribution(distribution(30_000)).spec)).toBeLessThan(500);
  });

  it("draw nothing far outside of a panel", () => {
    const wild = simulated(40);
    const spec = simulationOverData(meteor, {
      ...wild,
      lag: Array.from(wild.lag, (_, i) => (i === 20 ? -1e12 : 0)),
    });
    // The residual says how far off it is.
    expect(JSON.stringify(spec.spec)).not.toMatch(/-1e\+?12|-1000000000000/);
  });

  it("refuse what cannot be drawn", () => {
    const { residuals, ...one } = compared("One", 0);
    expect(() => solutionsOverData(meteor, [])).toThrow("solutions can be told apart: 0");
    expect(() => solutionsOverData(meteor, [{ ...one, residuals: { ...residuals, lag: [1] } }])).toThrow(
      "needs 30 residuals: 1",
    );
    expect(() => lightOfParts({ height: [1], parts: [{ name: "main", luminosity: [0] }] })).toThrow("No part");
    expect(() => wakePlot([])).toThrow("number of wakes is 0");
    expect(() => simulationOverData({ ...meteor, height_lum: [] }, null)).toThrow("at least one point of light");
    const { bands: quantiles, ...rest } = bands();
    expect(() => posteriorBands({ ...rest, bands: { ...quantiles, lag: quantiles.lum } })).toThrow(
      "A band needs one value",
    );
    const quantity = { name: "density", label: "ρ", unit: "", factor: 1 };
    expect(() => weightedDistribution({ values: [Number.NaN], weights: [1], quantity })).toThrow(
      "No values of the density",
    );
    expect(weightedDistribution({ values: [5, 5], weights: [1, 1], quantity }).description).toContain(
      "5 from 2 samples",
    );
  });
});
