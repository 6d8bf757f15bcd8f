import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type NestedSamplingResult, run } from "../../lib/src/fitting/nested-sampling";
import { writeHdf5 } from "../../lib/src/ingest/hdf5";
import { exportResult } from "../../lib/src/notebook/export-result.node";
import { likelihoodAt, sampled } from "../../lib/test/fitting/exports/sample-results";
import { hdf5Gallery, hdf5GalleryFound } from "./hdf5-gallery";
import { exportsDocumentation, runPython } from "./python";

const engines = ["static", "dynamic", "importance"] as const;
type EngineName = (typeof engines)[number];

/** Names of the model as they are, and as chains allow them. */
const names = ["x", 'y, ρ "q"', "a b/c", "x²+1", "sum #1!"];
const namesInChains = ["x", "y__ρ__q_", "a_b_c", "x²+1", "sum__1_"];

const context = {
  provenance: { program: "nightbook", seed: 1, inputs: [{ name: "ρ.pickle", sha256: "00" }] },
  ranges: { x: [-5, 5] as const },
  units: { x: "km/s" },
};

const folder = mkdtempSync(join(tmpdir(), "nightbook-python-"));
const at = (name: string) => join(folder, name);
const results = {} as Record<EngineName, NestedSamplingResult>;

/** Weighted means of parameters and derived quantities. */
function means(result: NestedSamplingResult): number[] {
  const weights = result.importanceWeights();
  const average = (matrix: Float64Array, width: number, k: number) =>
    weights.reduce((sum, w, i) => sum + w * matrix[i * width + k], 0);
  return [
    ...[0, 1, 2].map((k) => average(result.samples, 3, k)),
    ...[0, 1].map((k) => average(result.blob ?? new Float64Array(0), 2, k)),
  ];
}

function expectClose(found: readonly number[], wanted: readonly number[], tolerance = 1e-10): void {
  expect(found.length).toBe(wanted.length);
  for (const [k, value] of wanted.entries()) expect(Math.abs(found[k] - value)).toBeLessThan(tolerance);
}

