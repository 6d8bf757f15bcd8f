import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { build } from "esbuild";

const root = join(__dirname, "..", "..");

/** Bundles one entry point as a page would get it; Node's modules are not there. */
async function bundle(entry: string) {
  const result = await build({
    entryPoints: [join(root, "lib/src", entry)],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    logLevel: "silent",
  });
  return { bytes: result.outputFiles[0]?.contents.length ?? 0, inputs: Object.keys(result.metafile.inputs) };
}

describe("entry points that a page can load", () => {
  it.each([
    ["nightbook/priors", "fitting/priors/index.ts", 200_000],
    ["nightbook/meteoroid", "fitting/meteoroid/index.ts", 300_000],
    ["nightbook/core", "core/index.ts", 100_000],
    ["nightbook/fits", "ingest/fits/index.ts", 150_000],
    ["nightbook/pickle", "ingest/pickle/index.ts", 100_000],
    ["nightbook/trajectory", "ingest/trajectory/index.ts", 300_000, /node_modules\/(apache-arrow|flatbuffers|tslib)\//],
  ])("%s bundles for the web", async (_name: string, entry: string, limit: number, allowed = /^$/) => {
    const { bytes, inputs } = await bundle(entry);
    expect(inputs.filter((file) => file.includes(".node."))).toEqual([]);
    expect(inputs.filter((file) => file.includes("node_modules") && !allowed.test(file))).toEqual([]);
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThan(limit);
  });

  it("would notice an entry point that needs Node", async () => {
    await expect(bundle("notebook/index.ts")).rejects.toThrow(/node:/);
  });
});
