"use strict";

/** Deno from its npm package for Linux on x64, pinned and checked by hash, in a folder of its own beside this file. */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = join(__dirname, "peers");
const stamp = join(folder, "node_modules/.installed");

/**
 * Deno's program: `$DENO` if that is set, else the pinned one, which is installed where it is not yet.
 * @returns `undefined` where it is not to be had
 */
function denoProgram() {
  const own = process.env.DENO;
  if (own !== undefined) return starts(own) ? own : undefined;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  install();
  const program = join(folder, "node_modules/@deno/linux-x64-glibc/deno");
  return starts(program) ? program : undefined;
}

function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error(`Installing Deno in ${folder}`);
  const done = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (done.status === 0) writeFileSync(stamp, wanted);
  else console.error(`Deno could not be installed: ${done.error?.message ?? done.stderr.trim().split("\n").at(-1)}`);
}

function starts(program) {
  return spawnSync(program, ["--version"]).status === 0;
}

module.exports = { denoProgram };
