import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type ExportedFile,
  getdistFiles,
  polychordFiles,
  samplesCsv,
  ultranestFiles,
} from "../../../src/fitting/exports";
import { distinctNames } from "../../../src/fitting/exports/export-context";
import { numberWord } from "../../../src/fitting/exports/number-rows";
import { chainNames, paramnamesFile } from "../../../src/fitting/exports/parameter-names";
import type { NestedSamplingResult } from "../../../src/fitting/nested-sampling";
import { sampled } from "./sample-results";

const rowsOf = (content: ExportedFile["content"]) =>
  String(content)
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.split(" ").map(Number));

let [runOfStatic, runOfDynamic] = [{} as NestedSamplingResult, {} as NestedSamplingResult];
beforeAll(async () => {
  [runOfStatic, runOfDynamic] = [await sampled("static"), await sampled("dynamic")];
});

describe("numberWord", () => {
  it("gives back the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => expect(Number(numberWord(x))).toBe(x)),
    );
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(numberWord)).toEqual([
      "nan",
      "inf",
      "-inf",
    ]);
  });
});

describe("names", () => {
  it("stay apart and free of what chains do not allow, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 8 }), (names) => {
        const clean = chainNames(names);
        expect(new Set(clean).size).toBe(names.length);
        for (const name of clean) expect(name).toMatch(/^[\p{L}\p{M}\p{N}_.+-]+$/u);
        const file = paramnamesFile(
          names.map((name) => ({
            name,
            isDerived: false,
            latex: undefined,
            unit: undefined,
            range: [null, null],
            values: new Float64Array(0),
          })),
        );
        const lines = file.split("\n").slice(0, -1);
        expect(lines.length).toBe(names.length);
        for (const line of lines) expect(line).toMatch(/^[^\s*?]+\t\\mathrm\{[^#!$\s]*( [^#!$\s]*)*\}$/u);
      }),
    );
  });

  it("keep out of the way of a format's own", () => {
    expect(distinctNames(["weight", "a", "a", "a_2"], (name) => name, ["weight"])).toEqual([
      "weight_2",
      "a",
      "a_2",
      "a_2_2",
    ]);
  });
});

describe("polychordFiles", () => {
  it("puts the points that were alive at the end of a static run into a file of their own", () => {
    const [dead, live, names] = polychordFiles(runOfStatic);
    expect(rowsOf(dead.content).length).toBe(runOfStatic.niter);
    expect(rowsOf(live.content).length).toBe(100);
    expect(rowsOf(dead.content)[0].length).toBe(3 + 2 + 2);
    expect(String(names.content)).toMatch(/^x\t\\mathrm\{x\}\n.*\n.*\nx²\+1\*\t/);
  });

  it("calls the birth of a draw from the prior −1e30, and every other birth a contour below", () => {
    const rows = rowsOf(polychordFiles(runOfDynamic)[0].content);
    expect(rows.length).toBe(runOfDynamic.logl.length);
    expect(Math.min(...rows.map((row) => row[6]))).toBe(-1e30);
    expect(rows.filter((row) => !(row[6] < row[5]))).toEqual([]);
  });

  it("refuses results of the importance engine, and says what to do", async () => {
    const result = await sampled("importance");
    expect(() => polychordFiles(result)).toThrow(
      expect.objectContaining({ code: "EXPORT_NEEDS_CONTOURS", hint: expect.stringContaining("getdist") }),
    );
  });

  it("says what the evidence lacks when part of the prior is impossible", () => {
    const feasible = { fraction: 0.25, relativeError: 0.01, draws: 400 };
    const [dead] = polychordFiles({ ...runOfStatic, diagnostics: { ...runOfStatic.diagnostics, feasible } });
    expect(String(dead.content)).toContain("outside a part 0.25 of the prior");
  });
});

describe("getdistFiles", () => {
  it("holds weights, −ln L, parameters and derived quantities, and the limits that are known", () => {
    const ranges = { x: [-5, null] as const };
    const [chain, , limits] = getdistFiles(runOfStatic, { ranges, provenance: { seed: 7 } });
    const rows = rowsOf(chain.content);
    expect(String(chain.content).startsWith('# {"seed":7}\n')).toBe(true);
    expect(Math.max(...rows.map((row) => row[0]))).toBe(1);
    expect(rows.at(-1)?.[1]).toBe(-(runOfStatic.logl.at(-1) ?? 0));
    expect(rows.every((row) => row.length === 7 && row[5] === row[2] * row[2] + 1)).toBe(true);
    expect(String(limits.content).split("\n").slice(0, 2)).toEqual(["x\t-5\tN", "y__ρ__q_\tN\tN"]);
  });
});

describe("samplesCsv", () => {
  it("quotes names that need it and keeps every digit", () => {
    const [header, first] = samplesCsv(runOfStatic).split("\n");
    expect(header).toBe('x,"y, ρ ""q""",a b/c,x²+1,sum #1!,weight,logl');
    expect(Number(first.split(",")[0])).toBe(runOfStatic.samples[0]);
  });

  it("takes other names, one for each parameter", () => {
    expect(samplesCsv(runOfStatic, { names: ["weight", "b", "b"] }).split("\n")[0]).toBe(
      "weight_2,b,b_2,x²+1,sum #1!,weight,logl",
    );
    expect(() => samplesCsv(runOfStatic, { names: ["b"] })).toThrow("A name is needed for each of 3 parameters: 1");
  });
});

describe("ultranestFiles", () => {
  it("gives evidence, moments and best fit", () => {
    const [{ suffix, content }] = ultranestFiles(runOfDynamic);
    const results = JSON.parse(String(content));
    expect(suffix).toBe("/info/results.json");
    expect(results.logz).toBe(runOfDynamic.logz.at(-1));
    const { mean, covariance } = runOfDynamic.meanAndCovariance();
    // The covariance is that of an unbiased estimate.
    const bias = 1 - runOfDynamic.importanceWeights().reduce((sum, w) => sum + w * w, 0);
    for (const k of [0, 1, 2]) {
      expect(results.posterior.mean[k]).toBeCloseTo(mean[k], 12);
      expect(results.posterior.stdev[k]).toBeCloseTo(Math.sqrt(bias * covariance[4 * k]), 12);
    }
    expect(results.posterior.mean[3]).toBeCloseTo(2, 0);
    expect(results.paramnames.length).toBe(5);
  });

  it("does not let a sample without weight spoil the moments of derived quantities", () => {
    const blob = Float64Array.from(runOfDynamic.blob ?? []);
    const logwt = Float64Array.from(runOfDynamic.logwt);
    blob.fill(Number.NaN, 0, 2);
    logwt[0] = Number.NEGATIVE_INFINITY;
    const importanceWeights = () => runOfDynamic.importanceWeights().map((w, i) => (i === 0 ? 0 : w));
    const [{ content }] = ultranestFiles({ ...runOfDynamic, blob, logwt, importanceWeights });
    expect(JSON.parse(String(content)).posterior.mean[3]).toBeCloseTo(2, 0);
  });
});
