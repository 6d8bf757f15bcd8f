"use strict";

/**
 * `bench/results.json`: what the benches have measured, an entry per run. New entries replace those with the same key,
 * so that long benches can be done in pieces.
 */
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const resultsFile = join(__dirname, "results.json");
const formatVersion = 1;

/** What identifies an entry of each bench. */
const keys = {
  erosion: ["of", "case"],
  sampler: ["problem", "engine", "target", "seed"],
  calibration: ["problem", "engine", "target"],
  meteorFit: ["prior", "engine", "cores", "seed"],
  meteorAgreement: ["prior", "seed"],
  overhead: ["engine", "ndim", "cores", "milliseconds"],
};

/**
 * @returns entries by bench; none where there is no file
 * @throws {Error} when the file is not what this program writes
 */
function readResults(file = resultsFile) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error.message}`);
  }
  if (data?.version !== formatVersion) throw new Error(`${file} has not version ${formatVersion}: ${data?.version}`);
  return data.benches;
}

/** Entries with new ones in the place of those with the same key, in the order of the keys. */
function merged(bench, before, added) {
  const key = (entry) => keys[bench].map((name) => entry[name]);
  const byKey = new Map([...before, ...added].map((entry) => [JSON.stringify(key(entry)), entry]));
  return [...byKey.values()].toSorted((a, b) => compare(key(a), key(b)));
}

function compare(a, b) {
  const k = a.findIndex((value, i) => value !== b[i]);
  if (k < 0) return 0;
  return a[k] < b[k] ? -1 : 1;
}

/** Merges entries into the file; it is never half written. */
function saveResults(bench, entries, file = resultsFile) {
  const benches = readResults(file);
  benches[bench] = merged(bench, benches[bench] ?? [], entries);
  const blocks = Object.entries(benches).map(([name, list]) => {
    const lines = list.map((entry) => `      ${JSON.stringify(entry)}`);
    return `    ${JSON.stringify(name)}: [\n${lines.join(",\n")}\n    ]`;
  });
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.part`;
  writeFileSync(unfinished, `{\n  "version": ${formatVersion},\n  "benches": {\n${blocks.join(",\n")}\n  }\n}\n`);
  renameSync(unfinished, file);
}

module.exports = { merged, readResults, resultsFile, saveResults };
