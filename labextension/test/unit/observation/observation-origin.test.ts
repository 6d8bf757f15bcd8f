import { describe, expect, it } from "@jest/globals";
import { mayHoldMeteor, originKey, originText, reportFor } from "../../../src/observation/observation-origin";

describe("observation origins", () => {
  const files = { kind: "files", paths: ["a/1_trajectory.pickle", "a/2_trajectory.pickle"] } as const;
  const notebook = { kind: "notebook", notebook: "n/fit.ipynb", kernelId: "k", meteor: "20191023_091225" } as const;

  it("have names for people and keys that tell them apart", () => {
    expect(originText(files)).toBe("1_trajectory.pickle, 2_trajectory.pickle");
    expect(originText(notebook)).toBe("20191023_091225 in fit.ipynb");
    expect(new Set([originKey(files), originKey(notebook), originKey(null)]).size).toBe(3);
  });

  it("are files that may hold a meteor", () => {
    expect(["20191023_091225_trajectory.pickle", "trajectory.pkl", "obs_data_1.json"].every(mayHoldMeteor)).toBe(true);
    expect(["package.json", "model.pickle.txt", "notes.txt"].some(mayHoldMeteor)).toBe(false);
  });

  it("come with the report of the same time", () => {
    const names = ["20190101_000000_report.txt", "20191023_091225_report.txt", "x.prior"];
    expect(reportFor("20191023_091225_trajectory.pickle", names)).toBe("20191023_091225_report.txt");
    expect(reportFor("trajectory.pickle", names)).toBe("20190101_000000_report.txt");
    expect(reportFor("trajectory.pickle", [])).toBeNull();
  });
});
