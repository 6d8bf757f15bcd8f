"use strict";

/** Two results for one posterior: how far apart their marginals and evidences are, in units of their errors. */
const { join } = require("node:path");
const { marginals, meanAndSd } = require("../statistics.cjs");

/** Times that a nested-sampling run is resampled to learn how much its marginals scatter. */
const resamplings = 50;

/**
 * @param first a result of the importance engine
 * @param second a result of the dynamic engine
 * @returns differences by parameter and of log Z, divided by the errors of both together, and the worst of them
 */
function agreement(first, second) {
  const a = marginals(first.samples, first.importanceWeights());
  const b = resampledMarginals(second);
  const parameters = first.parameters.map((name, k) => ({
    name,
    first: a[k],
    second: b[k],
    meanDifference: (a[k].mean - b[k].mean) / Math.hypot(a[k].meanError, b[k].meanError),
    sdDifference: (a[k].sd - b[k].sd) / Math.hypot(a[k].sdError, b[k].sdError),
  }));
  const values = [first, second].map(({ logz }) => logz.at(-1));
  const errors = [first, second].map(({ logzerr }) => logzerr.at(-1));
  const difference = (values[0] - values[1]) / Math.hypot(...errors);
  const all = [difference, ...parameters.flatMap((p) => [p.meanDifference, p.sdDifference])];
  return { parameters, logz: { values, errors, difference }, worst: Math.max(...all.map(Math.abs)) };
}

/** Marginals of a nested-sampling run, whose errors come from resampled strands and volumes. */
function resampledMarginals(result) {
  const { jitterRun, resampleRun } = require(join(__dirname, "../../lib/dist/fitting/nested-sampling"));
  const runs = Array.from({ length: resamplings }, (_, seed) => {
    const run = jitterRun(resampleRun(result, seed), seed);
    return marginals(run.samples, run.importanceWeights());
  });
  return marginals(result.samples, result.importanceWeights()).map(({ mean, sd }, k) => ({
    mean,
    sd,
    meanError: meanAndSd(runs.map((run) => run[k].mean)).sd,
    sdError: meanAndSd(runs.map((run) => run[k].sd)).sd,
  }));
}

module.exports = { agreement };
