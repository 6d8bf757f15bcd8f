import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { emptyFolder, golden, nightbook, pickle } from "./command-line";

const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), 1e-300);

interface Case {
  constants: Record<string, unknown>;
  n_rows: number;
  sums: Record<string, number>;
}

describe("nightbook meteor simulate", () => {
  const readCase = (name: string) =>
    JSON.parse(gunzipSync(readFileSync(golden("erosion", `${name}.json.gz`))).toString()) as Case;

  it.each(["01_single_faint", "08_frag_M_D", "ex_BestGuess"])("gives the sums of %s", async (name) => {
    const expected = readCase(name);
    const folder = emptyFolder();
    writeFileSync(join(folder, "constants.json"), JSON.stringify(expected.constants));
    const { status, err } = await nightbook(["meteor", "simulate", "constants.json", "-o", "out.json"], {
      cwd: folder,
    });
    expect([status, err]).toEqual([0, ""]);
    const product = json(join(folder, "out.json"));
    expect(Object.keys(product)).toEqual(
      expect.arrayContaining(["constants", "n_rows", "columns", "const_after", "sums", "provenance"]),
    );
    expect(product.n_rows).toBe(expected.n_rows);
    expect(product.columns.luminosity).toHaveLength(expected.n_rows);
    for (const [column, sum] of Object.entries(expected.sums))
      expect(relative(product.sums[column], sum)).toBeLessThan(1e-9);
    expect(readdirSync(folder).sort()).toEqual(["constants.json", "out.json", "out.json.run.json"]);
  });

  it("gives the same bytes twice, and replaces an output only when told so", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "c.json"), JSON.stringify(readCase("01_single_faint").constants));
    const simulate = (...more: string[]) => nightbook(["meteor", "simulate", "c.json", ...more], { cwd: folder });
    await simulate("-o", "a.json");
    await simulate("-o", "b.json");
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe(readFileSync(join(folder, "b.json"), "utf8"));
    const again = await simulate("-o", "a.json");
    expect([again.status, again.err]).toEqual([
      1,
      expect.stringMatching(/^a\.json: The file exists already\..*--overwrite.*\n$/),
    ]);
    expect((await simulate("-o", "a.json", "--overwrite")).status).toBe(0);
  });

  it.each([
    ["not JSON", "{", /^c\.json, line 1, column \d+: This is not JSON\. .+\n$/],
    ["not an object", "[1]", /^c\.json: The constants are not a JSON object\. .+\n$/],
    ["a wrong value", '{"dt": 0}', /^c\.json: .*dt.*0.*\n$/],
    ["a wrong kind", '{"rho": "heavy"}', /^c\.json: .*rho.*heavy.*\n$/],
    ["a run that does not end", '{"dt": 1e-8}', /^c\.json: The erosion run does not end in bounds.*\n$/],
  ])("refuses %s in one line and writes nothing", async (_what, text, line) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "c.json"), text);
    const { status, out, err } = await nightbook(["meteor", "simulate", "c.json", "-o", "out.json"], { cwd: folder });
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(line);
    expect(existsSync(join(folder, "out.json"))).toBe(false);
  });
});

describe("constants as people have them", () => {
  it("are those of a fit, or of an earlier run; names that mean nothing are told", async () => {
    const fit = golden("meteor-example/fit_json/20191023_091225_sim_fit_dynesty_BestGuess.json");
    const folder = emptyFolder();
    const first = await nightbook(["meteor", "simulate", fit, "-o", join(folder, "first.json")]);
    expect([first.status, first.err]).toEqual([0, ""]);
    const second = await nightbook(["meteor", "simulate", "first.json"], { cwd: folder });
    expect(JSON.parse(second.out).sums).toEqual(json(join(folder, "first.json")).sums);
    writeFileSync(join(folder, "typo.json"), '{"rhoo": 3, "m_init": 1e-7, "erosion_on": false}');
    const typo = await nightbook(["meteor", "simulate", "typo.json"], { cwd: folder });
    expect([typo.status, typo.err]).toEqual([0, "typo.json: Not constants of the model, ignored: rhoo.\n"]);
  });
});

