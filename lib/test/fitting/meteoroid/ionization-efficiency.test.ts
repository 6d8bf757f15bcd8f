import { describe, expect, it } from "@jest/globals";
import { ionizationEfficiency } from "../../../src/fitting/meteoroid/ionization-efficiency";
import { golden } from "./erosion/golden";

const { rows } = golden<{ ionizationEfficiency: { rows: [v: number, beta: number][] } }>("units").ionizationEfficiency;

describe("ionizationEfficiency", () => {
  it("equals the stored values", () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const [v, beta] of rows) expect(ionizationEfficiency(v) / beta).toBeCloseTo(1, 12);
  });

  it("rises with speed", () => {
    expect(ionizationEfficiency(60_000)).toBeGreaterThan(ionizationEfficiency(30_000));
  });
});
