"use strict";

/**
 * Are the errors that the engines claim for log Z those by which repeated runs scatter? Twelve seeds of a problem whose
 * evidence is known give z = (log Z − truth) / claimed error, which should have mean 0 and standard deviation 1. Every
 * run goes into `bench/results.json` like those of `bench:sampler`, and so does the judgement.
 */
const { commandLine, names, number } = require("./command-line.cjs");
const { origin } = require("./machine.cjs");
const { rounded } = require("./rounded.cjs");
const { readResults, resultsFile, saveResults } = require("./results.cjs");
const { engineNames, measure, ourEngines, problemNames } = require("./sampler/measure.cjs");
const { runText } = require("./sampler/summary.cjs");
const { calibration } = require("./statistics.cjs");
const { short, textTable } = require("./text-table.cjs");

const usage = `npm run --silent bench:calibration -- [flags]
  --problems a,b   of ${problemNames.join(", ")}; default gauss4,shells2,loggamma10,hybrid10
  --engines x,y    of ${engineNames.join(", ")}; default ${ourEngines.join(",")}
  --seeds N        seeds 1 to N, default 12
  --target N       effective samples wanted, default 10000
  --limit N        seconds after which a run is given up, default 1800
  --jobs N         runs at the same time, default 1; their times then count for nothing
  --new            take runs that the results have already
  --output FILE    the results, default bench/results.json
  --json           the judgement as JSON on standard output`;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = readArguments();
  const judged = [];
  for (const problem of settings.problems) {
    for (const engine of settings.engines) {
      const jobs = Array.from({ length: settings.seeds }, (_, i) => ({
        problem,
        engine,
        seed: i + 1,
        target: settings.target,
      }));
      const runs = await inTurn(jobs, settings.jobs, (job) => run(job, settings));
      const entry = judgement(runs, settings.target);
      if (entry.n > 1) saveResults("calibration", [entry], settings.file);
      judged.push(entry);
    }
  }
  if (judged.some(({ failures }) => failures > 0)) process.exitCode = 1;
  console.log(settings.json ? JSON.stringify(judged) : `\n${judgementText(judged)}`);
}

/** Does all jobs, so many at the same time, and gives the answers in their order. */
async function inTurn(jobs, together, work) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < jobs.length; i = next++) answers[i] = await work(jobs[i]);
  };
  await Promise.all(Array.from({ length: together }, worker));
  return answers;
}

async function run(job, { file, limit, onlyNew }) {
  const same = (r) => ["problem", "engine", "seed", "target"].every((key) => r[key] === job[key]);
  const before = onlyNew ? (readResults(file).sampler ?? []).find((r) => same(r) && !r.failure) : undefined;
  if (before) return before;
  const run = await measure(job, limit);
  saveResults("sampler", [run], file);
  console.error(runText(run));
  return run;
}

function judgement(runs, target) {
  const [{ problem, engine }] = runs;
  const done = runs.filter(({ failure }) => !failure);
  const claims = done.map(({ z, logzError }) => ({ logz: z * logzError, logzError }));
  const found = done.length > 1 ? calibration(claims, 0) : { n: done.length };
  const within = done.length > 1 && isCalibrated(found);
  const notConverged = done.filter(({ outcome }) => outcome !== undefined && outcome !== "converged").length;
  const failures = runs.length - done.length;
  return rounded({ problem, engine, target, ...found, within, failures, notConverged, ...origin() });
}

/** Bars: a mean of z that three standard errors explain, and a scatter between 0.6 and 1.5 of what is claimed. */
function isCalibrated({ n, meanZ, sdZ }) {
  return Math.abs(meanZ) <= 3 / Math.sqrt(n) && sdZ >= 0.6 && sdZ <= 1.5;
}

function judgementText(judged) {
  const head = [
    "problem",
    "engine",
    "runs",
    "mean z",
    "sd z",
    "chi²",
    "mean error",
    "scatter",
    "claimed",
    "within bars",
  ];
  const rows = judged.map((j) => {
    const marks = `${j.notConverged ? ` ${j.notConverged} open` : ""}${j.failures ? ` ${j.failures} failed` : ""}`;
    const figures = [j.meanZ, j.sdZ, j.chiSquared, j.meanError, j.scatter, j.claimed].map(short);
    return [j.problem, j.engine, `${j.n}${marks}`, ...figures, j.within ? "yes" : "no"];
  });
  return textTable(head, rows, 2);
}

function readArguments() {
  const text = (value) => ({ type: "string", default: value });
  const options = {
    problems: text("gauss4,shells2,loggamma10,hybrid10"),
    engines: text(ourEngines.join(",")),
    seeds: text("12"),
    target: text("10000"),
    limit: text("1800"),
    jobs: text("1"),
    output: text(resultsFile),
    new: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  };
  return commandLine(usage, options, (flags) => ({
    problems: names("problems", flags.problems, problemNames),
    engines: names("engines", flags.engines, engineNames),
    seeds: number("seeds", flags.seeds, 2),
    target: number("target", flags.target, 1),
    limit: number("limit", flags.limit, 0, false),
    jobs: number("jobs", flags.jobs, 1),
    onlyNew: flags.new,
    json: flags.json,
    file: flags.output,
  }));
}
