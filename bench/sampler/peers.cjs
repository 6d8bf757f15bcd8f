"use strict";

/** The Python samplers that ours is compared with: a private environment `.venv-bench`, pinned by hash. */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const environment = join(root, ".venv-bench");
const requirements = join(root, "bench/requirements.txt");
const stamp = join(environment, "installed");
const python = join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** Engines of the peers by the names that the benches give them. */
const peerEngines = ["dynesty", "nautilus"];

/**
 * Installs the peers where they are not yet.
 * @returns the Python that has them
 * @throws {Error} with what to do
 */
function peersPython() {
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  const base = process.env.NIGHTBOOK_PYTHON ?? "python3";
  console.error(`Installing the Python samplers in ${environment}`);
  step(base, ["-m", "venv", "--clear", environment], "Python 3.11 or newer with its venv module is needed");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"];
  step(python, [...install, "-r", requirements], "Check the network or the package index in your pip settings");
  writeFileSync(stamp, wanted);
  return python;
}

function step(program, words, remedy) {
  const done = spawnSync(program, words, { encoding: "utf8" });
  if (done.status === 0) return;
  const reason = done.error?.message ?? done.stderr.trim().split("\n").at(-1);
  throw new Error(`The Python samplers could not be installed: ${reason}. ${remedy}.`);
}

module.exports = { peerEngines, peersPython };
