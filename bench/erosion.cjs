"use strict";

/**
 * Cost of one run of the erosion model: CPU time on one core, from the built library. With `NIGHTBOOK_WMPL` naming a
 * checkout of WesternMeteorPyLib (its Cython module built), the original runs beside it in Python.
 *
 *   npm run --silent bench:erosion -- [--json] [--constants FILE] [--calls N]
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const { gunzipSync } = require("node:zlib");

const root = join(__dirname, "..");
const defaultConstants = join(root, "lib/test/golden/erosion/ex_BestGuess.json.gz");
const usage = "npm run --silent bench:erosion -- [--json] [--constants FILE] [--calls N]";

main();

function main() {
  const { json, constantsFile, calls } = readArguments();
  const constants = readConstants(constantsFile);
  const result = { ours: { ms_per_call: ours(constants, calls) } };
  const peer = process.env.NIGHTBOOK_WMPL ? original(constants, calls) : undefined;
  if (peer) result.peer = { ms_per_call: peer };
  if (json) console.log(JSON.stringify(result));
  else printTable(result, constantsFile);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        constants: { type: "string", default: defaultConstants },
        calls: { type: "string", default: "25" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const calls = Number(values.calls);
    if (!Number.isInteger(calls) || calls < 1)
      throw new RangeError(`--calls must be a positive number: ${values.calls}`);
    return { json: values.json, constantsFile: values.constants, calls };
  } catch (error) {
    fail(`${error.message}\n${usage}`, 2);
  }
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

function ours(constants, calls) {
  const { simulate } = builtLibrary();
  try {
    // Until the compiler has seen enough of it.
    const warmUntil = Date.now() + 1000;
    do simulate(constants);
    while (Date.now() < warmUntil);
    return spread(Array.from({ length: calls }, () => cpuMilliseconds(() => simulate(constants))));
  } catch (error) {
    fail(error.message, 1);
  }
}

function builtLibrary() {
  try {
    return require(join(root, "lib/dist/fitting/meteoroid"));
  } catch (error) {
    fail(`The library is not built (${error.code}): npm run build`, 1);
  }
}

function cpuMilliseconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
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
    return spread(JSON.parse(run.stdout.trim().split("\n").at(-1)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  return { min: sorted[0], median, max: sorted.at(-1) };
}

function printTable(result, file) {
  console.log(`One run of the erosion model, ms of CPU time (${file})`);
  console.log(`${"".padEnd(10)}${["min", "median", "max"].map((name) => name.padStart(10)).join("")}`);
  for (const [name, { ms_per_call: ms }] of Object.entries(result)) {
    const numbers = [ms.min, ms.median, ms.max].map((value) => value.toFixed(2).padStart(10));
    console.log(`${(name === "ours" ? "nightbook" : "original").padEnd(10)}${numbers.join("")}`);
  }
  if (result.peer) {
    console.log(`${(result.peer.ms_per_call.median / result.ours.ms_per_call.median).toFixed(1)} times as fast`);
  }
}

function fail(message, status) {
  console.error(message);
  process.exit(status);
}
