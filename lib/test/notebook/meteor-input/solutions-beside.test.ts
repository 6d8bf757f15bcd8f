import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { solutionsBeside } from "../../../src/notebook/meteor-input/solutions-beside.node";

const constants = { m_init: 1e-6, v_init: 6e4, rho: 300 };

/** A folder with these files; objects become JSON. */
function folderOf(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-beside-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

describe("solutionsBeside", () => {
  it("finds constants in every form, and nothing else", () => {
    const folder = folderOf({
      "20200101_000000_trajectory.pickle": "",
      "a.json": constants,
      "b.json": { constants },
      "c.json": { const: constants, note: 1 },
      "d.json": "{",
      "e.json": [constants],
      "f.json": { time_lag: [], ...constants },
      "g.json": `${JSON.stringify(constants)}${" ".repeat(2 << 20)}`,
      "h.run.json": constants,
      "i.json/j.json": constants,
      "k.txt": constants,
    });
    const found = solutionsBeside([join(folder, "20200101_000000_trajectory.pickle")], new Set());
    expect(found.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(found.map((solution) => solution.constants)).toEqual([constants, constants, constants]);
    expect(found[0].path).toBe(join(folder, "a.json"));
  });

  it("leaves those of other events to them, and keeps names apart", () => {
    const names = ["20200101_000000_mine.json", "20200202_000000_other.json", "20200303_000000_free.json", "any.json"];
    const folder = folderOf(
      Object.fromEntries(
        names.flatMap((name) => [
          [`a/${name}`, constants],
          ["b/any.json", constants],
        ]),
      ),
    );
    const paths = ["a", "b"].map((place) => join(folder, place, "20200101_000000_trajectory.pickle"));
    const events = new Set(["20200101_000000", "20200202_000000"]);
    expect(solutionsBeside(paths, events).map(({ name }) => name)).toEqual([
      "20200101_000000_mine",
      "20200303_000000_free",
      "any",
      "any_2",
    ]);
    expect(solutionsBeside([join(folder, "missing", "x.pickle")], events)).toEqual([]);
  });
});
