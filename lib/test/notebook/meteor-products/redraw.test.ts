import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { MeteorResult } from "nightbook";
import { readPickles, type WritableValue, writePickle } from "../../../src/ingest/pickle";
import { meteorBackup } from "../../../src/notebook/meteor-products/read-backup";
import { nightbook } from "../../cli/command-line";
import { emptyFolder, smallFit } from "./small-fit";

const name = "20191023_091225";
let result: MeteorResult;
let folder: string;
let backup: string;
let document: Map<string, Map<string, WritableValue>>;

beforeAll(async () => {
  result = await smallFit();
  folder = emptyFolder();
  await result.writeProducts(folder);
  backup = join(folder, `${name}_results/${name}_posterior_backup.pkl.gz`);
  const [value] = readPickles(gunzipSync(readFileSync(backup)));
  document = value as typeof document;
}, 180_000);

/** The backup with other entries of its first part, as numbers are read: a file of another program. */
function changed(
  entries: Record<string, WritableValue | undefined>,
  more: Record<string, WritableValue | undefined> = {},
) {
  const run = new Map(document.get("dynesty"));
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined) run.delete(key);
    else run.set(key, value);
  }
  const root = new Map<string, WritableValue | undefined>([...document, ["dynesty", run], ...Object.entries(more)]);
  return new Map([...root].filter(([, value]) => value !== undefined)) as Map<string, WritableValue>;
}

/** A list of numbers of the first part. */
const column = (key: string) => (document.get("dynesty") ?? new Map()).get(key) as number[];

const stems = (files: readonly string[]) =>
  files
    .filter((file) => file.endsWith(".png"))
    .map((file) => file.slice(0, -4))
    .sort();
const json = (text: string) => JSON.parse(text) as { files: string[]; notes: string[]; folder: string };

