"use strict";

/**
 * What our engines cost beside the likelihood: runs with a likelihood that takes 1 or 3 ms of processor time, on worker
 * threads that share as many cores as there are threads with the engine (Linux: the process is bound to them). The
 * overhead is (cores × wall time − likelihood) / likelihood. With `--ms 0` the likelihood takes next to nothing, and
 * the engine's own time per call can be read off quickly.
 */
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { childRun } = require("./child-run.cjs");
const { commandLine, names, number, numbers } = require("./command-line.cjs");
const { origin } = require("./machine.cjs");
const { resultsFile, saveResults } = require("./results.cjs");
const { rounded } = require("./rounded.cjs");
const { ourEngines } = require("./sampler/measure.cjs");
const { short, textTable } = require("./text-table.cjs");

const usage = `npm run --silent bench:overhead -- [flags]
  --engines x,y     of ${ourEngines.join(", ")}; default both
  --dims a,b        default 4,10,11,20
  --ms a,b          milliseconds of a likelihood call, default 1,3
  --cores a,b       default 1,2
  --target N        effective samples wanted, default 10000
  --max-calls N     calls after which the dynamic engine is stopped, default 20000; 0: none
  --limit N         seconds after which a run is given up, default 1800
  --output FILE     the results, default bench/results.json
  --json            the figures as JSON on standard output`;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = readArguments();
  const entries = [];
  for (const job of jobs(settings)) {
    const entry = await measured(job, settings);
    saveResults("overhead", [entry], settings.file);
    entries.push(entry);
    if (entry.failure) {
      console.error(`${job.engine} ${job.ndim}: ${entry.failure}`);
      process.exitCode = 1;
    }
  }
  console.log(settings.json ? JSON.stringify(entries) : overheadText(entries));
}

function jobs({ engines, dims, milliseconds, cores, target, maxCalls }) {
  return engines.flatMap((engine) =>
    dims.flatMap((ndim) =>
      milliseconds.flatMap((ms) =>
        cores.map((n) => ({
          engine,
          ndim,
          cores: n,
          milliseconds: ms,
          target,
          // Tens of thousands of calls tell the cost per call; the dynamic engine needs up to a million.
          ...(engine === "dynamic" && maxCalls > 0 && { maxCalls }),
        })),
      ),
    ),
  );
}

async function measured(job, { limit }) {
  const words = [process.execPath, join(__dirname, "overhead/one-run.cjs"), JSON.stringify(job)];
  const bound = binds() ? ["taskset", "-c", `0-${job.cores - 1}`] : [];
  const { answer, failure } = await childRun([...bound, ...words], { seconds: limit });
  return rounded({ ...job, bound: bound.length > 0, ...(failure ? { failure } : answer), ...origin() });
}

/** Whether the system has the command that binds a process to cores. */
function binds() {
  return spawnSync("taskset", ["-c", "0", process.execPath, "--version"]).status === 0;
}

function overheadText(entries) {
  const head = [
    "engine",
    "dim",
    "cores",
    "ms asked",
    "ms",
    "calls",
    "wall s",
    "engine ms/call",
    "overhead",
    "in CPU time",
  ];
  const percent = (part) => (part === undefined || part === null ? "-" : `${short(100 * part)} %`);
  const rows = entries.map((e) => [
    e.engine,
    e.ndim,
    e.cores,
    e.milliseconds,
    short(e.millisecondsPerCall),
    e.calls ?? "-",
    short(e.wall),
    short(e.engineMillisecondsPerCall),
    e.milliseconds === 0 ? "-" : percent(e.overheadWall),
    e.milliseconds === 0 ? "-" : percent(e.overheadCpu),
  ]);
  return textTable(head, rows);
}

function readArguments() {
  const text = (value) => ({ type: "string", default: value });
  const options = {
    engines: text(ourEngines.join(",")),
    dims: text("4,10,11,20"),
    ms: text("1,3"),
    cores: text("1,2"),
    target: text("10000"),
    "max-calls": text("20000"),
    limit: text("1800"),
    output: text(resultsFile),
    json: { type: "boolean", default: false },
  };
  return commandLine(usage, options, (flags) => ({
    engines: names("engines", flags.engines, ourEngines),
    dims: numbers("dims", flags.dims, 1),
    milliseconds: numbers("ms", flags.ms, 0, false),
    cores: numbers("cores", flags.cores, 1),
    target: number("target", flags.target, 1),
    maxCalls: number("max-calls", flags["max-calls"], 0),
    limit: number("limit", flags.limit, 0, false),
    json: flags.json,
    file: flags.output,
  }));
}
