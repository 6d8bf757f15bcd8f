import { describe, expect, it } from "@jest/globals";
import type { LoggerInterface } from "vega";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { compile as compileAsJupyterLab } from "vega-lite-jupyterlab";
import {
  boundPlot,
  type Chart,
  cornerPlot,
  evidenceTrace,
  fitOverData,
  lagChart,
  lightCurve,
  meteorObservation,
  priorDensities,
  runPlot,
  tracePlot,
} from "../../src/charts";
import { renderPng, renderSvg } from "../../src/charts/render.node";
import { boundedRun, fit, nestedSamplingRun, observation, posterior, priors } from "./synthetic";

/** Every chart, small enough to read its specification. */
const gallery: Record<string, () => Chart> = {
  "light curve": () => lightCurve(observation, { title: "Meteor of 2019 October 23" }),
  "lag against height": () => lagChart(observation),
  "lag against time": () => lagChart(observation, { against: "time" }),
  "meteor observation": () => meteorObservation(observation, { title: "Meteor of 2019 October 23" }),
  "prior densities": () => priorDensities(priors(15)),
  "corner plot": () =>
    cornerPlot(posterior(3000), {
      select: ["v_init", "rho", "erosion_coeff"],
      truths: { rho: 400, erosion_coeff: 3e-7 },
    }),
  "fit over data": () => fitOverData(fit(15)),
  "evidence trace": () => evidenceTrace(nestedSamplingRun(60)),
  "evidence trace against calls": () => evidenceTrace(nestedSamplingRun(60), { against: "calls" }),
  "run plot": () => runPlot(nestedSamplingRun(60)),
  "trace plot": () => tracePlot(nestedSamplingRun(60), { truths: { rho: 400 } }),
  "bound plot": () => boundPlot(boundedRun(60), { select: ["rho", "v_init", "sigma"], title: "Bound" }),
};

/** Charts of long runs and many parameters. */
const large: Record<string, () => Chart> = {
  "corner plot": () => cornerPlot(posterior(8000)),
  "prior densities": () => priorDensities(priors(5000)),
  "evidence trace": () => evidenceTrace(nestedSamplingRun(20_000)),
  "run plot": () => runPlot(nestedSamplingRun(20_000)),
  "trace plot": () => tracePlot(nestedSamplingRun(20_000)),
  "trace plot of many parameters": () => tracePlot({ ...posterior(8000), logvol: nestedSamplingRun(8000).logvol }),
  "bound plot": () => boundPlot(boundedRun(20_000)),
  "bound plot of all pairs": () => boundPlot(boundedRun(20_000), { select: boundedRun(2).parameters }),
};

describe.each(Object.entries(gallery))("%s", (_, draw) => {
  const chart = draw();

  it("keeps its specification", () => {
    expect(readable(chart.spec)).toMatchSnapshot();
    expect(chart.description).toMatchSnapshot();
  });

  it.each([
    ["the vega-lite of the package", compile],
    ["the vega-lite of JupyterLab", compileAsJupyterLab],
  ])("draws without a warning, compiled by %s", async (_name, compiler) => {
    const complaints: string[] = [];
    const logger = complaintLogger(complaints);
    const { spec } = compiler(JSON.parse(JSON.stringify(chart.spec)), { logger });
    const view = new View(parse(spec), { renderer: "none", logger });
    await view.runAsync();
    view.finalize();
    expect(complaints).toEqual([]);
  });

  it("leaves text and background to the viewer", () => {
    const config = chart.spec["config"] as Record<string, Record<string, unknown>>;
    expect(chart.spec["background"] ?? config["background"]).toBeUndefined();
    for (const part of ["axis", "legend", "title"]) {
      expect(
        Object.keys(config[part]).filter((key) => /^(label|title|subtitle|domain|tick)?color$/i.test(key)),
      ).toEqual([]);
    }
  });

  it("becomes a picture with its description in it", async () => {
    const svg = await renderSvg(chart.spec);
    expect(svg.includes(`role="img" aria-label="${chart.description}"`)).toBe(true);
    const { png, width, height } = await renderPng(chart.spec, { scale: 1 });
    expect(png.length).toBeGreaterThan(3000);
    // A column of a notebook is some 1000 pixels wide.
    expect(width).toBeLessThan(950);
    expect(height).toBeLessThan(950);
  });
});

describe.each(Object.entries(large))("%s of a long run", (_, draw) => {
  it("has at most 5000 marks", () => {
    expect(countRows(draw().spec)).toBeLessThanOrEqual(5000);
  });
});

function complaintLogger(complaints: string[]): LoggerInterface {
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
  return logger;
}

/** Rows of all data inside a specification. */
function countRows(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, inner) => sum + countRows(inner), 0);
  if (typeof part !== "object" || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, inner]) => sum + (key === "values" && typeof inner[0] === "object" ? inner.length : countRows(inner)),
    0,
  );
}

/** JSON with short things on one line. */
function readable(part: unknown, indent = ""): string {
  const flat = JSON.stringify(part);
  if (flat === undefined || flat.length < 100 || typeof part !== "object" || part === null) return flat;
  const inner = `${indent} `;
  const lines = Array.isArray(part)
    ? part.map((item) => readable(item, inner))
    : Object.entries(part).map(([key, value]) => `${JSON.stringify(key)}: ${readable(value, inner)}`);
  const [open, close] = Array.isArray(part) ? "[]" : "{}";
  return `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indent}${close}`;
}
