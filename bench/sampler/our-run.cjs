"use strict";

/**
 * One run of one of our engines on one reference problem, in a process of its own:
 *
 *   our-run.cjs '{"problem": "gauss4", "engine": "importance", "seed": 1, "target": 10000, "samples": "FILE"}'
 *
 * Prints and writes what `peer_run.py` does, and what only our results say.
 */
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const nestedSampling = require(join(root, "lib/dist/fitting/nested-sampling"));
const { normalQuantile } = require(join(root, "lib/dist/core"));
const { problems } = require(join(root, "lib/test/fitting/nested-sampling/reference-problems.cjs"));

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const { problem: name, engine, seed, target, samples } = JSON.parse(process.argv[2]);
  const { parameters, priorTransform, logLikelihood } = problems(normalQuantile)[name];
  let calls = 0;
  const counted = (x) => {
    calls++;
    return logLikelihood(x);
  };
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  const result = await nestedSampling.run(
    { parameters, priorTransform, logLikelihood: counted },
    { engine, seed, nEffective: target },
  );
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  writeFileSync(samples, weightedSamples(result));
  const { diagnostics, importance } = result;
  const answer = {
    ndim: result.ndim,
    calls,
    reportedCalls: diagnostics.calls,
    wall,
    cpu: (user + system) / 1e6,
    logz: result.logz.at(-1),
    logzError: result.logzerr.at(-1),
    outcome: diagnostics.outcome,
    ...(diagnostics.message && { message: diagnostics.message }),
    ...(diagnostics.warnings.length > 0 && { warnings: diagnostics.warnings }),
    ...(importance && {
      method: importance.method,
      paretoK: importance.paretoK,
      splitHalves: importance.splitHalves,
      stages: importance.calls,
      evidences: importance.evidences,
      modes: importance.modes.length,
    }),
  };
  console.log(JSON.stringify(answer));
}

/** Rows of log-weight and parameters. */
function weightedSamples({ ndim, samples, logwt, logz }) {
  const rows = new Float64Array(logwt.length * (ndim + 1));
  for (let i = 0; i < logwt.length; i++) {
    rows[i * (ndim + 1)] = logwt[i] - logz.at(-1);
    rows.set(samples.subarray(i * ndim, (i + 1) * ndim), i * (ndim + 1) + 1);
  }
  return rows;
}
