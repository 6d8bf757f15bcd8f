import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { fitting, type MeteorResult } from "nightbook";
import { type WritableValue, writePickle } from "nightbook/ingest";
import { smallFit } from "../../lib/test/notebook/meteor-products/small-fit";
import { runPython } from "./python";

const folder = mkdtempSync(join(tmpdir(), "nightbook-backup-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** One erosion without a change: the density is that of the body. */
const plain = `v_init, 500, nan, norm
zenith_angle, nan, fix
m_init, 1e-6, 5e-6, log
rho, 100, 1000
sigma, 1e-8, 5e-8
erosion_height_start, 114000, 117000
erosion_coeff, 1e-7, 1e-6, log
erosion_mass_index, 2.2, fix
erosion_mass_min, 2e-11, fix
erosion_mass_max, 5e-8, fix
noise_lag, 10, nan, invgamma
noise_lum, 5, nan, invgamma
`;

/** The raw simulations of all samples, for a program that goes its own way from there. */
function simulations(result: MeteorResult): WritableValue {
  const { likelihood, observation } = result.fit;
  const { nested } = result;
  const runs = Array.from(nested.logl, (_, i): WritableValue => {
    const theta = nested.sample(i);
    if (likelihood.predict(theta) === null) return null;
    const run = fitting.meteoroid.simulate(likelihood.constants(theta));
    const { time, luminosity, leading_frag_height, leading_frag_length, leading_frag_vel, mass_total_active } =
      run.columns;
    const { dt, rho, m_init, erosion_rho_change, erosion_height_change, mass_at_erosion_change } = run.constantsAfter;
    return {
      ...{ time, luminosity, leading_frag_height, leading_frag_length, leading_frag_vel, mass_total_active, dt },
      constants: { rho, m_init, erosion_rho_change, erosion_height_change, mass_at_erosion_change },
    };
  });
  return { observation: { ...observation } as unknown as WritableValue, runs };
}

interface Found {
  snippet: string;
  worst: Record<string, number>;
  types: Record<string, string>;
  inner: string[];
  summary: string;
}

describe("a posterior backup", () => {
  it.each([
    ["with a change of erosion", undefined],
    ["without", plain],
  ])(
    "of a fit %s is what numpy, SciPy and dynesty compute",
    async (what, prior) => {
      const result = await smallFit(prior);
      const place = join(folder, what.replaceAll(" ", "-"));
      await result.writeProducts(place, { plots: false });
      writeFileSync(join(place, "simulations.pkl"), writePickle(simulations(result)));
      const results = join(place, "20191023_091225_results");
      const found = runPython<Found>("check_posterior_backup.py", results, join(place, "simulations.pkl"));
      expect(found.snippet).toMatch(/^Rho: \d+\.\d+ \(\+\d+\.\d+ \/ -\d+\.\d+\)$/);
      const apart = Object.entries(found.worst).filter(([, difference]) => !(difference < 1e-6));
      expect(apart).toEqual([]);
      expect(Object.keys(found.worst).length).toBeGreaterThan(40);
      expect(found.types).toMatchObject({
        dynesty: "dict",
        best_guess: "dict",
        bands: "dict",
        file_name: "str",
        samples: "list",
        importance_weights: "list",
        logzerr: "list",
        niter: "int",
        ncall: "ndarray",
        eff: "float",
        summary: "str",
        variables: "list",
        flags_dict: "dict",
        fixed_values: "dict",
        median: "list",
        rho_array: "ndarray",
        rho_mass_weighted_estimate: "dict",
        const_backups: "list",
      });
      expect(found.inner).toEqual(["list", "float", "<i8"]);
      expect(found.summary).toMatch(/^Summary\n=======\nniter: \d+\nncall: \d+\neff\(%\): /);
    },
    240_000,
  );
});

describe("a pickle", () => {
  it("is read by Python in every protocol", () => {
    const shared = [1];
    const loop: WritableValue[] = [];
    loop.push(loop);
    const float64 = Float64Array.of(0.1, -0, 3);
    const value: WritableValue = {
      integers: [0n, 255n, 256n, 65_536n, -1n, 2n ** 31n, -(2n ** 63n), 10n ** 700n],
      kinds: [null, true, 1, 1n, "a", [], {}],
      floats: [0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY],
      texts: ["", "ρ🌠", "dtype <f8", "x".repeat(300)],
      bytes: [new Uint8Array(0), Uint8Array.of(0, 255), new Uint8Array(300).fill(7)],
      shared: [shared, shared],
      loop,
      arrays: { float64, float32: Float32Array.of(0.5), int64: BigInt64Array.of(5n), uint16: Uint16Array.of(65_535) },
      again: float64,
      long: Array.from({ length: 40_000 }, (_, i) => i),
    };
    const protocols = [2, 3, 4, 5] as const;
    const paths = protocols.map((protocol) => join(folder, `${protocol}.pkl`));
    for (const [k, protocol] of protocols.entries()) writeFileSync(paths[k], writePickle(value, { protocol }));
    const all = runPython<Record<string, unknown>[]>("check_pickle.py", ...paths);
    for (const [k, found] of all.entries()) {
      expect(found).toEqual({
        protocol: protocols[k],
        integers: (value["integers"] as bigint[]).map(String),
        kinds: ["NoneType", "bool", "float", "int", "str", "list", "dict"],
        floats: ["0.1", "-0.0", "nan", "-inf"],
        sign: -1,
        texts: value["texts"],
        bytes: [[], [0, 255], Array(300).fill(7)],
        shared: true,
        loop: true,
        keys: Object.keys(value),
        arrays: {
          float64: ["<f8", [3], [0.1, -0, 3]],
          float32: ["<f4", [1], [0.5]],
          int64: ["<i8", [1], [5]],
          uint16: ["<u2", [1], [65_535]],
        },
        writeable: true,
        same: true,
        sum: (40_000 * 39_999) / 2,
      });
    }
  });
});
