import { describe, expect, it } from "@jest/globals";
import { tracePath } from "../../../src/status/trace-path";

const settled = { ncall: [100, 200, 300, 400], logz: [-9000, -480, -472, -472], logzError: [5, 2, 0.5, 0.2] };

describe("tracePath", () => {
  it("spans the width in calls and scales to where the evidence settles", () => {
    const path = tracePath(settled, 300, 60)!;
    expect(path.calls).toBe(400);
    expect(path.range[0]).toBeGreaterThan(-500);
    expect(path.range[0]).toBeLessThan(-472);
    expect(path.range[1]).toBeGreaterThan(-472);
    const x = path.line
      .slice(1)
      .split("L")
      .map((point) => Number(point.split(",")[0]));
    expect(x).toEqual([75, 150, 225, 300]);
  });

  it("lets the early climb leave through the lower edge", () => {
    const y = Number(tracePath(settled, 300, 60)!.line.slice(1).split("L")[0]!.split(",")[1]);
    expect(y).toBe(180);
  });

  it("closes the band of one error around the line", () => {
    const path = tracePath({ ncall: [1, 2], logz: [0, 0], logzError: [1, 1] }, 10, 12)!;
    expect(path.line).toBe("M5.0,6.0L10.0,6.0");
    expect(path.band).toBe("M5.0,1.0L10.0,1.0L10.0,11.0L5.0,11.0Z");
  });

  it("leaves out what is not known and draws nothing from fewer than two points", () => {
    expect(tracePath({ ncall: [1, 2], logz: [null, -3], logzError: [null, 1] }, 10, 10)).toBeNull();
    expect(tracePath({ ncall: [], logz: [], logzError: [] }, 10, 10)).toBeNull();
    expect(tracePath({ ncall: [0, 0], logz: [-1, -1], logzError: [0, 0] }, 10, 10)).toBeNull();
  });
});
