#!/usr/bin/env node
"use strict";
// A committed stub, so that npm can link the command before the first build.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const main = join(__dirname, "..", "dist", "cli", "main.node.js");
if (existsSync(main)) {
  require(main);
} else {
  console.error(`nightbook is not built yet: ${main} is missing. Run "npm start" or "npm run build" in the clone.`);
  process.exitCode = 1;
}
