import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { log } from "../../src/log";

describe("log", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-log-"));
  afterEach(() => {
    delete process.env["NIGHTBOOK_LOG"];
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it("gives every kernel a file in a folder", () => {
    process.env["NIGHTBOOK_LOG"] = folder;
    log("first");
    log("second");
    const text = fs.readFileSync(path.join(folder, `kernel-${process.pid}.log`), "utf8");
    expect(text).toMatch(/ first\n.* second\n$/);
  });

  it("never throws, wherever it is to write", () => {
    const file = path.join(folder, "file");
    fs.writeFileSync(file, "");
    for (const place of [path.join(file, "below"), path.join(folder, "no", "such", "folder"), "\0"]) {
      process.env["NIGHTBOOK_LOG"] = place;
      expect(() => log("lost")).not.toThrow();
    }
    expect(fs.readFileSync(file, "utf8")).toBe("");
  });
});
