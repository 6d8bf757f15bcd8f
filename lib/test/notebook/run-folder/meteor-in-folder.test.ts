import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { fitting, ingest } from "nightbook";
import { setProgressSink } from "nightbook/core";

const root = join(__dirname, "../../../..");
const pickle = join(root, "notebooks/data/meteor/20191023_091225_trajectory.pickle");
/** A single body with two free parameters: a run takes a millisecond. */
const prior = (rho: number) => `v_init, 500, nan, norm
zenith_angle, nan, fix
m_init, nan, nan, log
rho, ${rho}, fix
sigma, 3e-8, fix
erosion_height_start, 1, fix
erosion_coeff, 0, fix
noise_lag, 30, fix
noise_lum, 30, fix
lum_eff_type, 5, fix
`;
const fit = async (rho = 300) => fitting.meteor(await ingest.meteor(pickle), fitting.prior(prior(rho)));
const options = { nlive: 40, nEffective: 200, dlogz: 0.1 };
const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-meteor-run-"));
const bytes = (folder: string) =>
  ["run.nsl", "posterior.json"].map((name) => readFileSync(join(folder, name), "latin1"));

describe("a meteor fit in a folder", () => {
  it("leaves the same files for one worker and three", async () => {
    const folders = [emptyFolder(), emptyFolder()];
    const first = await (await fit()).run({ ...options, seed: 7, cores: 1, folder: folders[0] });
    await (await fit()).run({ ...options, seed: 7, cores: 3, folder: folders[1] });
    expect(bytes(folders[0])).toEqual(bytes(folders[1]));
    const status = JSON.parse(readFileSync(join(folders[0], "status.json"), "utf8"));
    expect(status).toMatchObject({ v: 1, kind: "meteor", phase: "done", label: "20191023_091225" });
    const plain = await (await fit()).run({ ...options, seed: 7, cores: 2 });
    expect(plain.nested.samples).toEqual(first.nested.samples);
    expect(plain.toJSON()).toEqual(first.toJSON());
  }, 120_000);

  it("that is stopped goes on with its seed when it is called again", async () => {
    const folder = emptyFolder();
    setProgressSink({
      update: ({ ncall }, controls) => {
        if (ncall > 150) controls.stop();
      },
    });
    try {
      const stopped = await (await fit()).run({ ...options, nEffective: 100_000, cores: 2, folder });
      expect(stopped.nested.diagnostics.outcome).toBe("stopped");
    } finally {
      setProgressSink(undefined);
    }
    expect(readdirSync(folder).sort()).toEqual(["run.nsl", "status.json"]);
    const resumed = await (await fit()).run({ ...options, cores: 2, folder });
    const { seed } = resumed.nested;
    expect(resumed.nested.diagnostics.outcome).toBe("converged");
    const whole = emptyFolder();
    await (await fit()).run({ ...options, seed, cores: 1, folder: whole });
    // The stopped run was allowed to go on farther than the one that was complete.
    expect(bytes(folder)[1]).toBe(bytes(whole)[1]);
    expect(bytes(folder)[0].startsWith(bytes(whole)[0]) || bytes(whole)[0].startsWith(bytes(folder)[0])).toBe(true);
  }, 120_000);

  it("is not mixed with that of another prior, and gives way when asked to", async () => {
    const folder = emptyFolder();
    await (await fit()).run({ ...options, seed: 7, cores: 1, folder });
    const other = await fit(3000);
    await expect(other.run({ ...options, seed: 7, cores: 1, folder })).rejects.toMatchObject({
      code: "LEDGER_OTHER_FIT",
      message: expect.stringMatching(/model hash/),
    });
    await other.run({ ...options, seed: 7, cores: 1, folder, fresh: true });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["run.nsl", "run_n1.nsl", "posterior_n1.json"]));
  }, 120_000);
});
