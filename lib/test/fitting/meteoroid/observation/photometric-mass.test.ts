import { describe, expect, it } from "@jest/globals";
import { photometricMass } from "../../../../src/fitting/meteoroid/observation/photometric-mass";
import { unitValues } from "./unit-values";

describe("photometricMass", () => {
  it("agrees with the original", () => {
    const { time, mag, v, tau, P_0m, mass } = unitValues.calcMass;
    expect(Math.abs(photometricMass(time, mag, v, tau, P_0m) / mass - 1)).toBeLessThan(1e-14);
  });

  it("grows with the light and falls with efficiency and the square of the speed", () => {
    const mass = (speed: number, efficiency: number, power: number): number =>
      photometricMass([0, 1, 2], [0, 0, 0], speed, efficiency, power);
    expect(mass(2e4, 0.01, 840)).toBeCloseTo((2 * 840 * 2) / (0.01 * 4e8), 15);
    expect(mass(4e4, 0.01, 840) / mass(2e4, 0.01, 840)).toBeCloseTo(0.25, 15);
    expect(mass(2e4, 0.02, 935) / mass(2e4, 0.01, 935)).toBeCloseTo(0.5, 15);
  });
});
