"use strict";

const { samplingTasks } = require("../../lib/dist/fitting/nested-sampling");

/**
 * A likelihood that keeps a core busy for a while and does nothing else. How long depends on the first coordinate.
 * @param {{ ndim: number, milliseconds: number, spread: number, tenfold?: boolean }} data mean duration; relative
 *   standard deviation of a uniform spread, or durations that differ up to tenfold
 */
exports.busy = ({ ndim, milliseconds, spread, tenfold = false }) =>
  samplingTasks({
    parameters: Array.from({ length: ndim }, (_, k) => `x${k}`),
    derived: ["milliseconds"],
    priorTransform: (u) => u,
    logLikelihood(x) {
      const began = performance.now();
      const end = began + milliseconds * (tenfold ? tenfoldOf(x[0]) : 1 + spread * Math.sqrt(3) * (2 * x[0] - 1));
      let now = began;
      while (now < end) now = performance.now();
      return { logl: -x[0], derived: [now - began] };
    },
  });

/** From 1 to 10, scaled to a mean of 1. */
const tenfoldOf = (x) => (10 ** x * Math.LN10) / 9;
