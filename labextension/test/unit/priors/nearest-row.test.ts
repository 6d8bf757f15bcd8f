import { describe, expect, it } from "@jest/globals";
import { parsePrior } from "nightbook/priors";
import { priorRows } from "../../../src/priors/prior-rows";
import { nearestRow } from "../../../src/priors/use-grid-place";

describe("nearestRow", () => {
  const rows = priorRows(parsePrior("# one\nrho,1,2\nsigma,1,2\n# one\nrho,3,4\n"), [], []);

  it("is where the line has gone", () => {
    expect(nearestRow(rows, "sigma", 0)).toBe(2);
    expect(nearestRow(rows, "# one", 4)).toBe(3);
  });

  it("is the nearer of two lines that say the same", () => {
    expect(nearestRow(rows, "rho", 0)).toBe(1);
    expect(nearestRow(rows, "rho", 4)).toBe(4);
  });

  it("is the old place where the line is gone", () => {
    expect(nearestRow(rows, "gamma", 3)).toBe(3);
  });
});
