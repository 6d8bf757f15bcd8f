"use strict";
// `npm run ok`: what every change must pass, in one go. Lint, types, import direction, unit tests.
const { join } = require("node:path");
const { root, run, runMain, say } = require("./setup/steps.cjs");
const { installPackages } = require("./setup/packages.cjs");
const { build } = require("./setup/build.cjs");
const { checkTypes } = require("./setup/types.cjs");

runMain(() => {
  const started = Date.now();
  installPackages();
  say("- Lint and format");
  run(process.execPath, [join(root, "node_modules/@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."], {
    cause: "Lint or format",
    remedy: "npm run format mends most of it",
  });
  build();
  checkTypes();
  say("- Unit tests, import direction among them");
  run(
    process.execPath,
    [
      "--experimental-vm-modules",
      "--no-warnings",
      join(root, "node_modules/jest/bin/jest.js"),
      "--selectProjects",
      "unit",
    ],
    {
      cause: "Unit tests",
      remedy: "Mend the failures above",
    },
  );
  say(`All is well (${((Date.now() - started) / 1000).toFixed(0)} s)`);
});
