"use strict";

/** The worker's side of a timed fit: carries out the tasks of a model, and adds up calls and processor time. */
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const nestedSampling = require(join(__dirname, "../../lib/dist/fitting/nested-sampling"));

/**
 * @param model what is sampled
 * @param tally memory shared with the main thread: nanoseconds, then calls, as `BigInt64Array`
 * @returns the function that a worker thread needs
 */
function timedTasks(model, tally) {
  const sums = new BigInt64Array(tally);
  let calls = 0;
  const carryOut = nestedSampling.samplingTasks({
    ...model,
    logLikelihood(x) {
      calls++;
      return model.logLikelihood(x);
    },
  });
  return (task) => {
    const before = threadTime();
    try {
      return carryOut(task);
    } finally {
      Atomics.add(sums, 0, threadTime() - before);
      Atomics.add(sums, 1, BigInt(calls));
      calls = 0;
    }
  };
}

/** Nanoseconds that this thread has worked; elsewhere than on Linux a plain clock. */
function threadTime() {
  try {
    // Asking for the usage of the process makes the kernel bring the account of this thread up to date.
    process.cpuUsage();
    return BigInt(readFileSync("/proc/thread-self/schedstat", "latin1").split(" ", 1)[0]);
  } catch {
    return process.hrtime.bigint();
  }
}

module.exports = { threadTime, timedTasks };
