import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { Climb, logEvidenceOf } from "../../../../src/fitting/nested-sampling/importance/climbs";

const peak = [0.6, 0.4, 0.7, 0.3];
const width = 0.02;
const logLikelihood = (u: Float64Array) => -u.reduce((sum, x, j) => sum + (x - peak[j]) ** 2, 0) / (2 * width * width);

function climbed(start: Float64Array, steps: number, wrapped: number[], of = logLikelihood) {
  const climb = new Climb(start, of(start), random(1).stream(0), wrapped);
  let heights = climb.height;
  for (let step = 0; step < steps; step++) {
    const u = climb.next();
    for (const x of u) expect(x >= 0 && x <= 1).toBe(true);
    climb.learn(u, of(u));
    expect(climb.height).toBeGreaterThanOrEqual(heights);
    heights = climb.height;
  }
  return climb;
}

describe("Climb", () => {
  it("leads to a peak, and tells its width and evidence", () => {
    const summit = climbed(Float64Array.of(0.4, 0.6, 0.5, 0.5), 100, []).summit();
    expect(summit.logl).toBeGreaterThan(-2);
    for (const [j, x] of summit.u.entries()) expect(Math.abs(x - peak[j])).toBeLessThan(2 * width);
    expect(summit.width / width).toBeGreaterThan(0.7);
    expect(summit.width / width).toBeLessThan(1.5);
    const truth = 4 * (Math.log(width) + 0.5 * Math.log(2 * Math.PI));
    expect(Math.abs(logEvidenceOf(summit) - truth)).toBeLessThan(3);
  });

  it("is turned back at the faces of the cube, and goes through where a parameter is periodic", () => {
    const beyond = (u: Float64Array) => -Math.abs(u[0] - 0.95) - Math.abs(u[1] - 0.02);
    expect(climbed(Float64Array.of(0.5, 0.5), 150, [], beyond).height).toBeGreaterThan(-0.01);
    const round = (u: Float64Array) => -Math.min(Math.abs(u[0] - 0.95), 1 - Math.abs(u[0] - 0.95));
    expect(climbed(Float64Array.of(0.05), 30, [0], round).height).toBeGreaterThan(-0.01);
  });
});
