import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { fitting, ingest, version } from "nightbook";
import { displaySymbol, type FitStatus, setProgressSink } from "nightbook/core";
import { quickPrior } from "../cli/meteor-fit/quick-fit";

const root = join(__dirname, "..", "..", "..");
const folder = join(root, "notebooks/data/meteor");
const pickle = join(folder, "20191023_091225_trajectory.pickle");
const golden = JSON.parse(readFileSync(join(root, "lib/test/golden/meteor-example/obs_20191023_091225.json"), "utf8"));
const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-meteor-"));

describe("a meteor", () => {
  it("is prepared as the original prepares it, the shower taken from the report beside it", async () => {
    const meteor = await ingest.meteor(pickle);
    expect(meteor.name).toBe("20191023_091225");
    expect(meteor.inputs.map((input) => input.path.split("/").at(-1))).toEqual([
      "20191023_091225_trajectory.pickle",
      "20191023_091225_report.txt",
    ]);
    for (const name of ["noise_lum", "noise_lag"] as const) {
      expect(Math.abs(meteor.observation[name] / golden[name] - 1)).toBeLessThan(1e-3);
    }
  });

  it("goes without a report, and then does not know its shower", async () => {
    const alone = emptyFolder();
    copyFileSync(pickle, join(alone, "event.pickle"));
    const meteor = await ingest.meteor(join(alone, "event.pickle"));
    expect(meteor.inputs).toHaveLength(1);
    expect(meteor.observation.noise_lum).not.toBeCloseTo(golden.noise_lum, 2);
    const told = await ingest.meteor(join(alone, "event.pickle"), { shower: "ORI" });
    expect(Math.abs(told.observation.noise_lum / golden.noise_lum - 1)).toBeLessThan(1e-3);
  });

  it("draws itself, with a sentence for those who do not see", async () => {
    const bundle = (await ingest.meteor(pickle))[displaySymbol]();
    expect(Object.keys(bundle).sort()).toEqual(["application/vnd.vegalite.v5+json", "text/plain"]);
    expect(bundle["text/plain"]).toMatch(/Light curve of 19 points .* Lag of 30 points/);
  });

  it("is one event: the same file twice counts once, other events are refused", async () => {
    const place = emptyFolder();
    mkdirSync(join(place, "a"));
    copyFileSync(pickle, join(place, "a", "20191023_091225_trajectory.pickle"));
    const meteor = await ingest.meteor([pickle, join(place, "a", "20191023_091225_trajectory.pickle")]);
    expect(meteor.records).toHaveLength(1);
  });
});

describe("a prior", () => {
  it("is drawn with a meteor and tabled without", async () => {
    const meteor = await ingest.meteor(pickle);
    const withData = fitting.prior(quickPrior, { observation: meteor.observation })[displaySymbol]();
    expect(withData["text/plain"]).toMatch(/Priors of 2 parameters/);
    const without = fitting.prior(quickPrior)[displaySymbol]();
    expect(Object.keys(without).sort()).toEqual(["text/html", "text/plain"]);
    expect(without["text/plain"]).toMatch(/v_init +norm +500 +from the data/);
  });

  it("with a mistake stops a fit with every mistake in one error", async () => {
    const meteor = await ingest.meteor(pickle);
    const prior = fitting.prior(`${quickPrior}rhoo, 1, 2\nsgma, 1, 2\n`);
    const problem = () => fitting.meteor(meteor, prior);
    expect(problem).toThrow(/rhoo/);
    expect(prior.issues.filter((issue) => issue.severity === "error").map((issue) => issue.line)).toEqual([11, 12]);
  });
});

