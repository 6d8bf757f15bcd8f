import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

const root = path.join(__dirname, "..", "..");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-packed-"));
const modules = path.join(scratch, "node_modules");
const notebooks = path.join(scratch, "notebooks");

/** Packs a workspace as for publication and unpacks it; what it depends on is lent from this tree, and nothing else. */
function installPacked(workspace: string, name: string): void {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const packed = execFileSync(npm, ["pack", "--json", "--ignore-scripts", "--pack-destination", scratch], {
    cwd: path.join(root, workspace),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [entry] = Object.values(JSON.parse(packed) as Record<string, { filename: string }>);
  const target = path.join(modules, name);
  fs.mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", path.join(scratch, String(entry?.filename)), "-C", target, "--strip-components=1"]);
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(target, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) lend(dependency);
}

function lend(name: string): void {
  const target = path.join(modules, name);
  if (fs.existsSync(target) || name === "nightbook") return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const near = ["kernel", "lib", "."].map((folder) => path.join(root, folder, "node_modules", name));
  fs.symlinkSync(near.find((place) => fs.existsSync(place)) ?? name, target, "junction");
}

describe("the packages as they are published", () => {
  beforeAll(() => {
    fs.mkdirSync(notebooks, { recursive: true });
    installPacked("lib", "nightbook");
    installPacked("kernel", "@nightbook/kernel");
  }, 120_000);
  afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

  it("bring danfojs along: no package of it and no TensorFlow, 64 bits, loaded when it is needed", () => {
    expect(fs.readdirSync(modules).filter((name) => /danfo|tensorflow/.test(name))).toEqual([]);
    const program = `
      const { toDanfo, fromDanfo, danfo } = require("nightbook");
      const loaded = () => Object.keys(require.cache).some((file) => file.includes("danfojs.bundle"));
      const early = loaded();
      const table = require("apache-arrow").tableFromArrays({ jd: Float64Array.of(2460000.123456789, 2460001), band: ["V", "R"] });
      const frame = toDanfo(table);
      const sum = frame.column("jd").add(0.000001).values[0];
      console.log(JSON.stringify([early, frame.shape, sum, fromDanfo(frame).numRows, typeof danfo().DataFrame]));`;
    const said = execFileSync(process.execPath, ["-e", program], { cwd: notebooks, encoding: "utf8" });
    expect(JSON.parse(said)).toEqual([false, [2, 2], 2460000.123456789 + 0.000001, 2, "function"]);
  });

  it("run cells in an empty folder, with types, tables and danfojs", async () => {
    const main = path.join(modules, "@nightbook/kernel/dist/main.js");
    const folder = fs.mkdtempSync(path.join(scratch, "empty-"));
    const kernel = await KernelClient.start({ main, folder });
    try {
      const done = await kernel.execute(
        'import { toDanfo } from "nightbook";\nimport { tableFromArrays } from "apache-arrow";\nconst frame = toDanfo(tableFromArrays({ a: Float64Array.of(1, 2) }));\nconsole.log(frame.shape);\n[...frame.columns]',
      );
      expect(done.reply).toMatchObject({ status: "ok" });
      expect(printed(done)).toBe("[ 2, 1 ]\n");
      expect(result(done)?.["text/plain"]).toBe("[ 'a' ]");
      expect((await kernel.execute("const wrong: string = frame.shape")).reply["ename"]).toBe("TypeCheckError");
    } finally {
      await kernel.stop();
    }
  }, 120_000);
});
