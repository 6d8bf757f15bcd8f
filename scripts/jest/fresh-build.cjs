"use strict";
// Workers and notebooks run what lies in dist, so a stale build must fail the tests, not pass them by luck.
const { readdirSync, statSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..", "..");

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

module.exports = () => {
  for (const workspace of ["lib", "kernel"]) {
    let built = 0;
    try {
      built = statSync(join(root, workspace, "dist/.tsbuildinfo")).mtimeMs;
    } catch {
      // Never built: older than anything.
    }
    if (newest(join(root, workspace, "src")) > built) {
      throw new Error(`${workspace}/dist is older than ${workspace}/src: run "npm run build" first`);
    }
  }
};
