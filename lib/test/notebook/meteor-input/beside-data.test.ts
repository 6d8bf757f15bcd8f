import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { firstBeside, ownReportLine, reportBeside } from "../../../src/notebook/meteor-input/beside-data.node";

function setUp(...names: string[]) {
  const top = mkdtempSync(join(tmpdir(), "nightbook-beside-"));
  const folder = join(top, "event");
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(top, name), name);
  return { top, folder, trajectory: join(folder, "20191023_091225_trajectory.pickle") };
}

describe("the report on a trajectory", () => {
  const found = (...names: string[]) => {
    const { top, trajectory } = setUp(...names);
    const report = reportBeside(trajectory, [top]);
    return report && basename(report.path);
  };

  it("is the one beside it of the same time, else the first", () => {
    expect(found("event/20180101_000000_report.txt", "event/20191023_091225_report.txt")).toBe(
      "20191023_091225_report.txt",
    );
    expect(found("event/a_report.txt", "event/report_sim.txt")).toBe("a_report.txt");
    expect(found("event/report_sim.txt")).toBe("report_sim.txt");
  });

  it("lies in a folder above only if it is of the same time", () => {
    expect(found("20191023_091225_report.txt", "a_report.txt")).toBe("20191023_091225_report.txt");
    expect(found("20180101_000000_report.txt")).toBeUndefined();
  });

  it("is not one that this program has written", () => {
    const { folder, trajectory, top } = setUp();
    writeFileSync(join(folder, "20191023_091225_report.txt"), `${ownReportLine}\n`);
    expect(reportBeside(trajectory, [top])).toBeUndefined();
  });
});

describe("a prior beside the data", () => {
  it("is the first by name in the nearest folder that has one", () => {
    const { top, folder } = setUp("z.prior", "event/b.prior", "event/a.prior", "top.extraprior");
    expect(firstBeside([folder, top], ".prior")).toBe(join(folder, "a.prior"));
    expect(firstBeside([folder, top], ".extraprior")).toBe(join(top, "top.extraprior"));
    expect(firstBeside([folder], ".extraprior")).toBeUndefined();
  });
});
