import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { erf } from "../../../src/core/special";
import { integrateEvidence, RunningEvidence } from "../../../src/fitting/nested-sampling/evidence";
import { simulateEvidence } from "../../../src/fitting/nested-sampling/volume-simulation";

/** A run on L = exp(−x²/2s²) in one dimension that met the expected volumes exactly: Z = s √(π/2), posterior half-normal. */
function perfectRun(nlive: number, s: number) {
  const logl: number[] = [];
  const counts: number[] = [];
  let volume = 1;
  while (volume > 1e-7) {
    volume *= nlive / (nlive + 1);
    logl.push((-0.5 * volume * volume) / (s * s));
    counts.push(nlive);
  }
  return { logl: Float64Array.from(logl), counts: Int32Array.from(counts) };
}

const everything = { log: 0, variance: 0 };
const last = (array: Float64Array) => array[array.length - 1];

describe("integrateEvidence", () => {
  const s = 0.01;
  const { logl, counts } = perfectRun(500, s);
  const evidence = integrateEvidence(logl, counts, everything);
  const logz = Math.log(s * Math.sqrt(Math.PI / 2));
  const information = -0.5 - logz;

  it("integrates the likelihood over the volumes", () => {
    expect(last(evidence.logz)).toBeCloseTo(logz, 4);
    expect(evidence.logvol[9]).toBeCloseTo(-10 * Math.log(501 / 500), 12);
  });

  it("gives the information, and from it the error", () => {
    expect(last(evidence.information)).toBeCloseTo(information, 3);
    expect(evidence.informationError).toBeCloseTo(Math.sqrt(information / 500), 4);
    // Error² = ∫ P² d ln X / n, with P = erf(X / s√2) the posterior inside the volume X.
    let square = 0;
    for (let logX = -0.0005; logX > -20; logX -= 0.001)
      square += (erf(Math.exp(logX) / (s * Math.SQRT2)) ** 2 * 0.001) / 500;
    expect(last(evidence.logzerr) / Math.sqrt(square)).toBeCloseTo(1, 2);
  });

  it("has weights that add up to the evidence, and a cumulative evidence that grows", () => {
    const sum = evidence.logwt.reduce((total, w) => total + Math.exp(w - logz), 0);
    expect(sum).toBeCloseTo(Math.exp(last(evidence.logz) - logz), 10);
    for (let i = 1; i < logl.length; i++) expect(evidence.logz[i]).toBeGreaterThanOrEqual(evidence.logz[i - 1]);
  });

  it("agrees with simulated volumes in value and error", () => {
    const simulated = simulateEvidence(logl, counts, everything, random(1));
    expect(Math.abs(simulated.mean - logz)).toBeLessThan(4 * (last(evidence.logzerr) / 10) + information / 1000);
    expect(Math.abs(simulated.error / last(evidence.logzerr) - 1)).toBeLessThan(0.3);
  });

  it("gives a run with more live points at the peak the error of its sparse part, as the simulation does", () => {
    const dense = counts.map((n, i) => (evidence.logvol[i] < -3 ? 4 * n : n));
    const denseLogl = logl.map((_, i) => {
      let volume = 0;
      for (let k = 0; k <= i; k++) volume += Math.log(dense[k] / (dense[k] + 1));
      return (-0.5 * Math.exp(2 * volume)) / (s * s);
    });
    const mixed = integrateEvidence(denseLogl, dense, everything);
    const simulated = simulateEvidence(denseLogl, dense, everything, random(2));
    expect(Math.abs(simulated.error / last(mixed.logzerr) - 1)).toBeLessThan(0.3);
  });

  it("counts only the possible part of the prior, with its error", () => {
    const part = integrateEvidence(logl, counts, { log: Math.log(0.25), variance: 0.01 });
    expect(last(part.logz)).toBeCloseTo(last(evidence.logz) + Math.log(0.25), 10);
    expect(last(part.logzerr) ** 2).toBeCloseTo(last(evidence.logzerr) ** 2 + 0.01, 10);
  });
});

describe("RunningEvidence", () => {
  it("arrives at the same", () => {
    const { logl, counts } = perfectRun(50, 0.1);
    const whole = integrateEvidence(logl, counts, { log: -1, variance: 0 });
    const running = new RunningEvidence(-1);
    for (let i = 0; i < logl.length; i++) running.add(logl[i], counts[i]);
    expect(running.logz).toBeCloseTo(last(whole.logz), 10);
    expect(running.information).toBeCloseTo(last(whole.information), 8);
    expect(running.logvol).toBeCloseTo(last(whole.logvol), 10);
    expect(running.remaining(0)).toBeCloseTo(Math.log1p(Math.exp(running.logvol - running.logz)), 12);
  });

  it("expects everything before the first death", () => {
    expect(new RunningEvidence(0).remaining(3)).toBe(Number.POSITIVE_INFINITY);
  });
});
