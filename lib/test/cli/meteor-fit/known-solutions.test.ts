import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { fitting, ingest } from "nightbook";
import { golden, nightbook, pickle } from "../command-line";
import { emptyFolder, filesBelow, quick, quickPrior } from "./quick-fit";

const event = "20191023_091225";
const solution = golden(`meteor-example/fit_json/${event}_sim_fit_dynesty_BestGuess.json`);
const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));

function setUp() {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "night"));
  writeFileSync(join(cwd, "quick.prior"), quickPrior);
  return { cwd, fit: (...words: string[]) => nightbook(["meteor", "fit", ...words], { cwd }) };
}

describe("solutions that lie beside the data", () => {
  it("are drawn over them, and their likelihoods told with the noise guessed and fitted", async () => {
    const { cwd, fit } = setUp();
    copyFileSync(pickle, join(cwd, "night", `${event}_trajectory.pickle`));
    copyFileSync(solution, join(cwd, "night", "published.json"));
    writeFileSync(join(cwd, "night", "broken.json"), JSON.stringify({ m_init: -1, v_init: 6e4, rho: 300 }));
    writeFileSync(join(cwd, "night", "20180101_000000_later.json"), readFileSync(solution));
    writeFileSync(join(cwd, "night", "20180101_000000_empty.pickle"), "");
    const free = quickPrior.replace("noise_lag, 30, fix", "noise_lag, 20, 40");
    writeFileSync(join(cwd, "quick.prior"), free);
    const words = ["night", "--output-dir", "out", "--prior", "quick.prior", "--no-backup", ...quick];
    expect((await fit(...words)).status).toBe(1);
    const folder = join(cwd, "out", event);
    const plots = ["LumLag_plot", "vs_height"].flatMap((what) =>
      ["png", "svg", "vl.json"].map((end) => `json_plots/published_${what}.${end}`),
    );
    const drawn = filesBelow(folder).filter((name) => name.includes("json_plots"));
    expect(drawn.sort()).toEqual([...plots, ...plots.map((name) => `${event}_results/${name}`)].sort());
    for (const name of drawn) expect(statSync(join(folder, name)).size).toBeGreaterThan(1000);
    const log = readFileSync(join(folder, `log_${event}.txt`), "utf8");
    const [guessed, fitted] = [...log.matchAll(/published\.json +logL: (\S+)/g)].map((match) => Number(match[1]));
    expect(log.match(/^ *broken\.json.*cannot be simulated: m_init/gm)).toHaveLength(2);
    const summary = json(join(folder, `${event}_results`, `${event}_summary.json`));
    expect(summary.logLikelihoodOfFiles).toEqual({ published: fitted });
    // The same by another way: everything is fixed but the mass.
    const observed = (await ingest.meteor(pickle)).observedFor(fitting.prior(free)).observation;
    const { m_init, ...constants } = json(solution);
    const logl = (noise_lag: number) => {
      const fixed = { ...constants, noise_lag, noise_lum: 30 };
      const prior = { variables: ["m_init"], bounds: [[0, 1] as [number, number]], flags: {}, fixed, details: {} };
      const observation = { ...observed, dens_co: constants.dens_co };
      return fitting.meteoroid.meteorLikelihood({ observation, prior }).logLikelihood([m_init]);
    };
    expect(guessed).toBeCloseTo(logl(observed.noise_lag), 9);
    expect(fitted).toBeCloseTo(logl(summary.noiseOfBestFit.lag), 9);
    expect(summary.noiseOfBestFit.lag).not.toBe(observed.noise_lag);
  }, 120_000);
});

describe("the true values of a simulated meteor", () => {
  it("are known with their noise, also to the data that were saved with it", async () => {
    const { cwd, fit } = setUp();
    writeFileSync(join(cwd, "quick.prior"), quickPrior.replace("noise_lum, 30, fix", "noise_lum, 20, 40"));
    const words = ["--prior", "quick.prior", "--no-backup", ...quick];
    expect((await fit(solution, "--add-noise", "4,20", "--output-dir", "a", ...words)).status).toBe(0);
    const saved = join("a", event, `${event}_sim_fit_dynesty_BestGuess_with_noise.json`);
    expect(json(join(cwd, saved)).const).toEqual(json(solution));
    const results = join(cwd, "a", event, `${event}_results`);
    const log = readFileSync(join(cwd, "a", event, `log_${event}.txt`), "utf8");
    expect(log).toMatch(/^REAL logL: -\d+\.\d+$/m);
    expect(log).toMatch(/^True values in the 95 % interval: v_init (yes|no), m_init (yes|no), noise_lum no$/m);
    expect(log).toMatch(/^Fraction of dimensions covered: 0\.\d{3}$/m);
    expect(json(join(results, `${event}_summary.json`)).covered).toMatchObject({ noise_lum: false });
    const table = readFileSync(join(results, `${event}_results_table.tex`), "utf8");
    expect(table).toMatch(/\\sigma_\{lum\}\$ \[W\] & \S+ & 4 & /);
    const { truths, observation } = await ingest.meteor(join(cwd, saved));
    expect(observation.noise_lag).toBe(20);
    const { m_init, v_init } = json(solution);
    expect(truths).toMatchObject({ m_init, v_init, noise_lum: 4, noise_lag: 20 });
    // A measured meteor has none, and one without noise no noise.
    expect((await ingest.meteor(golden(`meteor-example/obs_${event}.json`))).truths).toBeUndefined();
    expect((await ingest.meteor(solution)).truths).not.toHaveProperty("noise_lum");
  }, 120_000);
});