describe("nightbook meteor plot", () => {
  it("draws again, from the backup alone, the very plots of the fit but those of the run", async () => {
    const alone = join(emptyFolder(), "copy.pkl.gz");
    copyFileSync(backup, alone);
    const out = emptyFolder();
    const { status, err, out: printed } = await nightbook(["meteor", "plot", alone, "-o", out]);
    expect([status, err]).toEqual([0, ""]);
    const results = join(folder, `${name}_results`);
    const wanted = (readdirSync(results, { recursive: true }) as string[]).filter(
      (file) => /\.(png|svg|vl\.json)$/.test(file) && !/runplot|trace_plot/.test(file),
    );
    expect((readdirSync(out, { recursive: true }) as string[]).filter((file) => /\./.test(file)).sort()).toEqual(
      wanted.sort(),
    );
    expect(printed).toBe(`Wrote ${wanted.length} files of ${wanted.length / 3} plots to ${out}\n`);
    // Bands are kept in single precision, six digits are drawn: the rest are the same bytes.
    for (const file of wanted.filter((file) => file.endsWith(".vl.json") && !file.includes("bands"))) {
      expect([file, readFileSync(join(out, file), "utf8")]).toEqual([file, readFileSync(join(results, file), "utf8")]);
    }
  }, 120_000);

  it("reads a backup of the original, with the observation beside it", async () => {
    const place = join(emptyFolder(), "results");
    mkdirSync(place);
    // Nothing behind the first value, a newer protocol, arrays where lists were.
    const flat = Float64Array.from(column("logl"));
    const file = join(place, "old.pkl.gz");
    writeFileSync(file, gzipSync(writePickle(changed({ logl: flat, logzerr: null, summary: null }), { protocol: 5 })));
    const without = json((await nightbook(["meteor", "plot", file, "-o", join(place, "a"), "--json"])).out);
    expect(stems(without.files).map((stem) => stem.slice(without.folder.length + 1))).toEqual([
      `${name}_correlation_plot`,
      `${name}_distrib_plot`,
      `${name}_rho_mass_weighted_distribution`,
    ]);
    expect(without.notes).toEqual([expect.stringContaining("--observation")]);
    writeFileSync(join(place, `../obs_data_${name}_combined.json`), JSON.stringify(result.fit.observation));
    const beside = json((await nightbook(["meteor", "plot", file, "--json"])).out);
    expect(beside.notes).toEqual([]);
    expect(beside.folder).toBe(place);
    expect(stems(beside.files)).toHaveLength(14);
  }, 120_000);

  it("draws the sample that the backup names as mode", async () => {
    const modeOf = async (entries: Record<string, WritableValue | undefined>) => {
      const file = join(emptyFolder(), "b.pkl.gz");
      writeFileSync(file, gzipSync(writePickle(changed(entries))));
      writeFileSync(`${file}.json`, JSON.stringify(result.fit.observation));
      const { files } = json(
        (await nightbook(["meteor", "plot", file, "--observation", `${file}.json`, "--json"])).out,
      );
      return readFileSync(files.find((path) => path.endsWith("_mode_LumLag_plot.vl.json")) ?? "", "utf8");
    };
    const { variables, flags } = result.fit.resolved;
    const chosen = result.nested.logl.length - 2;
    const shown = variables.map((name, k) => {
      const value = result.nested.sample(chosen)[k];
      const factor = /v_init|height/.test(name) ? 1e-3 : /sigma|erosion_coeff/.test(name) ? 1e6 : 1;
      return Math.fround((flags[name]?.includes("log") ? 10 ** value : value) * factor);
    });
    const importance_weights = column("logl").map((_, i) => (i === chosen ? 0.9 : 0.1));
    const named = await modeOf({ approx_modes: shown });
    expect(named === (await modeOf({ approx_modes: undefined, importance_weights }))).toBe(true);
  }, 120_000);

  it("reads the draws of equal weight in early files", async () => {
    const samples = document.get("dynesty")?.get("samples") as number[][];
    const early = changed({
      samples: undefined,
      samples_eq: samples,
      importance_weights: undefined,
      logl: undefined,
      weights: samples.map((_, i) => i),
    });
    const file = join(emptyFolder(), "early.pkl.gz");
    writeFileSync(file, gzipSync(writePickle(early)));
    const observation = `${file}.json`;
    writeFileSync(observation, JSON.stringify(result.fit.observation));
    const drawn = json((await nightbook(["meteor", "plot", file, "--observation", observation, "--json"])).out);
    expect(drawn.notes).toContain("The backup holds no likelihoods, so the best fit is not drawn");
    expect(stems(drawn.files).some((stem) => stem.includes("best_fit"))).toBe(false);
  }, 120_000);

  it.each<[string, () => Uint8Array | string, RegExp]>([
    ["an empty file", () => "", /Cannot read the pickle: the file is empty/],
    ["text", () => "hello", /Cannot read the pickle: /],
    ["half a file", () => readFileSync(backup).subarray(0, 5000), /Cannot unpack the posterior backup: /],
    [
      "another pickle",
      () => gzipSync(writePickle([1])),
      /part the file: .*is not a dictionary|the file is not a dictionary/,
    ],
    ["a program", () => gzipSync(Buffer.from("cos\nsystem\n(S'id'\ntR.")), /Nothing was executed/],
    [
      "no samples",
      () => gzipSync(writePickle(changed({ samples: [], importance_weights: [], logl: [], rho_array: [] }))),
      /samples is empty/,
    ],
    [
      "short rows",
      () => gzipSync(writePickle(changed({ samples: [[1, 2]] }))),
      /samples\[0\] does not have \d+ numbers/,
    ],
    [
      "words for numbers",
      () => gzipSync(writePickle(changed({ logl: ["a"] }))),
      /logl holds something that is not a number/,
    ],
    [
      "too few weights",
      () => gzipSync(writePickle(changed({ importance_weights: [1] }))),
      /importance_weights has 1 values for \d+ samples/,
    ],
    [
      "no weight",
      () => gzipSync(writePickle(changed({ importance_weights: column("logl").map(() => 0) }))),
      /none at all/,
    ],
    [
      "names twice",
      () => gzipSync(writePickle(changed({ variables: ["rho", "rho"] }))),
      /variables is empty or names one twice/,
    ],
    [
      "bands of another kind",
      () => gzipSync(writePickle(changed({}, { bands: { lum: 1 } }))),
      /bands\.lum is not a dictionary/,
    ],
    [
      "a function as fixed value",
      () => gzipSync(writePickle(changed({ fixed_values: { rho: [1] } }))),
      /fixed_values\.rho is neither/,
    ],
  ])("answers %s with one line", async (_, content, line) => {
    const file = join(emptyFolder(), "b.pkl.gz");
    writeFileSync(file, content());
    const { status, out, err } = await nightbook(["meteor", "plot", file]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(line);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err.startsWith(file)).toBe(true);
  });
});

describe("a backup with a dangerous name", () => {
  it("names files in its own folder only", () => {
    const named = (file_name: WritableValue) => meteorBackup(changed({ file_name }) as never, "x").name;
    expect(named("../../etc/passwd")).toBe("__.._etc_passwd");
    expect(named("a\u0000b/c\\d<e>")).toBe("a_b_c_d_e_");
    expect(named(7n)).toBe("meteor");
    expect(named("x".repeat(500))).toHaveLength(120);
  });
});
