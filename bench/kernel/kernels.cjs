"use strict";

/** The kernels that are compared, by name: how each is started, or why it cannot be. */
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { denoProgram } = require("./deno.cjs");

const root = join(__dirname, "../..");

/** @returns `{ argv, env }`, or `undefined` where the kernel is not there */
const kernels = { nightbook, tslab, deno };

function nightbook() {
  const { kernelSpec } = require(join(root, "lib/dist/cli/kernel-spec.node.js"));
  const { argv, env } = kernelSpec(join(root, "kernel/dist/main.js"));
  return { argv, env };
}

function tslab() {
  const program = join(root, "node_modules/tslab/bin/tslab");
  if (!existsSync(program)) return undefined;
  return { argv: [process.execPath, program, "kernel", "--config-path", "{connection_file}"], env: {} };
}

function deno() {
  const program = denoProgram();
  if (program === undefined) return undefined;
  return { argv: [program, "jupyter", "--kernel", "--conn", "{connection_file}"], env: {} };
}

module.exports = { kernels };
