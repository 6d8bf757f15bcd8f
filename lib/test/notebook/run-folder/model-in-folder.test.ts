import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { fitting } from "nightbook";

/** Hangs in one place; a run meets it only when the draws lead there. */
const source = `
export const parameters = ["x", "y"];
export const derived = ["sum"];
export const priorTransform = ([a, b]) => [10 * a - 5, 10 * b - 5];
export function logLikelihood([x, y]) {
  while (x > 3 && y > 3);
  return { logl: -0.5 * (x * x + y * y), derived: [x + y] };
}
`;
const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-model-run-"));
const bytes = (folder: string) =>
  ["run.nsl", "posterior.json"].map((name) => readFileSync(join(folder, name), "latin1"));
const options = { seed: 5, nlive: 60, nEffective: 200, dlogz: 0.1, timeLimit: 0.3 };

beforeAll(() => {
  // Functions of a cell come with advice, once.
  jest.spyOn(console, "info").mockImplementation(() => {});
});

describe("a person's model in a folder", () => {
  it("has its time-outs recorded, and replayed without waiting for them", async () => {
    const home = emptyFolder();
    const path = join(home, "model.mjs");
    writeFileSync(path, source);
    const folder = join(home, "run");
    const first = await (await fitting.model(path)).run({ ...options, cores: 2, folder });
    expect(first.nested.diagnostics.failures).toBeGreaterThan(0);
    expect(first.nested.diagnostics.warnings.join()).toMatch(/time limit of 0.3 s/);
    const before = bytes(folder);
    const replayed = await (await fitting.model(path)).run({ ...options, cores: 1, folder });
    expect(bytes(folder)).toEqual(before);
    expect(replayed.nested.diagnostics).toEqual(first.nested.diagnostics);
    expect(fitting.posterior(folder).samples).toEqual(first.nested.samples);
    const otherLimit = (await fitting.model(path)).run({ ...options, timeLimit: 2, cores: 1, folder });
    await expect(otherLimit).rejects.toMatchObject({
      code: "LEDGER_OTHER_FIT",
      message: expect.stringMatching(/timeLimit is 2, in the ledger 0.3/),
    });
    writeFileSync(path, source.replace("-0.5", "-0.4"));
    const changed = (await fitting.model(path)).run({ ...options, cores: 1, folder });
    await expect(changed).rejects.toMatchObject({ message: expect.stringMatching(/model hash/) });
  }, 60_000);

  it("from a cell goes on, too", async () => {
    const folder = emptyFolder();
    let calls = 0;
    const parabola = await fitting.model({
      parameters: ["x"],
      priorTransform: ([u]) => [u],
      logLikelihood: ([x]) => {
        calls++;
        return -50 * (x - 0.5) ** 2;
      },
    });
    const first = await parabola.run({ nlive: 50, nEffective: 100, folder });
    const before = calls;
    const again = await parabola.run({ nlive: 50, nEffective: 100, folder });
    expect(calls).toBe(before);
    expect(again.nested.samples).toEqual(first.nested.samples);
    expect(readdirSync(folder).sort()).toEqual(["posterior.json", "posterior.json.run.json", "run.nsl", "status.json"]);
  }, 60_000);
});
