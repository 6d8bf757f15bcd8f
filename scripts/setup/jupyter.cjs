"use strict";
const { join } = require("node:path");
const { root, run, runStep } = require("./steps.cjs");
const { venv } = require("./python.cjs");

/** Kernelspec and lab extension inside the private `.venv`. */
function installIntoJupyter() {
  runStep({
    name: "Installing the kernel and the lab extension into .venv",
    stamp: ".venv/share/jupyter/.nightbook-stamp",
    inputs: ["kernel/assets", "labextension/package.json", "lib/src/cli"],
    words: [root, process.execPath],
    outputs: [
      ".venv/share/jupyter/kernels/nightbook/kernel.json",
      ".venv/share/jupyter/labextensions/@nightbook/labextension",
    ],
    run: () => {
      run(process.execPath, [join(root, "lib/bin/nightbook.js"), "install", "--prefix", venv, "--symlink"], {
        quiet: true,
        cause: "nightbook install failed",
        remedy: "Read the lines above",
      });
    },
  });
}

module.exports = { installIntoJupyter };