describe("a meteor fit", () => {
  const quickFit = async () => fitting.meteor(await ingest.meteor(pickle), fitting.prior(quickPrior));
  const options = { seed: 7, nlive: 40, nEffective: 200, dlogz: 0.1 };

  it("gives the same files for one worker and three", async () => {
    const fit = await quickFit();
    const place = emptyFolder();
    for (const cores of [1, 3]) await (await fit.run({ ...options, cores })).save(join(place, String(cores)));
    const files = readdirSync(join(place, "1")).sort();
    expect(files).toEqual(
      expect.arrayContaining([
        "results.json",
        "samples.csv",
        "summary.txt",
        "corner.png",
        "fit.svg",
        "evidence.vl.json",
      ]),
    );
    expect(readdirSync(join(place, "3")).sort()).toEqual(files);
    for (const file of files.filter((name) => !name.endsWith(".run.json"))) {
      expect([file, readFileSync(join(place, "1", file)).equals(readFileSync(join(place, "3", file)))]).toEqual([
        file,
        true,
      ]);
    }
    const results = JSON.parse(readFileSync(join(place, "1", "results.json"), "utf8"));
    expect(results.provenance).toMatchObject({ program: "nightbook", version, seed: 7 });
    expect(results.provenance.inputs.map((input: { name: string }) => input.name)).toEqual([
      "20191023_091225_trajectory.pickle",
      "20191023_091225_report.txt",
      "prior",
    ]);
    expect(JSON.stringify(results)).not.toContain(tmpdir());
  }, 120_000);

  it("finds the peak of its likelihood, and says so in units that people use", async () => {
    const fit = await quickFit();
    const result = await fit.run({ ...options, cores: 2 });
    const [speed, mass] = result.estimates();
    expect([speed?.name, mass?.name]).toEqual(["v_init", "m_init"]);
    // The published fit, with an eroding body, has 67.87 km/s; a single body must come near.
    expect(Math.abs((speed?.median ?? 0) - 67_870)).toBeLessThan(500);
    expect((speed?.low95 ?? 0) < (speed?.median ?? 0) && (speed?.median ?? 0) < (speed?.high95 ?? 0)).toBe(true);
    // Stored vectors and the likelihood agree: what the workers computed is what this thread computes.
    const last = result.nested.logl.length - 1;
    expect(fit.likelihood.logLikelihood(result.best)).toBe(result.nested.logl[last]);
    expect(result.summary()).toMatch(/initial velocity +6\d\.\d+ .* km\/s/);
    expect(result.summary()).toMatch(/Log-evidence +-?\d+\.\d\d ± \d\.\d\d/);
    expect(result.overData().description).toMatch(/19 points of the light curve and 30 of the lag/);
    expect(result.corner()[displaySymbol]()["text/plain"]).toMatch(/^Posterior of 2 parameters/);
    // What other programs get: sampler coordinates by name, the limits of uniform priors, provenance, papers.
    const root = join(emptyFolder(), "orionid");
    const [chain, names, limits] = result.export(root, { format: "getdist" }).map((path) => readFileSync(path, "utf8"));
    expect(names).toMatch(/^v_init\t.*\nlog10_m_init\t/);
    expect(limits).toMatch(/^v_init\tN\tN\nlog10_m_init\t-7\t-4\.69\d+\n$/);
    expect(JSON.parse(chain.slice(2, chain.indexOf("\n")))).toEqual(result.provenance());
    expect(result.cite()).toMatch(/^@software\{Nightbook,.*@article\{Skilling2006,.*@article\{Borovicka2007,/s);
  }, 120_000);

  it("reports to the host, which can stop it; what was sampled is kept", async () => {
    const seen: FitStatus[] = [];
    setProgressSink({
      update: (status, controls) => {
        seen.push(status);
        if (status.ncall > 150) controls.stop();
      },
    });
    try {
      const result = await (await quickFit()).run({ ...options, nEffective: 100_000, cores: 2, label: "stopped fit" });
      expect(result.nested.diagnostics.outcome).toBe("stopped");
      expect(result.nested.logl.length).toBeGreaterThan(40);
    } finally {
      setProgressSink(undefined);
    }
    expect(seen.at(-1)).toMatchObject({ phase: "stopped", label: "stopped fit" });
    expect(new Set(seen.map((status) => status.id)).size).toBe(1);
  }, 60_000);

  it("is abortable before it starts and leaves no thread behind", async () => {
    const abort = new AbortController();
    abort.abort();
    const outcome = (await quickFit()).run({ ...options, cores: 1, signal: abort.signal });
    await expect(outcome.then((result) => result.nested.diagnostics.outcome)).rejects.toMatchObject({
      code: "NO_FEASIBLE_POINT",
    });
  });
});

describe("writing", () => {
  it("makes a prior file once and keeps what was changed in it", () => {
    const path = join(emptyFolder(), "my.prior");
    fitting.priorFile(path, quickPrior);
    writeFileSync(path, `${quickPrior}# mine\n`);
    expect(fitting.priorFile(path, quickPrior).document.text).toBe(`${quickPrior}# mine\n`);
  });
});
