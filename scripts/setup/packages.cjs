"use strict";
const { existsSync } = require("node:fs");
const { run, runStep } = require("./steps.cjs");

/** `node_modules`, exactly as the lock file says. */
function installPackages() {
  runStep({
    name: "Installing the npm packages that package-lock.json names",
    stamp: "node_modules/.nightbook-stamp",
    inputs: ["package-lock.json"],
    words: [process.versions.modules],
    outputs: ["node_modules/typescript", "node_modules/tslab"],
    run: () => {
      // Inside `npm start` npm tells where it is; otherwise it is on the path.
      const cli = process.env.npm_execpath;
      const [command, args] = cli && existsSync(cli) ? [process.execPath, [cli]] : ["npm", []];
      run(command, [...args, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
        cause: "npm ci did not finish",
        remedy: "Check the network or the npm registry in your npm settings, then run the command again",
      });
    },
  });
}

module.exports = { installPackages };