beforeAll(async () => {
  Object.assign(results, {
    static: await sampled("static"),
    dynamic: await sampled("dynamic"),
    importance: await sampled("importance"),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("dynesty", () => {
  it("has its results back by the documented reader, and draws them", () => {
    const paths = engines.map((engine) => at(`${engine}.npz`));
    for (const [k, engine] of engines.entries()) exportResult(results[engine], paths[k], {}, context);
    const all = runPython<
      {
        is_dynamic: boolean;
        samples: number[];
        logz: number;
        weights: number[];
        mean: number[];
        blob: number[];
        bounds: string[];
        panels: number;
        summary: string;
      }[]
    >("check_dynesty.py", exportsDocumentation, ...paths);
    for (const [k, engine] of engines.entries()) {
      const [result, found] = [results[engine], all[k]];
      expect(found.is_dynamic).toBe(engine !== "static");
      expect(found.samples).toEqual([result.logl.length, 3]);
      expect(found.blob).toEqual([result.logl.length, 2]);
      expect(found.logz).toBe(result.logz.at(-1));
      expectClose(found.weights, [...result.importanceWeights()], 1e-14);
      expectClose(found.mean, means(result).slice(0, 3));
      expect(found.bounds).toEqual(result.bound.map(({ kind }) => (kind === "cube" ? "UnitCube" : "MultiEllipsoid")));
      expect(found.panels).toBe(4);
      expect(found.summary).toContain(`niter: ${result.niter}\n`);
      expect(found.summary).toContain(`ncall: ${result.diagnostics.calls}\n`);
    }
  });
});

describe("GetDist", () => {
  it("reads chains of every engine", () => {
    for (const engine of engines) exportResult(results[engine], at(engine), { format: "getdist" }, context);
    const all = runPython<
      {
        names: string[];
        derived: boolean[];
        labels: string[];
        mean: number[];
        effective: number;
        best: number;
        lower: (number | null)[];
        upper: (number | null)[];
        interval: number[];
      }[]
    >("check_getdist.py", ...engines.map(at));
    for (const [k, engine] of engines.entries()) {
      const [result, found] = [results[engine], all[k]];
      expect(found.names).toEqual(namesInChains);
      expect(found.derived).toEqual([false, false, false, true, true]);
      expect(found.labels[1]).toBe("\\mathrm{y,\\ ρ\\ \\ q\\ }");
      expectClose(found.mean, means(result));
      expectClose([found.effective], [1 / result.importanceWeights().reduce((sum, w) => sum + w * w, 0)], 1e-6);
      expect(found.best).toBe(-result.logl.reduce((a, b) => Math.max(a, b)));
      expect(found.lower).toEqual([-5, null, null, null, null]);
      expect(found.upper).toEqual([5, null, null, null, null]);
      expectClose(found.interval, [-1, 1], 0.3);
    }
  });
});

describe("anesthetic", () => {
  it("reads chains of every engine, and runs of those with contours, in which it finds the same evidence", () => {
    const runs = ["static", "dynamic"] as const;
    for (const engine of engines) exportResult(results[engine], at(`chain-${engine}`), { format: "getdist" }, context);
    for (const engine of runs) exportResult(results[engine], at(`run-${engine}`), { format: "anesthetic" }, context);
    const all = runPython<
      {
        type: string;
        rows: number;
        names: string[];
        mean: number[];
        logz: number;
        logzerr: number;
        live: number;
        live_at_end: number;
        from_prior: number;
      }[]
    >("check_anesthetic.py", ...engines.map((e) => at(`chain-${e}`)), ...runs.map((e) => at(`run-${e}`)));
    for (const [k, engine] of engines.entries()) {
      expect(all[k].type).toBe("MCMCSamples");
      expect(all[k].names).toEqual(namesInChains);
      expectClose(all[k].mean, means(results[engine]));
    }
    for (const [k, engine] of runs.entries()) {
      const [result, found] = [results[engine], all[engines.length + k]];
      expect(found.type).toBe("NestedSamples");
      expect(found.rows).toBe(result.logl.length);
      expect(found.names).toEqual(namesInChains);
      // anesthetic estimates the volumes in another way.
      expectClose([found.logz], [result.diagnostics.logz.value], 0.01);
      expectClose([found.logzerr / result.diagnostics.logz.error], [1], 0.35);
      expectClose(found.mean, means(result), 0.02);
      expect(found.live).toBe(result.samples_n.reduce((a, b) => Math.max(a, b), 0));
      expect(found.live_at_end).toBe(1);
      expect(found.from_prior).toBe(result.logl_birth.filter((birth) => birth === Number.NEGATIVE_INFINITY).length);
    }
  });
});

describe("ArviZ, xarray and netCDF4", () => {
  it("open posteriors of every engine", () => {
    type Variables = Record<string, [string[], number]>;
    const paths = engines.map((engine) => at(`${engine}.nc`));
    for (const [k, engine] of engines.entries()) exportResult(results[engine], paths[k], { seed: 3 }, context);
    const all = runPython<
      {
        groups: string[];
        sizes: Record<string, number>;
        mean: Record<string, number>;
        attributes: Record<string, string>;
        units: string;
        lp: number;
        summary: string[];
        netcdf4: Variables;
        h5netcdf: Variables;
        format: string;
        dimensions: Record<string, number>;
        coordinates: number[];
      }[]
    >("check_arviz.py", ...paths);
    const inNetcdf = names.map((name) => name.replace("/", "_"));
    for (const [k, engine] of engines.entries()) {
      const [result, found] = [results[engine], all[k]];
      const draws = result.logl.length;
      const drawn = result.samplesEqual(3);
      const mean = drawn.reduce((sum, value, i) => (i % 3 === 0 ? sum + value : sum), 0) / draws;
      expect(found.groups.map((name) => name.replace("/", ""))).toEqual(["posterior", "sample_stats"]);
      expect(found.sizes).toEqual({ chain: 1, draw: draws });
      expect(Object.keys(found.mean)).toEqual(inNetcdf);
      expect(found.summary).toEqual(inNetcdf);
      expectClose([found.mean["x"]], [mean]);
      expect(found.netcdf4).toEqual(found.h5netcdf);
      expect(found.netcdf4["x"][0]).toEqual(["chain", "draw"]);
      expect(found.units).toBe("km/s");
      // The best sample need not be among the draws.
      expect(found.lp).toBe(Math.max(...Array.from({ length: draws }, (_, i) => likelihoodAt(drawn, i))));
      expect(found.attributes).toMatchObject({
        inference_library: "nightbook",
        engine,
        logz: String(result.logz.at(-1)),
        provenance: JSON.stringify(context.provenance),
      });
      expect(found.attributes).not.toHaveProperty("created_at");
      expect(found.format).toBe("NETCDF4");
      expect(found.dimensions).toEqual({ chain: 1, draw: draws });
      expect(found.coordinates).toEqual([0, 1, 2]);
    }
  });
});

describe("tables and arrays", () => {
  it("come back from PyArrow, pandas and NumPy digit for digit", () => {
    const result = results.dynamic;
    const paths = ["t.csv", "t.arrow", "t.npz"].map(at);
    for (const path of paths) exportResult(result, path, {}, context);
    const found = runPython<{
      names: string[];
      columns: Record<string, number[]>;
      csv: Record<string, number[]>;
      units: Record<string, Record<string, string>>;
      metadata: Record<string, string>;
      feather: number;
      shapes: Record<string, [string, number[]]>;
      provenance: unknown;
      parameters: string[];
    }>("check_tables.py", ...paths);
    const n = result.logl.length;
    expect(found.names).toEqual([...names, "weight", "logl"]);
    expect(found.columns["logl"]).toEqual([...result.logl]);
    expect(found.columns["x"]).toEqual(Array.from({ length: n }, (_, i) => result.samples[3 * i]));
    expect(found.csv).toEqual(found.columns);
    expect(found.units["x"]).toEqual({ unit: "km/s" });
    expect(found.metadata).toMatchObject({ engine: "dynamic", provenance: JSON.stringify(context.provenance) });
    expect(found.feather).toBe(n);
    expect(found.shapes).toMatchObject({
      samples: ["<f8", [n, 3]],
      samples_it: ["<i4", [n]],
      niter: ["<i8", []],
      blob: ["<f8", [n, 2]],
      "nightbook/logl_birth": ["<f8", [n]],
    });
    expect(found.provenance).toEqual(context.provenance);
    expect(found.parameters).toEqual(names.slice(0, 3));
  });
});

describe("HDF5", () => {
  it("comes back from h5py, which can also go on writing into the files", () => {
    const result = results.static;
    exportResult(result, at("r.h5"), {}, context);
    writeFileSync(at("gallery.h5"), writeHdf5(hdf5Gallery));
    const found = runPython<Record<string, unknown>>("check_h5py.py", at("r.h5"), at("gallery.h5"));
    expect(found["samples"]).toEqual(Array.from(result.logl, (_, i) => [...result.samples.subarray(3 * i, 3 * i + 3)]));
    expect(found["logz"]).toBe(result.logz.at(-1));
    expect(found["niter"]).toBe(result.niter);
    expect(found["parameters"]).toEqual(names.slice(0, 3));
    expect(found["provenance"]).toEqual(context.provenance);
    expect(found["data"]).toEqual(hdf5GalleryFound);
    expect(found["attributes"]).toMatchObject({
      text: "ρ₀ hello",
      empty: "",
      number: -2.5,
      texts: ["a", "", "ccc"],
      whole: [1, -2, 3],
      matrix: [1, 2, 3, 4],
      more29: 29,
    });
    expect(found["long"]).toBe(200_000);
    expect(found["members"]).toBe(3000);
    expect(found["chunks"]).toEqual([true, true]);
    expect(found["filter"]).toEqual([null, "gzip"]);
    expect(found["large"]).toEqual([[1_000_000, 10], 9_999_999, (1e7 * (1e7 - 1)) / 2]);
    expect(found["changed"]).toEqual(["changed", [0, 1, 2], 2, 1]);
  });
});

describe("strange names", () => {
  const strange = [
    "chain",
    "draw",
    "draw ",
    "a/b",
    ".",
    "..",
    "",
    "0",
    "1",
    "é",
    "e\u0301",
    "\u0000x",
    "x\ny",
    "tab\t",
    "'quote'",
    '"q"',
    "a,b",
    "α😀",
    "\ud800",
    "__proto__",
    "constructor",
    "#c",
    "*s",
    "?",
    "%",
    "a*",
    "-x",
    "+y",
    "[0]",
    "{b}",
    "$m$",
    "\\frac",
    "~",
    "^",
    "&",
    "lp",
    "weight",
    "logl",
    "😀",
    "  ",
    " lead",
    "a".repeat(300),
    "x",
    "X",
  ];

  it("stay apart in every format, and keep to their columns", async () => {
    const result = await run(
      { parameters: strange.map((_, k) => `p${k}`), priorTransform: (u) => u, logLikelihood: ([x]) => -x },
      { engine: "static", seed: 1, nlive: 100, maxCalls: 600, sample: "unif", bound: "none" },
    );
    const [width, n] = [strange.length, result.logl.length];
    const paths = ["s.nc", "s.arrow", "s.csv"].map(at);
    for (const path of paths) exportResult(result, path, { seed: 1 }, { names: strange });
    exportResult(result, at("strange"), { format: "getdist" }, { names: strange });
    const found = runPython<
      Record<"netcdf4" | "h5netcdf" | "arrow", Record<string, number>> &
        Record<"csv" | "getdist" | "anesthetic", number[]>
    >("check_names.py", ...paths, at("strange"));
    const weights = result.importanceWeights();
    const equal = result.samplesEqual(1);
    const mean = (matrix: Float64Array, weight: (i: number) => number) =>
      strange.map((_, k) =>
        Array.from({ length: n }, (_, i) => weight(i) * matrix[i * width + k]).reduce((a, b) => a + b),
      );
    const weighted = mean(result.samples, (i) => weights[i]);
    const plain = mean(result.samples, () => 1 / n);
    expectClose(found.getdist, weighted);
    expectClose(found.anesthetic, weighted);
    expectClose(found.csv.slice(0, width), plain);
    const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
    const inArrow = Object.entries(found.arrow).filter(([name]) => name !== "weight" && name !== "logl");
    expectClose(sorted(inArrow.map(([, value]) => value)), sorted(plain));
    expect(found.netcdf4).toEqual(found.h5netcdf);
    expectClose(sorted(Object.values(found.netcdf4)), sorted(mean(equal, () => 1 / n)));
    expect(found.netcdf4["x"]).toBeCloseTo(mean(equal, () => 1 / n)[strange.indexOf("x")], 10);
  });
});
