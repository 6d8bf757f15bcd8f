"use strict";
const { runMain } = require("./setup/steps.cjs");
const { checkTypes } = require("./setup/types.cjs");

runMain(checkTypes);
