"use strict";

/** The worker's side of `bench/meteor-fit.cjs`. */
const { join } = require("node:path");
const { meteorModel } = require(join(__dirname, "../../lib/dist/fitting/meteoroid"));
const { timedTasks } = require("../timed/tasks.cjs");

/** @param data what `meteorModel` takes, and the `tally` of `timedTasks` */
const timedMeteorTasks = ({ tally, ...data }) => timedTasks(meteorModel(data), tally);

module.exports = { timedMeteorTasks };
