import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Engine } from "../../../src/fitting/nested-sampling";

/** Kills per engine: 100 with `NIGHTBOOK_LONG=1`, else a tenth of them. */
const kills = process.env["NIGHTBOOK_LONG"] === "1" ? 100 : 10;
const engines: readonly Engine[] = ["dynamic", "importance"];

const emptyFolder = () => mkdtempSync(join(tmpdir(), "nightbook-killed-"));
const files = ["run.nsl", "posterior.json"];
const content = (folder: string) => files.map((name) => readFileSync(join(folder, name)));

/**
 * Runs a fit as a process of its own.
 * @param killAfter milliseconds after its beginning; without it, it runs to its end
 * @returns whether it came to its end, and how long it took
 */
async function fit(folder: string, engine: Engine, cores: number, killAfter?: number) {
  const script = join(__dirname, "fixtures/fit-in-folder.cjs");
  const child = spawn(process.execPath, [script, folder, engine, String(cores)]);
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const exit = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), exit]);
  const begun = performance.now();
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  const [status, signal] = await exit;
  clearTimeout(timer);
  if (signal === null && status !== 0) throw new Error(`The fit failed: ${errors}`);
  return { ended: signal === null, took: performance.now() - begun };
}

describe.each(engines)("a fit by the %s engine", (engine) => {
  let undisturbed: Promise<{ bytes: Buffer[]; took: number }> | null = null;
  /** What a run on one worker gives that nobody disturbs. */
  const wanted = () => {
    undisturbed ??= (async () => {
      const folder = emptyFolder();
      const { took } = await fit(folder, engine, 1);
      return { bytes: content(folder), took };
    })();
    return undisturbed;
  };

  it("gives the same files with 1 and with 8 workers", async () => {
    const folder = emptyFolder();
    await fit(folder, engine, 8);
    const { bytes } = await wanted();
    expect(content(folder).map((other, i) => [files[i], other.equals(bytes[i])])).toEqual([
      ["run.nsl", true],
      ["posterior.json", true],
    ]);
  }, 120_000);

  it(`gives the same files when it is killed at ${kills} of 100 random moments and begun again`, async () => {
    const { bytes, took } = await wanted();
    let left = kills;
    while (left > 0) {
      const folder = emptyFolder();
      for (let ended = false; !ended; ) {
        const killAfter = left > 0 ? 0.7 * took * Math.random() : undefined;
        ({ ended } = await fit(folder, engine, 1 + (left % 2), killAfter));
        if (!ended) left--;
      }
      expect(content(folder).map((other, i) => [files[i], other.equals(bytes[i])])).toEqual([
        ["run.nsl", true],
        ["posterior.json", true],
      ]);
      expect(readdirSync(folder).sort()).toEqual([
        "posterior.json",
        "posterior.json.run.json",
        "run.nsl",
        "status.json",
      ]);
    }
  }, 1_800_000);
});
