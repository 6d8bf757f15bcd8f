"use strict";

/** On which machine, with which versions and when something was measured. */
const { spawnSync } = require("node:child_process");
const { arch, availableParallelism, cpus, loadavg, platform, totalmem } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "..");

/** One line: processor, cores, memory, system. */
function machine() {
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${gibibytes} GiB, ${platform()} ${arch()}`;
}

/** Versions of Node and of this library; a commit with a plus has uncommitted changes in `lib/src`. */
function versions() {
  const git = (...words) => spawnSync("git", words, { cwd: root, encoding: "utf8" }).stdout?.trim() ?? "";
  const commit = git("rev-parse", "--short=10", "HEAD");
  const changed = git("status", "--porcelain", "--", "lib/src") !== "";
  const nightbook = require(join(root, "package.json")).version;
  return { nightbook, ...(commit && { commit: commit + (changed ? "+" : "") }), node: process.versions.node };
}

/**
 * The part of every entry of the results that says where it comes from; `load` is the average number of busy processes
 * of the last minute: where it is above that of the bench, wall times are too long.
 */
const origin = () => ({
  date: new Date().toISOString().slice(0, 10),
  machine: machine(),
  load: Math.round(10 * loadavg()[0]) / 10,
  versions: versions(),
});

module.exports = { machine, origin, versions };
