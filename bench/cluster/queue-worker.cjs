"use strict";

// A worker of the bench's queue: queue-worker.cjs URL CORES. On SIGTERM it prints its processor time and ends.
const { join } = require("node:path");
const { serveQueue } = require("../../lib/dist/parallel/worker-pool.node");

const [queue, cores] = process.argv.slice(2);
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const models = { busy: { module: join(__dirname, "busy-model.cjs"), export: "busy" } };
serveQueue({ queue, cores: Number(cores), models, signal: stop.signal, log: () => {} }).then(() => {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ seconds: (user + system) / 1e6 }));
});
