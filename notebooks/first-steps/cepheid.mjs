import { readFileSync } from "node:fs";

/** Time in days, magnitude and its error. */
const curve = readFileSync(new URL("../data/light-curve/cepheid.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(",").map(Number));

export const parameters = ["period", "mean", "amplitude", "phase", "skew", "jitter"];
export const derived = ["distance"];
export const wrapped = ["phase"];
export const units = { period: "d", mean: "mag", amplitude: "mag", jitter: "mag", distance: "kpc" };
export const files = ["../data/light-curve/cepheid.csv"];

/** From the unit cube: uniform priors, and one uniform in the logarithm. */
export function priorTransform([period, mean, amplitude, phase, skew, jitter]) {
  return [3 + 5 * period, 9.5 + mean, 0.05 + 0.95 * amplitude, phase, 0.5 * skew, 0.001 * 200 ** jitter];
}

/** Magnitude at a time: a wave with a fast rise and a slow decline. */
export function magnitude(time, x) {
  const [period, mean, amplitude, phase, skew] = x;
  const angle = 2 * Math.PI * (time / period - phase);
  return mean - amplitude * (Math.cos(angle) - skew * Math.sin(2 * angle));
}

/** Normal errors, to which the star adds some jitter of its own. */
export function logLikelihood(x) {
  const [period, mean, , , , jitter] = x;
  let logl = 0;
  for (const [time, measured, error] of curve) {
    const variance = error ** 2 + jitter ** 2;
    logl -= 0.5 * ((measured - magnitude(time, x)) ** 2 / variance + Math.log(2 * Math.PI * variance));
  }
  // Period and luminosity of classical Cepheids go together; no dust is assumed.
  const absolute = -2.43 * (Math.log10(period) - 1) - 4.05;
  return { logl, derived: [10 ** ((mean - absolute - 10) / 5)] };
}
