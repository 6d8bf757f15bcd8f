import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { showerCode } from "../../../src/ingest/trajectory";

it("finds the shower in a real report", () => {
  const report = readFileSync(join(__dirname, "../../golden/meteor-example/20191023_091225_report.txt"), "utf8");
  expect(showerCode(report)).toBe("ORI");
});

it.each(["", "no shower", "IAU code = ...", "IAU code =\nnext line", "IAU code =  "])("finds none in %j", (report) => {
  expect(showerCode(report)).toBeNull();
});
