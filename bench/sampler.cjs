"use strict";

/**
 * Our engines and the Python samplers side by side on the reference problems, whose answers are known: likelihood calls
 * (all of them, exploration too), time, effective samples, and errors of evidence and marginals. Every run is a process
 * of its own and goes into `bench/results.json` when it is done; the tables at the end are made from all runs of that
 * file that this machine made of the chosen problems and engines.
 */
const { machine } = require("./machine.cjs");
const { commandLine, names, number } = require("./command-line.cjs");
const { readResults, resultsFile, saveResults } = require("./results.cjs");
const { engineNames, measure, problemNames } = require("./sampler/measure.cjs");
const { ratios, ratiosText, runText, summarized, summaryText } = require("./sampler/summary.cjs");

const usage = `npm run --silent bench:sampler -- [flags]
  --problems a,b   of ${problemNames.join(", ")}
  --engines x,y    of ${engineNames.join(", ")}; default all
  --seeds N        seeds 1 to N, default 1
  --first-seed N   begin with another seed
  --target N       effective samples wanted, default 10000
  --limit N        seconds after which a run is given up, default 1800
  --new            only runs that the results do not have yet
  --tables         no runs, only the tables of the results
  --output FILE    the results, default bench/results.json
  --json           the summary as JSON on standard output`;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = readArguments();
  const { problems, engines, target, file } = settings;
  for (const job of settings.tables ? [] : jobs(settings)) {
    const run = await measure(job, settings.limit);
    saveResults("sampler", [run], file);
    console.error(runText(run));
    if (run.failure) process.exitCode = 1;
  }
  const here = machine();
  const runs = (readResults(file).sampler ?? []).filter(
    (run) =>
      run.target === target && run.machine === here && problems.includes(run.problem) && engines.includes(run.engine),
  );
  const summaries = summarized(runs);
  const compared = ratios(summaries);
  if (settings.json) console.log(JSON.stringify({ machine: here, target, summaries, ratios: compared }));
  else console.log(`\n${summaryText(summaries)}\n\n${ratiosText(compared)}`);
}

function jobs({ problems, engines, seeds, firstSeed, target, onlyNew, file }) {
  const done = new Set((readResults(file).sampler ?? []).filter(({ failure }) => !failure).map(identity));
  return Array.from({ length: seeds }, (_, i) => firstSeed + i)
    .flatMap((seed) => problems.flatMap((problem) => engines.map((engine) => ({ problem, engine, seed, target }))))
    .filter((job) => !onlyNew || !done.has(identity(job)));
}

function identity({ problem, engine, seed, target }) {
  return [problem, engine, seed, target].join();
}

function readArguments() {
  const text = (value) => ({ type: "string", default: value });
  const options = {
    problems: text("gauss10,loggamma10,spikeslab10,funnel10,shells10,gauss4,shells2"),
    engines: text(engineNames.join(",")),
    seeds: text("1"),
    "first-seed": text("1"),
    target: text("10000"),
    limit: text("1800"),
    output: text(resultsFile),
    new: { type: "boolean", default: false },
    tables: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  };
  return commandLine(usage, options, (flags) => ({
    problems: names("problems", flags.problems, problemNames),
    engines: names("engines", flags.engines, engineNames),
    seeds: number("seeds", flags.seeds, 1),
    firstSeed: number("first-seed", flags["first-seed"], 0),
    target: number("target", flags.target, 1),
    limit: number("limit", flags.limit, 0, false),
    onlyNew: flags.new,
    tables: flags.tables,
    json: flags.json,
    file: flags.output,
  }));
}
