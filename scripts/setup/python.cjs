"use strict";
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { root, SetupError, run, runStep } = require("./steps.cjs");

const bin = process.platform === "win32" ? "Scripts" : "bin";
const venv = join(root, ".venv");
const venvPython = join(venv, bin, process.platform === "win32" ? "python.exe" : "python");
const requirements = "scripts/python/requirements.txt";
const checkRequirements = "scripts/python/requirements-checks.txt";

/** Version `[major, minor]` of a Python, or undefined when it does not start. */
function versionOf(python) {
  const done = spawnSync(python, ["-c", "import sys; print(*sys.version_info[:2])"], { encoding: "utf8" });
  const match = /^(\d+) (\d+)/.exec(done.stdout ?? "");
  return done.status === 0 && match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** The first Python of at least 3.10; `$NIGHTBOOK_PYTHON` decides if it is set. */
function findPython() {
  const asked = process.env.NIGHTBOOK_PYTHON;
  const candidates = asked ? [asked] : ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
  for (const python of candidates) {
    const version = versionOf(python);
    if (version && (version[0] > 3 || (version[0] === 3 && version[1] >= 10))) return { python, version };
  }
  throw new SetupError(
    asked ? `$NIGHTBOOK_PYTHON (${asked}) is not a Python of at least 3.10` : "No Python of at least 3.10 was found",
    "Install Python 3.10 or newer, or set NIGHTBOOK_PYTHON to its full path",
  );
}

/** A private `.venv` with pinned JupyterLab, checked by hash. */
function installPython() {
  const { python, version } = findPython();
  runStep({
    name: `Making .venv with JupyterLab 4.6 (Python ${version.join(".")})`,
    stamp: ".venv/.nightbook-stamp",
    inputs: [requirements],
    words: [python, version.join(".")],
    outputs: [`.venv/${bin}/jupyter-lab${process.platform === "win32" ? ".exe" : ""}`],
    run: () => {
      const hasEnsurepip = spawnSync(python, ["-c", "import ensurepip"]).status === 0;
      run(python, ["-m", "venv", "--clear", ...(hasEnsurepip ? [] : ["--without-pip"]), venv], {
        cause: "Python could not make a virtual environment",
        remedy: "Install the venv module (on Debian: apt-get install python3-venv) or set NIGHTBOOK_PYTHON",
      });
      installRequirements(python, requirements, "JupyterLab");
    },
  });
}

/**
 * The packages that the tests read our files with, into the same `.venv`; their versions agree with those of JupyterLab.
 * Only the tests need them.
 */
function installPythonChecks() {
  const { python, version } = findPython();
  runStep({
    name: "Installing the Python packages that read our files, for the tests",
    stamp: ".venv/.nightbook-checks-stamp",
    inputs: [requirements, checkRequirements],
    words: [python, version.join(".")],
    run: () => installRequirements(python, checkRequirements, "the packages of the tests"),
  });
}

/** Installs pinned packages into `.venv`. */
function installRequirements(python, file, what) {
  const hasPip = spawnSync(venvPython, ["-m", "pip", "--version"]).status === 0;
  const pip = hasPip ? [venvPython, "-m", "pip"] : pipFromOutside(python);
  run(pip[0], [...pip.slice(1), "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", file], {
    cause: `pip could not install ${what}`,
    remedy: "Check the network or the package index in your pip settings, then run the command again",
  });
}

/** A Python without `ensurepip` may still have a pip that can install into another environment. */
function pipFromOutside(python) {
  if (spawnSync(python, ["-m", "pip", "--python", venvPython, "--version"]).status === 0) {
    return [python, "-m", "pip", "--python", venvPython];
  }
  throw new SetupError(
    `${python} has neither ensurepip nor a pip of at least 22.3`,
    "Install them (on Debian: apt-get install python3-venv python3-pip) or set NIGHTBOOK_PYTHON to another Python",
  );
}

module.exports = { installPython, installPythonChecks, venv, venvPython, bin };
