import { describe, expect, it } from "@jest/globals";
import { fitCell, relativePath } from "../../../src/priors/fit-cell";

describe("fitCell", () => {
  const cell = fitCell({
    notebook: "nights/fit.ipynb",
    prior: "nights/priors/stone.prior",
    extra: "nights/event.extraprior",
    origin: { kind: "files", paths: ["data/a_trajectory.pickle"] },
    files: [],
  });

  it("names files as the notebook's folder sees them", () => {
    expect(cell).toContain('await ingest.meteor("../data/a_trajectory.pickle")');
    expect(cell).toContain(
      'fitting.prior("priors/stone.prior", { extra: "event.extraprior", observation: meteor.observation })',
    );
  });

  it("is complete on its own", () => {
    expect(cell).toMatch(/^import \{ fitting, ingest \} from "nightbook";/);
    expect(cell.trimEnd().endsWith("result.table()")).toBe(true);
  });

  it("opens all files of a meteor, with names as the kernel knows them", () => {
    const origin = { kind: "notebook", notebook: "a.ipynb", kernelId: "k", meteor: "m" } as const;
    const code = fitCell({
      notebook: "a.ipynb",
      prior: "b.prior",
      extra: null,
      origin,
      files: ['/data/"1".pickle', "/data/2.pickle"],
    });
    expect(code).toContain('ingest.meteor(["/data/\\"1\\".pickle","/data/2.pickle"])');
  });
});

describe("relativePath", () => {
  it.each([
    ["", "a.prior", "a.prior"],
    ["", "x/a.prior", "x/a.prior"],
    ["x", "a.prior", "../a.prior"],
    ["x/y", "x/a.prior", "../a.prior"],
    ["x/y", "x/z/a.prior", "../z/a.prior"],
    ["x", "x/a.prior", "a.prior"],
  ])("from %j to %j is %j", (folder, path, relative) => {
    expect(relativePath(folder, path)).toBe(relative);
  });
});
