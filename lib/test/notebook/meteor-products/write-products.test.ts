import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { fitting, type MeteorResult, version } from "nightbook";
import { readPickles } from "nightbook/ingest";
import { emptyFolder, smallFit } from "./small-fit";

const name = "20191023_091225";
const plots = [
  `${name}_correlation_plot`,
  `${name}_distrib_plot`,
  `${name}_dynesty_runplot`,
  `${name}_fit_quality`,
  `${name}_posterior_bands_vs_height`,
  `${name}_rho_mass_weighted_distribution`,
  `${name}_tau_distribution`,
  `${name}_trace_plot`,
  ...["best_fit", "mean_height", "median_height", "mode_height"].map((what) => `fit_plots/${name}_${what}_vs_height`),
  ...["best_fit", "mean", "median", "mode"].map((what) => `fit_plots/${name}_${what}_LumLag_plot`),
];
const solutions = ["BestGuess", "mean", "median", "mode"];
const others = [
  `${name}_posterior_backup.pkl.gz`,
  `${name}_summary.json`,
  `${name}_results_table.tex`,
  `${name}_weighted_correlation_matrix.csv`,
  ...solutions.map((what) => `fit_plots/${name}_sim_fit_dynesty_${what}.json`),
];

/** Paths of all files below a folder. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

let result: MeteorResult;
let folder: string;
let written: readonly string[];
const at = (file: string) => join(folder, `${name}_results`, file);
const text = (file: string) => readFileSync(at(file), "utf8");

beforeAll(async () => {
  result = await smallFit();
  folder = emptyFolder();
  writeFileSync(join(folder, `log_${name}_combined.txt`), "Meteor: here\n  Bounds:\n");
  written = await result.writeProducts(folder, { event: `${name}_combined`, cores: 2 });
}, 180_000);

describe("the products of a meteor fit", () => {
  it("are the files that people know, each plot in three forms", () => {
    const expected = [...plots.flatMap((stem) => [".png", ".svg", ".vl.json"].map((end) => stem + end)), ...others];
    expect(filesIn(join(folder, `${name}_results`))).toEqual(expected.sort());
    expect(readdirSync(folder).sort()).toEqual([
      `${name}_results`,
      `${name}_results.run.json`,
      `log_${name}_combined.txt`,
    ]);
    expect(written.map((path) => relative(folder, path)).sort()).toEqual(filesIn(folder));
  });

  it("hold pictures and the data behind them", () => {
    for (const stem of plots) {
      expect(readFileSync(at(`${stem}.png`)).toString("latin1", 1, 4)).toBe("PNG");
      expect(text(`${stem}.svg`)).toMatch(/^<svg role="img" aria-label="/);
      expect(JSON.parse(text(`${stem}.vl.json`)).$schema).toMatch(/vega-lite\/v5/);
    }
  });

  it("have the same bytes from another number of threads", async () => {
    const other = emptyFolder();
    writeFileSync(join(other, `log_${name}_combined.txt`), "Meteor: here\n  Bounds:\n");
    const again = await smallFit(undefined, 1);
    await again.writeProducts(other, { event: `${name}_combined`, cores: 1 });
    expect(filesIn(other)).toEqual(filesIn(folder));
    for (const file of filesIn(folder).filter((file) => !file.endsWith(".run.json"))) {
      expect([file, readFileSync(join(other, file)).equals(readFileSync(join(folder, file)))]).toEqual([file, true]);
    }
  }, 180_000);

  it("tell what determines them apart from the circumstances", () => {
    const { provenance, products } = JSON.parse(text(`${name}_summary.json`));
    expect(provenance).toMatchObject({ program: "nightbook", version, seed: 5 });
    expect(provenance.inputs[0].name).toBe("20191023_091225_trajectory.pickle");
    expect(provenance.configuration).toMatchObject({ engine: "dynamic", nlive: 60, maxCalls: 4000 });
    expect(Object.keys(products)).toHaveLength(written.length - 3);
    const run = JSON.parse(readFileSync(join(folder, `${name}_results.run.json`), "utf8"));
    expect(Object.keys(run)).toEqual(
      expect.arrayContaining(["commandLine", "host", "cores", "inputs", "writtenAt", "timings"]),
    );
  });
});

describe("the constants of a solution", () => {
  const golden = join(__dirname, "../../golden");
  const constantsOf = (what: string) => JSON.parse(text(`fit_plots/${name}_sim_fit_dynesty_${what}.json`));

  it("bear the names and the order of the original's model, with the noise at the end", () => {
    const reference = JSON.parse(gunzipSync(readFileSync(join(golden, "erosion/ex_BestGuess.json.gz"))).toString());
    for (const what of solutions) {
      expect(Object.keys(constantsOf(what))).toEqual([...Object.keys(reference.constants), "noise_lag", "noise_lum"]);
      expect(text(`fit_plots/${name}_sim_fit_dynesty_${what}.json`)).toMatch(
        /^\{\n {4}"dt": 0.005,\n {4}"total_time": /,
      );
    }
    const published = join(golden, "meteor-example/fit_json", `${name}_sim_fit_dynesty_BestGuess.json`);
    const since = ["wake_psf_weights", "wake_heights"];
    expect(Object.keys(constantsOf("BestGuess")).filter((key) => !since.includes(key))).toEqual(
      Object.keys(JSON.parse(readFileSync(published, "utf8"))),
    );
  });

  it("give the stated likelihood when they are simulated again", () => {
    const { observation } = result.fit;
    const log = readFileSync(join(folder, `log_${name}_combined.txt`), "utf8");
    const stated = Object.fromEntries(
      [...log.matchAll(/^(Best fit|Mode|Mean|Median) logL: (.+)$/gm)].map((m) => [m[1], Number(m[2])]),
    );
    const words = { BestGuess: "Best fit", mode: "Mode", mean: "Mean", median: "Median" } as const;
    let compared = 0;
    for (const [what, word] of Object.entries(words)) {
      const constants = constantsOf(what);
      const { noise_lag, noise_lum, ...fixed } = constants;
      // Nothing is free but the mass, which is given its own value: the likelihood of the constants as they stand.
      const { m_init, ...others } = fixed;
      const prior = {
        variables: ["m_init"],
        bounds: [[0, 1] as [number, number]],
        flags: { m_init: [] },
        fixed: { ...others, noise_lag, noise_lum },
        details: {},
      };
      const logl = fitting.meteoroid.meteorLikelihood({ observation, prior }).logLikelihood([m_init]);
      expect(Number.isFinite(logl)).toBe(true);
      if (!Number.isFinite(stated[word])) continue;
      expect(Math.abs(logl - stated[word])).toBeLessThan(1e-9);
      compared++;
    }
    expect(compared).toBeGreaterThan(1);
    expect(stated["Best fit"]).toBe(result.nested.logl.at(-1));
  });
});

describe("the log", () => {
  it("keeps its beginning and gets the statistics once", () => {
    const log = readFileSync(join(folder, `log_${name}_combined.txt`), "utf8");
    expect(log).toMatch(/^Meteor: here\n {2}Bounds:\n\nSummary\n=======\nniter: \d+\nncall: \d+\n/);
    expect(log.match(/^Summary$/gm)).toHaveLength(1);
    expect(log).toMatch(/^Tau: \d\.\d{7,8} 95CI \(\d\.\d{7,8} - \d\.\d{7,8}\) %$/m);
    expect(log).toMatch(/^Real mass weighted \$\\rho\$ : \d+\.\d+ 95CI/m);
  });

  it("says so when no backup was wanted, and an old backup stays", async () => {
    const other = emptyFolder();
    await result.writeProducts(other, { backup: false, suffix: "_n1" });
    const files = filesIn(join(other, `${name}_n1_results`));
    expect(files.some((file) => /backup|bands/.test(file))).toBe(false);
    const log = readFileSync(join(other, `log_${name}_n1.txt`), "utf8");
    expect(log).toMatch(/No posterior backup and no posterior bands were made, as was asked for\.$/m);
    expect(log).not.toContain("Real mass weighted");
    const backup = join(other, `${name}_n1_results/${name}_n1_posterior_backup.pkl.gz`);
    writeFileSync(backup, "mine");
    await result.writeProducts(other, { backup: false, bands: true, suffix: "_n1" });
    expect(readFileSync(backup, "utf8")).toBe("mine");
    const redrawn = readFileSync(join(other, `log_${name}_n1.txt`), "utf8");
    expect(redrawn.match(/^Summary$/gm)).toHaveLength(1);
    expect(redrawn).not.toContain("as was asked for");
    expect(redrawn).toMatch(/^The posterior backup was left as an earlier end of the run made it\.$/m);
    const { products } = JSON.parse(readFileSync(join(other, `${name}_n1_results/${name}_n1_summary.json`), "utf8"));
    expect(products[`${name}_n1_posterior_backup.pkl.gz`]).toBe(createHash("sha256").update("mine").digest("hex"));
    expect(existsSync(join(other, `${name}_n1_results/${name}_n1_posterior_bands_vs_height.png`))).toBe(true);
  }, 120_000);
});

describe("the table and the correlations", () => {
  it("have a row for each parameter", () => {
    const rows = text(`${name}_results_table.tex`)
      .split("\n")
      .filter((line) => /&.*\\\\$/.test(line));
    const { variables } = result.fit.resolved;
    expect(rows).toHaveLength(variables.length + 1);
    expect(rows[0]).toBe("    Parameter & 2.5CI & Best Fit & Mode & Mean & Median & 97.5CI \\\\");
    expect(rows[1]).toMatch(/^ {4}\$v_0\$ \[km\/s\]( & 6\d(\.\d+)?){6} \\\\$/);
    expect(text(`${name}_results_table.tex`)).toContain("the meteor 20191023\\_091225.");
    const matrix = text(`${name}_weighted_correlation_matrix.csv`).trim().split("\n");
    expect(matrix[0].split(",")).toHaveLength(variables.length + 1);
    expect(matrix[0]).toContain("$\\log_{10}$($\\rho$ [kg/m$^3$])");
    expect(matrix[2].split(",")[2]).toBe("1.0000");
  });
});

describe("the backup", () => {
  it("has the structure that scripts expect, in this order", () => {
    const file = gunzipSync(readFileSync(at(`${name}_posterior_backup.pkl.gz`)));
    const document = readPickles(file)[0] as Map<string, Map<string, unknown>>;
    expect([...document.keys()]).toEqual(["dynesty", "best_guess", "bands"]);
    const run = document.get("dynesty") as Map<string, unknown>;
    expect([...run.keys()]).toEqual(
      (
        "file_name samples importance_weights weights logl logwt logz logzerr niter ncall eff summary variables flags_dict " +
        "fixed_values median mean approx_modes 95_CI_lower 95_CI_upper rho_array rho_mass_weighted_estimate const_backups"
      ).split(" "),
    );
    const n = result.nested.logl.length;
    const backups = run.get("const_backups") as (Map<string, unknown> | null)[];
    expect(backups).toHaveLength(n);
    const present = backups.filter((backup) => backup !== null);
    expect(present.length).toBeGreaterThan(n / 4);
    expect([...present[0].keys()]).toEqual(
      (
        "rho_mass_weighted rho_volume_weighted erosion_beg_vel erosion_beg_mas erosion_beg_dyn_press mass_at_erosion_change " +
        "dyn_press_at_erosion_change energy_per_cs_before_erosion energy_per_mass_before_erosion main_mass_exhaustion_ht main_bottom_ht"
      ).split(" "),
    );
    expect(Object.keys(Object.fromEntries(document.get("bands")?.get("lum") as Map<string, unknown>)).sort()).toEqual(
      ["p00015", "p025", "p16", "p50", "p84", "p975", "p99985"].sort(),
    );
  });
});
