import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../src/core/errors";
import { openModel } from "../../src/notebook/model-opening.node";
import { modelSource } from "../../src/notebook/model-source.node";
import { folderOf, normalModel } from "./model-files";

const start = 'export const parameters = ["a", "b"];\n';
const prior = "export const priorTransform = (u) => u;\n";
const likelihood = "export const logLikelihood = ([a]) => -a;\n";

/** Opens a module of this text and gives the one line that the command line would print. */
async function complaint(text: string, name = "model.mjs", more: Record<string, string> = {}): Promise<string> {
  const folder = folderOf({ [name]: text, ...more });
  try {
    await openModel(join(folder, name), 0.5);
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return error.oneLine().replaceAll(`${folder}/`, "");
  }
  throw new Error("The model was accepted");
}

describe("openModel", () => {
  it("reads what a module says of itself", async () => {
    const text = `${start}${prior}export const logLikelihood = ([a]) => ({ logl: -a, derived: [2 * a] });
export const derived = ["twice"], wrapped = ["b"], truths = { a: 0.5 }, units = { a: "d" }, label = "Test", files = ["d.csv"];
`;
    const folder = folderOf({ "model.mjs": text, "d.csv": "1,2\n" });
    const { outline, prior: quantiles, source } = await openModel(join(folder, "model.mjs"), 5);
    expect(outline).toEqual({
      parameters: ["a", "b"],
      derived: ["twice"],
      wrapped: ["b"],
      truths: { a: 0.5 },
      units: { a: "d" },
      label: "Test",
      files: ["d.csv"],
    });
    for (const [low, median, high] of quantiles) {
      expect(low).toBeLessThan(0.1);
      expect(Math.abs(median - 0.5)).toBeLessThan(0.15);
      expect(high).toBeGreaterThan(0.9);
    }
    expect(source.inputs.map(({ path }) => path)).toEqual([join(folder, "model.mjs"), join(folder, "d.csv")]);
  });

  it.each([
    [
      "model.cjs",
      'exports.parameters = ["a", "b"]; exports.priorTransform = (u) => u; exports.logLikelihood = ([a]) => -a;',
    ],
    // Node cannot see these names without running the module.
    [
      "model.cjs",
      'const m = { parameters: ["a", "b"], priorTransform: (u) => u, logLikelihood: ([a]) => -a }; module.exports = m;',
    ],
    ["model.js", 'module.exports = { parameters: ["a", "b"], priorTransform: (u) => u, logLikelihood: ([a]) => -a };'],
    ["model.mjs", 'export default { parameters: ["a", "b"], priorTransform: (u) => u, logLikelihood: ([a]) => -a };'],
  ])("reads %s: %s", async (name, text) => {
    expect((await openModel(join(folderOf({ [name]: text }), name), 5)).outline.parameters).toEqual(["a", "b"]);
  });

  it.each([
    [
      "a syntax error with its line",
      `${start}export const priorTransform = ;\n`,
      /^model\.mjs, line 2: Cannot load the model: Unexpected token ';'\. .+/,
    ],
    [
      "an error while loading with its line",
      `${start}foo();\n`,
      /^model\.mjs, line 2: Cannot load the model: ReferenceError: foo is not defined\. .+/,
    ],
    [
      "an import that is not there",
      'import "./b.mjs";\n',
      /^model\.mjs: Cannot load the model: Error: Cannot find module '.*b\.mjs' .+/,
    ],
    [
      "a missing export",
      `${start}${likelihood}`,
      /^model\.mjs: The model exports no priorTransform\. Add export function priorTransform.+/,
    ],
    [
      "another spelling",
      `${start}${likelihood}export const prior_transform = (u) => u;`,
      /It has prior_transform: spell it priorTransform\.$/,
    ],
    ["no names", `export const parameters = [];${prior}${likelihood}`, /parameters is not a list of names/],
    [
      "a value instead of a function",
      `${start}export const priorTransform = 3;${likelihood}`,
      /priorTransform is not a function but number/,
    ],
    ["a name twice", `export const parameters = ["a", "a"];${prior}${likelihood}`, /name twice: a\./],
    ["an unknown periodic parameter", `${start}${prior}${likelihood}export const wrapped = ["c"];`, /wrapped: c\./],
    [
      "a prior of another length",
      `${start}export const priorTransform = (u) => [u[0]];${likelihood}`,
      /priorTransform gives 1 numbers, not 2\. /,
    ],
    [
      "a prior that gives NaN",
      `${start}export const priorTransform = (u) => [u[0], Math.log(-u[1])];${likelihood}`,
      /priorTransform gives NaN for b at u = \[0\.\d+, 0\.\d+\]\. /,
    ],
    [
      "a prior that gives nothing",
      `${start}export const priorTransform = (u) => { u[0]; };${likelihood}`,
      /priorTransform gives no list of numbers but undefined\. /,
    ],
    [
      "a prior that gives texts",
      `${start}export const priorTransform = (u) => ["1", "2"];${likelihood}`,
      /gives no number but a string for a\. /,
    ],
    [
      "a likelihood that always throws",
      `${start}${prior}export const logLikelihood = ([a]) =>\n  Mth.log(a);`,
      /^model\.mjs: The likelihood fails wherever it was tried: ReferenceError: Mth is not defined \(model\.mjs, line 4\), at \[0\.5, 0\.5\]\. /,
    ],
    [
      "a likelihood that is always NaN",
      `${start}${prior}export const logLikelihood = ([a]) => NaN;`,
      /Log-likelihood is NaN, at \[0\.5, 0\.5\]/,
    ],
    [
      "an asynchronous likelihood",
      `${start}${prior}export const logLikelihood = async ([a]) => -a;`,
      /logLikelihood gives a promise: it must not be async/,
    ],
    [
      "missing derived quantities",
      `${start}${prior}${likelihood}export const derived = ["c"];`,
      /return \{ logl, derived: \[c\] \}/,
    ],
    [
      "a likelihood that hangs",
      `${start}${prior}export const logLikelihood = () => { for (;;); };`,
      /time limit of 0\.5 s, at \[0\.5, 0\.5\]/,
    ],
  ])("names %s", async (_what, text, line) => {
    expect(await complaint(text)).toMatch(line);
  });

  it("finds a syntax error in a module that is imported, and in CommonJS", async () => {
    const imported = await complaint('export { a } from "./b.mjs";\n', "model.mjs", {
      "b.mjs": "\n\nexport const a = ;\n",
    });
    expect(imported).toMatch(/^b\.mjs, line 3: Cannot load the model: Unexpected token ';'\./);
    expect(await complaint("\nexports.a = ;\n", "model.cjs")).toMatch(/^model\.cjs, line 2: /);
  });

  it("accepts a likelihood that fails or vanishes in places", async () => {
    const text = `${start}${prior}export function logLikelihood([a]) { if (a < 0.6) throw new Error("low"); return a > 0.9 ? -Infinity : -a; }`;
    const { outline } = await openModel(join(folderOf({ "model.mjs": text }), "model.mjs"), 5);
    expect(outline.parameters).toEqual(["a", "b"]);
  });

  it("refuses files that are none or no JavaScript", async () => {
    await expect(openModel("nowhere.mjs", 1)).rejects.toMatchObject({ code: "FILE_MISSING" });
    await expect(openModel("fit.py", 1)).rejects.toMatchObject({ code: "MODEL_KIND" });
  });
});

