"use strict";

/** A fit on worker threads whose likelihood time is measured apart from everything else. */
const { join } = require("node:path");
const { effectiveSamples } = require("../statistics.cjs");

const root = join(__dirname, "../..");

/**
 * Samples a model that worker threads make, once they are up.
 * @param work `{ module, export, data, parameters }`; the factory gets `data` with a `tally`, see `timedTasks`
 * @param cores worker threads
 * @param options as for `nestedSampling.run`
 * @returns the result, and what it took: seconds, calls, and overheads as parts of the likelihood time
 */
async function timedRun({ module, export: name, data, parameters }, cores, options) {
  const nestedSampling = require(join(root, "lib/dist/fitting/nested-sampling"));
  const { startWorkerPool } = require(join(root, "lib/dist/parallel/worker-pool.node.js"));
  const tally = new SharedArrayBuffer(16);
  const sums = new BigInt64Array(tally);
  const pool = startWorkerPool({ module, export: name, data: { ...data, tally }, cores });
  try {
    const evaluator = nestedSampling.poolEvaluator(pool, parameters);
    await evaluator.evaluate(new Float64Array(4 * cores * parameters.length).fill(0.5));
    sums.fill(0n);
    const start = performance.now();
    const cpuBefore = process.cpuUsage();
    const result = await nestedSampling.run(evaluator, { now: Date.now, ...options });
    const wall = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { result, cost: cost(result, cores, wall, (user + system) / 1e6, Number(sums[0]) / 1e9, Number(sums[1])) };
  } finally {
    await pool.close();
  }
}

function cost(result, cores, wall, cpu, likelihood, calls) {
  const ess = effectiveSamples(result.importanceWeights());
  return {
    calls,
    ess,
    callsPerSample: calls / ess,
    wall,
    cpu,
    /** Processor seconds of the likelihood, all threads together. */
    likelihood,
    millisecondsPerCall: (1000 * likelihood) / calls,
    callsPerSecond: calls / wall,
    /** Processor time of everything else per call. */
    engineMillisecondsPerCall: (1000 * (cpu - likelihood)) / calls,
    /** What all cores could have done in that time and did not spend on the likelihood. */
    overheadWall: (wall * cores - likelihood) / likelihood,
    /** The same in processor time, which other programs on the machine disturb less. */
    overheadCpu: (cpu - likelihood) / likelihood,
    logz: result.logz.at(-1),
    logzError: result.logzerr.at(-1),
    outcome: result.diagnostics.outcome,
    ...(result.diagnostics.message && { message: result.diagnostics.message }),
    ...(result.diagnostics.warnings.length > 0 && { warnings: result.diagnostics.warnings }),
    ...(result.importance && {
      method: result.importance.method,
      paretoK: result.importance.paretoK,
      splitHalves: result.importance.splitHalves,
      stages: result.importance.calls,
      evidences: result.importance.evidences,
    }),
  };
}

module.exports = { timedRun };
