"use strict";

/** The worker's side of `bench/overhead.cjs`: a normal with correlations 0.95 that takes its time. */
const { threadTime, timedTasks } = require("../timed/tasks.cjs");

const correlation = 0.95;

/** @param data `ndim`, `steps` of idle arithmetic per call, and the `tally` of `timedTasks` */
function busyTasks({ ndim, steps, tally }) {
  const shrink = correlation / (1 + (ndim - 1) * correlation);
  const logDeterminant = (ndim - 1) * Math.log(1 - correlation) + Math.log(1 + (ndim - 1) * correlation);
  const model = {
    parameters: parameterNames(ndim),
    priorTransform: (u) => u.map((x) => 20 * x - 10),
    logLikelihood(x) {
      const wasted = arithmetic(steps);
      const total = x.reduce((sum, v) => sum + v, 0);
      const squares = x.reduce((sum, v) => sum + v * v, 0);
      const form = (squares - shrink * total * total) / (1 - correlation);
      return -0.5 * (ndim * Math.log(2 * Math.PI) + logDeterminant + form) + 0 * wasted;
    },
  };
  return timedTasks(model, tally);
}

const parameterNames = (ndim) => Array.from({ length: ndim }, (_, i) => `x${i + 1}`);

/** A number that depends on every step, so that none can be left out. */
function arithmetic(steps) {
  let state = 1;
  for (let i = 0; i < steps; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/** Steps of {@link arithmetic} in a millisecond of processor time; the quickest of several tries. */
function stepsPerMillisecond() {
  const steps = 2_000_000;
  const times = Array.from({ length: 20 }, () => {
    const before = threadTime();
    arithmetic(steps);
    return Number(threadTime() - before) / 1e6;
  });
  return Math.round(steps / Math.min(...times));
}

module.exports = { busyTasks, parameterNames, stepsPerMillisecond };
