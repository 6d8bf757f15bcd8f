"use strict";
// Set-up as a list of steps: each says what it does, is skipped when its inputs are
// unchanged since it last succeeded, and fails with a cause and a remedy.
const { createHash } = require("node:crypto");
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const root = join(__dirname, "..", "..");

/** A failure that a person can mend: what went wrong and what to do. */
class SetupError extends Error {
  constructor(cause, remedy) {
    super(cause);
    this.remedy = remedy;
  }
}

/** One line on stderr; results alone go to stdout. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a command to its end.
 * @param options `quiet` keeps the output back unless the command fails; `cause` and `remedy` word the failure
 */
function run(command, args, { cwd = root, env = process.env, quiet = false, cause, remedy } = {}) {
  // Standard output belongs to results, so what a step prints goes to stderr.
  const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["ignore", 2, 2];
  const done = spawnSync(command, args, { cwd, env, stdio, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.error === undefined && done.status === 0) return done.stdout ?? "";
  if (quiet) process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}`);
  const how = done.error ? done.error.message : done.signal ? `ended by ${done.signal}` : `exit status ${done.status}`;
  throw new SetupError(`${cause ?? `${command} ${args.join(" ")}`} (${how})`, remedy ?? "Read the lines above");
}

/** Paths of all files below the given files and folders, sorted, build output left out. */
function filesBelow(paths) {
  const found = [];
  const visit = (path) => {
    let entries;
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (error.code === "ENOTDIR") found.push(path);
      else if (error.code !== "ENOENT") throw error;
      return;
    }
    for (const entry of entries) {
      if (entry.name === "node_modules" || entry.name === "dist" || entry.name === "__pycache__") continue;
      const child = join(path, entry.name);
      if (entry.isDirectory()) visit(child);
      else found.push(child);
    }
  };
  for (const path of paths) visit(join(root, path));
  return found.sort();
}

/** Hash of the contents of files and folders and of any further words. */
function hashOf(paths, words = []) {
  const hash = createHash("sha256");
  for (const file of filesBelow(paths)) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  for (const word of words) hash.update(`\0${word}`);
  return hash.digest("hex");
}

/**
 * Runs one step unless its stamp says that nothing has changed.
 * @param step `{ name, stamp, inputs, words, outputs, run }`: the stamp file lies inside what the step
 *   makes, so that deleting the product also deletes the stamp
 */
function runStep({ name, stamp, inputs = [], words = [], outputs = [], run: action }) {
  const stampFile = join(root, stamp);
  const wanted = hashOf(inputs, [process.platform, process.arch, ...words]);
  const current = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (current === wanted && outputs.every((path) => existsSync(join(root, path)))) return false;
  say(`- ${name}`);
  const started = Date.now();
  rmSync(stampFile, { force: true });
  action();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
  say(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/** Runs `main` and turns a failure into two lines and exit status 1. */
async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof SetupError) say(`\nFailed: ${error.message}\nWhat to do: ${error.remedy}`);
    else say(`\nFailed: ${error.stack ?? error}`);
    process.exitCode = 1;
  }
}

module.exports = { root, SetupError, say, run, runStep, runMain, hashOf };
