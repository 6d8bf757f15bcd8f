import { describe, expect, it } from "@jest/globals";
import type { Conversion } from "../../src/typescript/cell-engine";
import { KnownConversions } from "../../src/typescript/known-conversions";

const made = (code: string): Conversion => ({ status: "ok", code, map: "", showsValue: true, declarations: "" });

describe("conversions that are known", () => {
  it("hold for the same cell after the same declarations", () => {
    const known = new KnownConversions();
    known.add("declare let a: number", "a + 1", made("a + 1"));
    expect(known.find("declare let a: number", "a + 1")).toEqual(made("a + 1"));
    expect(known.find("declare let a: string", "a + 1")).toBeUndefined();
    expect(known.find("declare let a: number", "a + 2")).toBeUndefined();
  });

  it("are not kept of what may have changed outside", () => {
    const known = new KnownConversions();
    known.add("", "import { x } from './x'", made(""));
    known.add("", "require('./x')", made(""));
    known.add('declare let x: import("./x").X', "x", made("x"));
    known.add("", "bad", { status: "error", error: { ename: "", evalue: "", traceback: [] } });
    for (const code of ["import { x } from './x'", "require('./x')", "bad"]) {
      expect(known.find("", code)).toBeUndefined();
    }
    expect(known.find('declare let x: import("./x").X', "x")).toBeUndefined();
  });

  it("are few", () => {
    const known = new KnownConversions();
    for (let index = 0; index < 100; index++) known.add("", `${index}`, made(`${index}`));
    expect(known.find("", "79")).toBeUndefined();
    expect(known.find("", "99")).toEqual(made("99"));
  });
});
