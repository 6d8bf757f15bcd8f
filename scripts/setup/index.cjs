"use strict";
const { say } = require("./steps.cjs");
const { installPackages } = require("./packages.cjs");
const { installPython } = require("./python.cjs");
const { build } = require("./build.cjs");
const { installIntoJupyter } = require("./jupyter.cjs");

/** Everything a clone needs to run; a second call finds it up to date and takes a moment. */
function setUp() {
  const started = Date.now();
  say("Setting up Nightbook");
  installPackages();
  installPython();
  say("- Compiling what has changed");
  build();
  installIntoJupyter();
  say(`Ready (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

module.exports = { setUp };
