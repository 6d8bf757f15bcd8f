import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { trajectoryPickle, view } from "../../notebook/meteor-input/trajectory-pickle";
import { golden, nightbook, pickle, root } from "../command-line";
import { contents, emptyFolder, filesBelow, quick, quickPrior } from "./quick-fit";

const event = "20191023_091225";
const solution = golden(`meteor-example/fit_json/${event}_sim_fit_dynesty_BestGuess.json`);
const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** A folder with the real event, its report and the quick prior in `night`, and the command in that folder. */
function setUp() {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "night"));
  copyFileSync(pickle, join(cwd, "night", `${event}_trajectory.pickle`));
  copyFileSync(pickle.replace("trajectory.pickle", "report.txt"), join(cwd, "night", `${event}_report.txt`));
  writeFileSync(join(cwd, "quick.prior"), quickPrior);
  return { cwd, fit: (...words: string[]) => nightbook(["meteor", "fit", ...words], { cwd }) };
}

describe("nightbook meteor fit", () => {
  it("does what the original's command does, with its spellings, and goes on with what is there", async () => {
    const { cwd, fit } = setUp();
    const words = [
      "night",
      "--output_dir",
      "out",
      "--prior",
      "quick.prior",
      "--pick_pos",
      "0",
      "--cores",
      "1",
      ...quick,
    ];
    // A look at the data with another prior leaves a copy of that one.
    expect((await fit("night", "--output-dir", "out", "--prior", "single-body", "--plot", "--seed", "7")).status).toBe(
      0,
    );
    const first = await fit(...words);
    expect([first.status, first.out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^event .*\\n.*\\n${event} +done `)),
    ]);
    expect(first.err).toContain(`${event} (1 of 1): 2 free variables, prior quick.prior, seed 7\n`);
    expect(first.err).toMatch(
      /\d+it \[\d\d:\d\d, +[\d.]+(it\/s|s\/it), batch: \d+ \| bound: \d+ \| nc: \d+ \| ncall: \d+ \| eff\(%\): +[\d.]+ \| loglstar: +\S+ < +\S+ < +\S+ \| logz: +-[\d.]+ \+\/- +[\d.]+ \| stop: +0\.\d{3}\]\n/,
    );
    const names = filesBelow(join(cwd, "out", event));
    expect(names).toEqual(
      expect.arrayContaining([
        `${event}.nsl`,
        `${event}_LumLag_plot.png`,
        `${event}_LumLag_plot.svg`,
        `${event}_LumLag_plot.vl.json`,
        `${event}_report.txt`,
        `${event}_trajectory.pickle`,
        `log_${event}.txt`,
        `obs_data_${event}.json`,
        "quick.prior",
        `${event}_results/${event}_posterior_backup.pkl.gz`,
        `${event}_results/fit_plots/${event}_sim_fit_dynesty_BestGuess.json`,
      ]),
    );
    const log = readFileSync(join(cwd, "out", event, `log_${event}.txt`), "utf8");
    expect(log).toMatch(/m_init +\[-7, -4\.69\d+\] +log +kg/);
    expect(log).toMatch(/zenith_angle +0\.496/);
    expect(log).toMatch(/logz: -\d/);
    expect(readFileSync(join(cwd, "out", event, `${event}_trajectory.pickle`)).equals(readFileSync(pickle))).toBe(true);
    // The prior of the run is found where the run is.
    const before = contents(join(cwd, "out"));
    const again = await fit("night", "--output-dir=out", "--pick-pos=0", ...quick);
    expect([again.status, contents(join(cwd, "out"))]).toEqual([0, before]);
  }, 120_000);

  it("leaves the same files when it is killed in between", async () => {
    const { cwd, fit } = setUp();
    const words = ["night", "--prior", "quick.prior", "-NoBackup", ...quick, "--nlive", "150", "--n-effective", "900"];
    expect((await fit(...words, "--output-dir", "whole")).status).toBe(0);
    const command = [join(root, "lib/bin/nightbook.js"), "meteor", "fit", ...words, "--output-dir", "parts"];
    const child = spawn(process.execPath, command, { cwd, stdio: "ignore" });
    const ended = new Promise((resolve) => void child.once("close", resolve));
    const ledger = join(cwd, "parts", event, `${event}.nsl`);
    while (!existsSync(ledger) || statSync(ledger).size < 40_000) await new Promise((next) => setTimeout(next, 5));
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(join(cwd, "parts", event, `${event}_results`))).toBe(false);
    expect((await fit(...words, "--output-dir", "parts")).status).toBe(0);
    expect(contents(join(cwd, "parts"))).toEqual(contents(join(cwd, "whole")));
  }, 120_000);

  it("stops on Ctrl-C with status 130, and tells what was not begun", async () => {
    const { cwd } = setUp();
    writeFileSync(join(cwd, "night", "later.pickle"), trajectoryPickle(view({ later: 60 })));
    const words = ["night", "--prior", "quick.prior", "--output-dir", "out", "--nlive", "1000", "--engine", "dynamic"];
    const child = spawn(process.execPath, [join(root, "lib/bin/nightbook.js"), "meteor", "fit", ...words], { cwd });
    const ended = new Promise<number | null>((resolve) => void child.once("close", resolve));
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.resume();
    const ledger = join(cwd, "out", event, `${event}.nsl`);
    while (!existsSync(ledger) || statSync(ledger).size < 40_000) await new Promise((next) => setTimeout(next, 5));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said).toMatch(new RegExp(`^${event} +stopped [^]*^later +pending `, "m"));
    expect(readdirSync(join(cwd, "out"))).toEqual([event]);
  }, 60_000);

  it("begins anew beside the old run, of which nothing changes, and then goes on with the run that fits", async () => {
    const { cwd, fit } = setUp();
    const folder = join(cwd, "out", event);
    const words = ["night", "--output-dir", "out", "--prior", "quick.prior", "-NoBackup", "--nlive", "40"];
    const sampling = ["--engine", "dynamic", "--n-effective", "100"];
    expect((await fit(...words, ...sampling, "--seed", "7")).status).toBe(0);
    const before = contents(folder);
    writeFileSync(join(cwd, "quick.prior"), quickPrior.replace("rho, 300", "rho, 400"));
    const refused = await fit(...words, ...sampling);
    expect([refused.status, refused.err]).toEqual([1, expect.stringMatching(/another fit: model hash .* --new/)]);
    expect((await fit(...words, ...sampling, "-new", "--seed", "8")).status).toBe(0);
    for (const [name, content] of before) expect([name, contents(folder).get(name)]).toEqual([name, content]);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([
        `${event}_n1.nsl`,
        `${event}_n1_results`,
        `log_${event}_n1.txt`,
        `obs_data_${event}_n1.json`,
        "quick_n1.prior",
      ]),
    );
    expect(filesBelow(join(folder, `${event}_n1_results`))).toContain(
      `fit_plots/${event}_n1_sim_fit_dynesty_BestGuess.json`,
    );
    const both = contents(folder);
    expect((await fit(...words, ...sampling)).status).toBe(0);
    writeFileSync(join(cwd, "quick.prior"), quickPrior);
    expect((await fit(...words, ...sampling)).status).toBe(0);
    expect(contents(folder)).toEqual(both);
  }, 180_000);

  it("draws the data before a run, its state later, and disturbs nothing", async () => {
    const { cwd, fit } = setUp();
    const folder = join(cwd, "night", event);
    copyFileSync(join(cwd, "quick.prior"), join(cwd, "night", "quick.prior"));
    const drawn = await fit("night", "-plot");
    expect([drawn.status, drawn.out]).toEqual([0, expect.stringMatching(/ plotted /)]);
    expect(existsSync(join(folder, `${event}_LumLag_plot.png`))).toBe(true);
    expect(existsSync(join(folder, `${event}_results`))).toBe(false);
    // A run that is not finished: its ledger is cut.
    expect((await fit("night", ...quick)).status).toBe(0);
    const whole = readFileSync(join(folder, `${event}.nsl`));
    const backup = readFileSync(join(folder, `${event}_results`, `${event}_posterior_backup.pkl.gz`));
    const part = whole.subarray(0, Math.round(whole.length * 0.7));
    writeFileSync(join(folder, `${event}.nsl`), part);
    const other = join(cwd, "parts");
    cpSync(folder, join(other, event), { recursive: true });
    writeFileSync(join(other, event, `${event}_results/${event}_tau_distribution.png`), "");
    rmSync(join(other, event, "posterior.json"));
    const state = await fit("night", "-plot", "--output-dir", "parts");
    expect([state.status, state.err]).toEqual([0, expect.stringContaining("Writing the results of")]);
    expect(readFileSync(join(other, event, `${event}.nsl`)).equals(part)).toBe(true);
    expect(statSync(join(other, event, `${event}_results`, `${event}_tau_distribution.png`)).size).toBeGreaterThan(
      1000,
    );
    expect(
      readFileSync(join(other, event, `${event}_results`, `${event}_posterior_backup.pkl.gz`)).equals(backup),
    ).toBe(true);
    const log = readFileSync(join(other, event, `log_${event}.txt`), "utf8");
    expect(log).toMatch(/engine +dynamic/);
    expect(log).toMatch(/outcome: The run has not ended/);
  }, 180_000);

  it("does what it can of a folder, tells why the rest fails, and ends with status 1", async () => {
    const { cwd, fit } = setUp();
    const put = (path: string, content: string | Buffer) => {
      mkdirSync(join(cwd, "night", path, ".."), { recursive: true });
      writeFileSync(join(cwd, "night", path), content);
    };
    const dark = view({ later: 86_400 });
    for (const camera of dark.observations) camera.absoluteMagnitude = null;
    put("quick.prior", quickPrior);
    put("empty/20200101_000000_trajectory.pickle", "");
    put("dark/20191024_091225_trajectory.pickle", trajectoryPickle(dark));
    put("wrong/20191025_091225_trajectory.pickle", trajectoryPickle(view({ later: 2 * 86_400 })));
    put("wrong/my.prior", `${quickPrior}rhoo, 1, 2\n`);
    put("old/20180101_000000.dynesty", "cos\nsystem\n(S'touch hacked'\ntR.");
    put("old/20180101_000000_results/20180101_000000_posterior_backup.pkl.gz", "");
    const { status, out, err } = await fit("night", "--output-dir", "out", "-NoBackup", ...quick);
    expect(status).toBe(1);
    expect(existsSync(join(cwd, "out", event, `${event}_results`))).toBe(true);
    const reasons = {
      "20200101_000000": /the file is empty/,
      "20191024_091225": /too few points brighter than magnitude 8/,
      "20191025_091225": /my\.prior, line 11, column 1: Unknown variable rhoo/,
    };
    for (const [name, reason] of Object.entries(reasons)) {
      expect(readFileSync(join(cwd, "out", name, `log_error_${name}.txt`), "utf8")).toMatch(reason);
      expect(err).toMatch(new RegExp(`^${name}: .*${reason.source}`, "m"));
      expect(out).toMatch(new RegExp(`^${name} +failed .*log_error_${name}\\.txt$`, "m"));
    }
    expect(out).toMatch(new RegExp(`^${event} +done `, "m"));
    expect(err).toMatch(/\.dynesty is a program .* never opened\. Its samples are in .*posterior_backup\.pkl\.gz/);
    expect(existsSync(join(cwd, "hacked"))).toBe(false);
    // What is mended is fitted, and its error log goes.
    put("wrong/my.prior", quickPrior);
    const mended = await fit("night/wrong", "--output-dir", "out", "-NoBackup", ...quick, "--json");
    expect([mended.status, JSON.parse(mended.out).events[0]]).toEqual([
      0,
      expect.objectContaining({ event: "20191025_091225", state: "done", seed: 7, engine: "dynamic", errorLog: null }),
    ]);
    expect(existsSync(join(cwd, "out", "20191025_091225", "log_error_20191025_091225.txt"))).toBe(false);
  }, 180_000);

  it("fits files of the same second together, over all inputs", async () => {
    const { cwd, fit } = setUp();
    for (const [name, stations] of Object.entries({ camo: ["01T", "02T"], emccd: ["01G", "02G"] })) {
      mkdirSync(join(cwd, "data", name), { recursive: true });
      writeFileSync(join(cwd, "data", name, `${name}.pickle`), trajectoryPickle(view({ stations })));
    }
    const inputs = ["data/camo,", "data/emccd"];
    const { status } = await fit(...inputs, "--prior", "quick.prior", "-NoBackup", ...quick);
    expect(status).toBe(0);
    const folder = join(cwd, "data", `${event}_combined`);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([
        "camo.pickle",
        "emccd.pickle",
        `log_${event}_combined.txt`,
        `${event}_combined.nsl`,
        `${event}_results`,
      ]),
    );
    const observation = json(join(folder, `obs_data_${event}_combined.json`));
    expect(observation.lum_files).toEqual(["emccd.pickle", "emccd.pickle"]);
    expect(observation.lag_files).toEqual(["camo.pickle", "camo.pickle"]);
  }, 120_000);
});

describe("meteors in JSON", () => {
  it("get noise when it is asked for, by the seed, and the data with noise can be fitted again", async () => {
    const { cwd, fit } = setUp();
    const noisy = ["--add-noise", solution, "--prior", "quick.prior", "-plot", "--seed", "5"];
    expect((await fit(...noisy, "--output-dir", "a")).status).toBe(0);
    expect((await fit(...noisy, "--output-dir", "b")).status).toBe(0);
    const saved = `${event}_sim_fit_dynesty_BestGuess_with_noise.json`;
    const [a, b] = ["a", "b"].map((folder) => json(join(cwd, folder, event, saved)));
    expect(a).toEqual(b);
    expect([a.noise_lum, a.noise_lag]).toEqual([2.5, 5]);
    expect((await fit("--add-noise", "4,20", solution, "--output-dir", "c", "--plot", "--seed", "6")).status).toBe(0);
    const c = json(join(cwd, "c", event, saved));
    expect([c.noise_lum, c.noise_lag]).toEqual([4, 20]);
    expect(c.luminosity).not.toEqual(a.luminosity);
    expect((await fit(join("a", event, saved), "--output-dir", "d", "--plot")).status).toBe(0);
    expect(json(join(cwd, "d", event, `obs_data_${event}.json`)).luminosity).toEqual(a.luminosity);
    const quiet = await fit(solution, "--output-dir", "e", "--plot");
    expect([quiet.status, existsSync(join(cwd, "e", event, saved))]).toEqual([0, false]);
  }, 120_000);

  it("that are something else fail with a reason", async () => {
    const { cwd, fit } = setUp();
    writeFileSync(join(cwd, "other.json"), "{}");
    const { status, err } = await fit("other.json");
    expect([status, err]).toEqual([1, expect.stringMatching(/^other: other\.json: This JSON holds neither .*\n$/)]);
  });
});

describe("a call of nightbook meteor fit that is wrong", () => {
  it.each([
    ["no input", [], 2, /missing required argument/],
    ["a pick position beyond 1", ["night", "--pick_pos", "2"], 2, /Not a number from 0 to 1/],
    ["noise of one number", ["night", "--add-noise=3"], 2, /Not two positive numbers/],
    ["an engine that is none", ["night", "--engine", "steam"], 2, /steam/],
    ["a prior that is not there", ["night", "--prior", "nowhere.prior"], 1, /^nowhere\.prior: There is no such file/],
    ["a shipped prior by a wrong name", ["night", "--prior", "two-erosion"], 1, /did you mean two-erosions\?/],
    ["a prior by a name like no other", ["night", "--extraprior", "nothing"], 1, /"nightbook prior list" lists/],
    ["an input that is not there", ["nowhere"], 1, /nowhere: There is no such file/],
  ])("is refused: %s", async (_what, words, status, message) => {
    const answer = await setUp().fit(...(words as string[]));
    expect([answer.status, answer.err]).toEqual([status, expect.stringMatching(message as RegExp)]);
  });

  it("is warned of too many variables", async () => {
    const { cwd, fit } = setUp();
    const block =
      "- EF\nheight, 90000, 110000\nnumber, 1, fix\nmass_percent, 1, 90\nsigma, 1e-9, 5e-8\nerosion_coeff, 1e-9, 1e-6, log\n";
    const grains = "grain_mass_min, 5e-12, 1e-9, log\ngrain_mass_max, 1e-10, 1e-7, log\nmass_index, 1, 3\n";
    writeFileSync(join(cwd, "many.extraprior"), `${block}${grains}`.repeat(4));
    const words = ["--prior", "stony_meteoroid_1ErosFrag", "--extraprior", "many.extraprior", "-plot"];
    const { status, err } = await fit("night", ...words, "--output-dir", "out");
    expect([status, err]).toEqual([0, expect.stringMatching(/Warning: .* 39 free variables; with more than 30/)]);
    expect(readFileSync(join(cwd, "out", event, `log_${event}.txt`), "utf8")).toMatch(/Warning: .*more than 30/);
    expect(readdirSync(join(cwd, "out", event))).toEqual(
      expect.arrayContaining(["one-erosion.prior", "many.extraprior"]),
    );
  }, 60_000);
});
