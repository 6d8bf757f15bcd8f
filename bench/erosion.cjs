"use strict";

/**
 * Cost of one run of the erosion model, or of one likelihood of the example meteor: CPU time on one core, from the built
 * library, in WebAssembly (`ours`) and in the TypeScript that replaces it where there is none. With `NIGHTBOOK_WMPL`
 * naming a checkout of WesternMeteorPyLib (its Cython module built), the original's run is measured beside ours in
 * Python, unless there are fragmentation entries.
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { basename, join } = require("node:path");
const { gunzipSync } = require("node:zlib");
const { builtLibrary, commandLine, number } = require("./command-line.cjs");
const { origin } = require("./machine.cjs");
const { resultsFile, saveResults } = require("./results.cjs");
const { rounded } = require("./rounded.cjs");
const { spread } = require("./statistics.cjs");
const { short, textTable } = require("./text-table.cjs");

const root = join(__dirname, "..");
const golden = join(root, "lib/test/golden");
const bestGuess = join(golden, "erosion/ex_BestGuess.json.gz");
const usage = `npm run --silent bench:erosion -- [flags]
  --constants FILE  constants of the run, JSON, gzipped or not; default the best fit of the example
  --all             every stored run of the original
  --likelihood      the likelihood of the example at its best fit instead of a run
  --calls N         how often to measure, default 25
  --output FILE     the results, default bench/results.json; those of --constants are not kept
  --json            the figures as JSON on standard output`;

/** Every measurement runs for as long as this, ms, so that it can be read off the clock. */
const shortest = 10;

main();

function main() {
  const settings = readArguments();
  const { meteoroid } = builtLibrary(join(root, "lib/dist/fitting"));
  const cases = settings.likelihood ? [likelihoodCase(meteoroid)] : runCases(meteoroid, settings);
  const entries = cases.map((job) => {
    const entry = measured(job, settings.calls);
    if (settings.file) saveResults("erosion", [{ ...rounded(entry), ...origin() }], settings.file);
    return entry;
  });
  if (!settings.json) console.log(entriesText(entries));
  else console.log(JSON.stringify(entries.length === 1 ? entries[0] : { cases: entries }));
}

function readArguments() {
  const options = {
    json: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    likelihood: { type: "boolean", default: false },
    constants: { type: "string" },
    calls: { type: "string", default: "25" },
    output: { type: "string", default: resultsFile },
  };
  return commandLine(usage, options, (flags) => {
    if (Number(flags.all) + Number(flags.likelihood) + Number(flags.constants !== undefined) > 1) {
      throw new RangeError("--all, --likelihood and --constants exclude each other");
    }
    const file = flags.constants === undefined ? flags.output : undefined;
    return { ...flags, calls: number("calls", flags.calls, 1), file };
  });
}

/** Runs to be measured: of what, how, and with which constants the original would do the same. */
function runCases(meteoroid, { all, constants: given }) {
  const folder = join(golden, "erosion");
  const files = all ? readdirSync(folder).map((name) => join(folder, name)) : [given ?? bestGuess];
  return files.toSorted().flatMap((file) => {
    const constants = readConstants(file);
    // A file of unit values has none.
    if (all && constants.m_init === undefined) return [];
    const work = (implementation) => () => meteoroid.simulate(constants, { implementation });
    return [{ of: "run", case: basename(file).replace(/\.json(\.gz)?$/, ""), work, constants }];
  });
}

function likelihoodCase(meteoroid) {
  const example = (name) => JSON.parse(readFileSync(join(golden, "meteor-example", name), "utf8"));
  const { variables, bounds, flags, fixed, json_fits: fits } = example("loglike_json_fits.json");
  const [name, { theta }] = Object.entries(fits).find(([file]) => file.includes("BestGuess"));
  const observation = example("obs_20191023_091225.json");
  const prior = { variables, bounds, flags, fixed, details: {} };
  const point = Float64Array.from(theta);
  const work = (implementation) => {
    const { logLikelihood } = meteoroid.meteorLikelihood({ observation, prior, implementation });
    return () => logLikelihood(point);
  };
  return { of: "likelihood", case: name.replace(/\.json$/, ""), work };
}

/** Constants alone, or under `constants` as in the output of a run; gzipped or not. */
function readConstants(file) {
  try {
    const bytes = readFileSync(file);
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const data = JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString());
    return data.constants ?? data;
  } catch (error) {
    fail(`${file}: ${error.message}`, 1);
  }
}

function measured({ of, case: name, work, constants }, calls) {
  try {
    const entry = { of, case: name };
    entry.ours = { ms_per_call: spread(times(work("webassembly"), calls)) };
    entry.typescript = { ms_per_call: spread(times(work("typescript"), calls)) };
    const peer = constants && process.env.NIGHTBOOK_WMPL ? original(constants, calls) : undefined;
    if (peer) entry.peer = { ms_per_call: spread(peer) };
    return entry;
  } catch (error) {
    fail(`${name}: ${error.message}`, 1);
  }
}

/** CPU time of single calls, ms, from stretches of several. */
function times(work, calls) {
  // Until the compiler has seen enough of it.
  const warmUntil = Date.now() + 1000;
  let warm = 0;
  const start = Date.now();
  do {
    work();
    warm++;
  } while (Date.now() < warmUntil);
  const repeats = Math.max(1, Math.ceil((shortest * warm) / (Date.now() - start)));
  return Array.from({ length: calls }, () => {
    const before = process.cpuUsage();
    for (let k = 0; k < repeats; k++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / repeats;
  });
}

/** The original's times, or nothing, with the reason on standard error. */
function original(constants, calls) {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-bench-"));
  try {
    const file = join(folder, "constants.json");
    writeFileSync(file, JSON.stringify(constants));
    const python = process.env.NIGHTBOOK_PYTHON ?? "python3";
    const run = spawnSync(python, [join(__dirname, "erosion-peer.py"), file, String(calls)], {
      encoding: "utf8",
      env: { ...process.env, PYTHONPATH: process.env.NIGHTBOOK_WMPL, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    });
    if (run.error || run.status !== 0) {
      const reason = run.error?.message ?? run.stderr.trim().split("\n").at(-1);
      console.error(`The original could not be run: ${reason}`);
      return undefined;
    }
    return JSON.parse(run.stdout.trim().split("\n").at(-1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function entriesText(entries) {
  const rows = entries.map(({ of, case: name, ours, typescript, peer }) => {
    const median = (side) => side?.ms_per_call.median;
    const ratio = peer ? `${short(median(peer) / median(ours))} ×` : "-";
    const { min, max } = ours.ms_per_call;
    return [of, name, ...[min, median(ours), max, median(typescript), median(peer)].map(short), ratio];
  });
  const head = ["of", "case", "min", "median", "max", "TypeScript", "original", "faster"];
  return `CPU time of one call, ms; WebAssembly, and medians of the others\n${textTable(head, rows, 2)}`;
}

function fail(message, status) {
  console.error(message);
  process.exit(status);
}
