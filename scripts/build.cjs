"use strict";
const { runMain } = require("./setup/steps.cjs");
const { installPackages } = require("./setup/packages.cjs");
const { build } = require("./setup/build.cjs");

runMain(() => {
  installPackages();
  build();
});
