"use strict";

/**
 * The fit that this program is for: a real Orionid (notebooks/data/meteor) with the shipped prior `one-erosion`, eleven
 * free parameters. Wall time, calls, effective samples, evidence, and what the engine costs beside the likelihood.
 * `--dynamic` fits fewer parameters (notebooks/first-steps/orionid.prior) with both engines and compares the posteriors
 * in units of their errors.
 */
const { join } = require("node:path");
const { availableParallelism } = require("node:os");
const { builtLibrary, commandLine, names, number } = require("./command-line.cjs");
const { origin } = require("./machine.cjs");
const { agreement } = require("./meteor-fit/agreement.cjs");
const { resultsFile, saveResults } = require("./results.cjs");
const { rounded } = require("./rounded.cjs");
const { short, textTable } = require("./text-table.cjs");
const { timedRun } = require("./timed/run.cjs");

const root = join(__dirname, "..");
const trajectory = join(root, "notebooks/data/meteor/20191023_091225_trajectory.pickle");
const reducedPrior = join(root, "notebooks/first-steps/orionid.prior");
const engines = ["importance", "dynamic"];

const usage = `npm run --silent bench:meteor -- [flags]
  --engines x,y    of ${engines.join(", ")}; default importance: dynamic takes millions of calls
  --seeds N        seeds 1 to N, default 1
  --cores N        worker threads, default all cores
  --target N       effective samples wanted, default 10000
  --logz-error X   error of log Z wanted by the importance engine, default 0.1
  --max-calls N    calls after which a run ends with what it has
  --limit N        seconds after which a run ends with what it has, default 1800
  --dynamic        the posteriors of both engines with few free parameters
  --output FILE    the results, default bench/results.json
  --json           the figures as JSON on standard output`;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = readArguments();
  const entries = settings.dynamic ? await compared(settings) : await timed(settings);
  if (entries.some(({ failure }) => failure)) process.exitCode = 1;
  if (settings.json) console.log(JSON.stringify(entries));
  else console.log(settings.dynamic ? agreementText(entries) : costText(entries));
}

/** Every engine and seed on the whole problem. */
async function timed(settings) {
  const work = await meteorWork("one-erosion");
  const entries = [];
  for (const engine of settings.engines) {
    for (let seed = 1; seed <= settings.seeds; seed++) {
      const { cost, failure } = await fitted(work, engine, seed, settings);
      const entry = { prior: "one-erosion", engine, cores: settings.cores, seed, target: settings.target };
      entries.push(rounded({ ...entry, ndim: work.parameters.length, ...cost, failure, ...origin() }));
      saveResults("meteorFit", entries.slice(-1), settings.file);
    }
  }
  return entries;
}

/** Both engines on few parameters, and how far apart they end. */
async function compared(settings) {
  const work = await meteorWork(reducedPrior);
  const entries = [];
  for (let seed = 1; seed <= settings.seeds; seed++) {
    const runs = [];
    for (const engine of engines) runs.push(await fitted(work, engine, seed, settings));
    const failure = runs.find((run) => run.failure)?.failure;
    const entry = { prior: "orionid", seed, cores: settings.cores, target: settings.target, failure };
    const found = failure ? {} : agreement(...runs.map(({ result }) => result));
    const costs = Object.fromEntries(engines.map((engine, i) => [engine, runs[i].cost]));
    entries.push(rounded({ ...entry, ...found, costs, ...origin() }));
    saveResults("meteorAgreement", entries.slice(-1), settings.file);
  }
  return entries;
}

/** What a worker thread needs to know of the fit. */
async function meteorWork(priorName) {
  const { fitting, ingest } = builtLibrary(join(root, "lib/dist/notebook"));
  const fit = fitting.meteor(await ingest.meteor(trajectory), fitting.prior(priorName));
  const { observation, resolved } = fit;
  return {
    module: join(__dirname, "meteor-fit/meteor-tasks.cjs"),
    export: "timedMeteorTasks",
    data: { observation, prior: resolved },
    parameters: resolved.variables,
  };
}

async function fitted(work, engine, seed, { cores, target, logzError, maxCalls, limit }) {
  try {
    const options = { engine, seed, nEffective: target, maxSeconds: limit, onProgress: progressLine(engine, seed) };
    if (engine === "importance") options.logzError = logzError;
    if (maxCalls > 0) options.maxCalls = maxCalls;
    return await timedRun(work, cores, options);
  } catch (error) {
    console.error(`${engine} seed ${seed}: ${error.message}`);
    return { failure: error.message };
  }
}

/** A line on standard error every ten seconds. */
function progressLine(engine, seed) {
  let next = Date.now();
  return (status) => {
    if (Date.now() < next) return;
    next = Date.now() + 10_000;
    const { ncall, logz, logzError } = status;
    console.error(`${engine} seed ${seed}: ${ncall} calls, log Z ${short(logz)} ± ${short(logzError)}`);
  };
}

const percent = (part) => `${short(100 * part)} %`;

function costText(entries) {
  const head = ["engine", "seed", "calls", "samples", "calls/sample", "wall s", "calls/s", "ms/call", "log Z", "±"];
  const rows = entries.map((e) => [
    e.engine,
    e.seed,
    e.calls ?? "-",
    ...[e.ess, e.callsPerSample, e.wall, e.callsPerSecond, e.millisecondsPerCall].map(short),
    e.logz?.toFixed(2) ?? "-",
    short(e.logzError),
    percent(e.overheadWall),
    percent(e.overheadCpu),
    e.failure ?? e.outcome,
  ]);
  return textTable([...head, "overhead", "in CPU time", "outcome"], rows);
}

function agreementText(entries) {
  const head = ["seed", "parameter", "importance", "dynamic", "difference of means [errors]", "of sds [errors]"];
  const rows = entries.flatMap((entry) => [
    ...(entry.parameters ?? []).map((p) => [
      entry.seed,
      p.name,
      ...[p.first, p.second].map(({ mean, sd }) => `${mean.toPrecision(6)} ± ${sd.toPrecision(3)}`),
      short(p.meanDifference),
      short(p.sdDifference),
    ]),
    ...(entry.logz
      ? [[entry.seed, "log Z", ...entry.logz.values.map((v) => v.toFixed(3)), short(entry.logz.difference), "-"]]
      : [[entry.seed, entry.failure, "-", "-", "-", "-"]]),
  ]);
  return textTable(head, rows, 2);
}

function readArguments() {
  const text = (value) => ({ type: "string", default: value });
  const options = {
    engines: text("importance"),
    seeds: text("1"),
    cores: text(String(availableParallelism())),
    target: text("10000"),
    "logz-error": text("0.1"),
    "max-calls": text("0"),
    limit: text("1800"),
    output: text(resultsFile),
    dynamic: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  };
  return commandLine(usage, options, (flags) => ({
    engines: names("engines", flags.engines, engines),
    seeds: number("seeds", flags.seeds, 1),
    cores: number("cores", flags.cores, 1),
    target: number("target", flags.target, 1),
    logzError: number("logz-error", flags["logz-error"], 0, false),
    maxCalls: number("max-calls", flags["max-calls"], 0),
    limit: number("limit", flags.limit, 0, false),
    dynamic: flags.dynamic,
    json: flags.json,
    file: flags.output,
  }));
}
