"use strict";

/**
 * One timed run with a likelihood of a given length, in a process of its own:
 *
 *   one-run.cjs '{"engine": "importance", "ndim": 10, "cores": 2, "milliseconds": 3, "target": 10000}'
 */
const { join } = require("node:path");
const { timedRun } = require("../timed/run.cjs");
const { parameterNames, stepsPerMillisecond } = require("./busy-tasks.cjs");

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const { engine, ndim, cores, milliseconds, target, maxCalls } = JSON.parse(process.argv[2]);
  const steps = milliseconds === 0 ? 0 : Math.round(milliseconds * stepsPerMillisecond());
  const work = {
    module: join(__dirname, "busy-tasks.cjs"),
    export: "busyTasks",
    data: { ndim, steps },
    parameters: parameterNames(ndim),
  };
  const options = { engine, seed: 1, nEffective: target, ...(maxCalls && { maxCalls }) };
  const { cost } = await timedRun(work, cores, options);
  console.log(JSON.stringify(cost));
}