describe("nightbook meteor observe", () => {
  it("prints the observation as the original prepared it", async () => {
    const { status, out } = await nightbook(["meteor", "observe", pickle]);
    expect(status).toBe(0);
    const observation = JSON.parse(out);
    const { _note, ...expected } = json(golden("meteor-example/obs_20191023_091225.json"));
    expect(Object.keys(observation).sort()).toEqual(Object.keys(expected).sort());
    for (const name of ["height_lum", "luminosity", "time_lag", "lag", "length", "velocities"]) {
      const worst = Math.max(
        ...expected[name].map(
          (value: number, i: number) => Math.abs(observation[name][i] - value) / Math.max(1, Math.abs(value)),
        ),
      );
      expect([name, worst < 1e-9]).toEqual([name, true]);
    }
    expect(observation.stations_lag).toEqual(expected.stations_lag);
  });
});

describe("nightbook meteor loglike", () => {
  const prior = golden("priors/stony_meteoroid.prior");

  it.each([
    ["with the air density given", true, 1e-6],
    ["from the pickle alone", false, 1e-5],
  ])("agrees with the original %s", async (_how, givesDensity, tolerance) => {
    const reference = json(golden("meteor-example/loglike_vectors.json"));
    const folder = emptyFolder();
    const { dens_co } = json(golden("meteor-example/obs_20191023_091225.json"));
    const vectors = reference.vectors.map((vector: { theta: number[] }) => vector.theta);
    const file = { variables: reference.variables, vectors, ...(givesDensity && { dens_co }) };
    writeFileSync(join(folder, "v.json"), JSON.stringify(file));
    const { status, out, err } = await nightbook([
      "meteor",
      "loglike",
      pickle,
      "--prior",
      prior,
      "--vectors",
      join(folder, "v.json"),
    ]);
    expect([status, err]).toEqual([0, ""]);
    const answer = JSON.parse(out);
    expect(answer.variables).toEqual(reference.variables);
    reference.vectors.forEach(({ logl }: { logl: number | null }, i: number) => {
      if (logl === null) expect(answer.logl[i]).toBeNull();
      else expect(relative(answer.logl[i], logl)).toBeLessThan(tolerance);
    });
    expect(answer.luminosity[0]).toHaveLength(19);
    expect(answer.lag[0]).toHaveLength(30);
  });

  it("takes the variables in any order and names those that do not fit", async () => {
    const { variables, vectors } = json(golden("meteor-example/loglike_vectors.json"));
    const folder = emptyFolder();
    const [{ theta, logl }] = vectors;
    writeFileSync(
      join(folder, "v.json"),
      JSON.stringify({ variables: variables.toReversed(), vectors: [theta.toReversed()] }),
    );
    writeFileSync(join(folder, "w.json"), JSON.stringify({ variables: ["rho", "colour"], vectors: [[1, 2]] }));
    const loglike = (file: string) =>
      nightbook(["meteor", "loglike", pickle, "--prior", prior, "--vectors", join(folder, file)]);
    expect(relative(JSON.parse((await loglike("v.json")).out).logl[0], logl)).toBeLessThan(1e-5);
    const wrong = await loglike("w.json");
    expect(wrong.status).toBe(1);
    expect(wrong.err).toMatch(/^[^\n]*w\.json: [^\n]*missing v_init[^\n]*not free colour[^\n]*\n$/);
  });
});

describe("bad trajectories", () => {
  const damaged = () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "truncated.pickle"), readFileSync(pickle).subarray(0, 20_000));
    writeFileSync(join(folder, "evil.pickle"), "cos\nsystem\n(S'touch hacked'\ntR.");
    writeFileSync(join(folder, "list.pickle"), "(lp0\n.");
    return folder;
  };

  it.each([
    ["truncated.pickle", /^truncated\.pickle, byte \d+: .+\. .+\.\n$/],
    ["evil.pickle", /^evil\.pickle, byte \d+: .*os\.system.*\n$/],
    ["list.pickle", /^list\.pickle: .+\n$/],
    ["missing.pickle", /^missing\.pickle: There is no such file\. .+\n$/],
  ])("%s ends in one line and status 1", async (file, line) => {
    const folder = damaged();
    const before = readdirSync(folder).sort();
    const { status, out, err } = await nightbook(["meteor", "observe", file], { cwd: folder });
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(line);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
