"use strict";
require("./setup/check-node.cjs");
const { runMain } = require("./setup/steps.cjs");
const { installPackages } = require("./setup/packages.cjs");
const { build } = require("./setup/build.cjs");

runMain(() => {
  installPackages();
  build();
});