describe("modelSource", () => {
  it("hashes the module, its local imports and its data, wherever they lie", () => {
    const files = {
      "model.mjs": `import { f } from "./part.mjs";\nimport "node:fs";\nimport "nightbook";\n// from "./gone.mjs"\n${normalModel}`,
      "part.mjs": 'export const f = 1; const g = await import("./deep.cjs");',
      "deep.cjs": 'require("./model.mjs"); require("./data")',
      "data.json": "{}",
      "curve.csv": "1\n",
    };
    const [one, two] = [folderOf(files), folderOf(files)];
    const source = modelSource(join(one, "model.mjs"), ["curve.csv"]);
    expect(source.inputs.map(({ path }) => path.split("/").at(-1))).toEqual([
      "model.mjs",
      "part.mjs",
      "deep.cjs",
      "data.json",
      "curve.csv",
    ]);
    expect(modelSource(join(two, "model.mjs"), ["curve.csv"]).sha256).toBe(source.sha256);
    writeFileSync(join(two, "deep.cjs"), "// changed");
    expect(modelSource(join(two, "model.mjs"), ["curve.csv"]).sha256).not.toBe(source.sha256);
    rmSync(join(one, "curve.csv"));
    expect(() => modelSource(join(one, "model.mjs"), ["curve.csv"])).toThrow("There is no such file");
  });
});
