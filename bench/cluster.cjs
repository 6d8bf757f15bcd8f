"use strict";

/**
 * How well workers are used: threads of this process, which share batches in memory, and what a job of the queue costs
 * the run, the Redis and the worker (needs `redis-server`, or its path in NIGHTBOOK_REDIS_SERVER).
 */
const { join } = require("node:path");
const { builtLibrary, commandLine, number, numbers } = require("./command-line.cjs");
const { privateRedis } = require("./cluster/private-redis.cjs");
const { origin } = require("./machine.cjs");
const { short, textTable } = require("./text-table.cjs");

const usage = `node bench/cluster.cjs [flags]
  --cores a,b     threads, default 1,2
  --ms N          milliseconds of a likelihood call, default 3
  --batches N     batches of 512 points, two under way; default 20
  --jobs N        jobs through the queue, default 2000; 0: no queue
  --json          the figures as JSON on standard output`;

const points = 512;
const ndim = 12;

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  const settings = commandLine(
    usage,
    {
      cores: { type: "string", default: "1,2" },
      ms: { type: "string", default: "3" },
      batches: { type: "string", default: "20" },
      jobs: { type: "string", default: "2000" },
      json: { type: "boolean", default: false },
    },
    ({ cores, ms, batches, jobs, json }) => ({
      cores: numbers("cores", cores, 1),
      milliseconds: number("ms", ms, 0, false),
      batches: number("batches", batches, 2),
      jobs: number("jobs", jobs, 0),
      json,
    }),
  );
  const threads = [];
  for (const tenfold of [false, true]) {
    for (const cores of settings.cores) threads.push(await onThreads(cores, tenfold, settings));
  }
  const queue = settings.jobs > 0 ? await throughQueue(settings.jobs) : [];
  const result = { threads, queue, ...origin() };
  console.log(settings.json ? JSON.stringify(result) : text(result, settings));
}

/** Share of the threads' time that goes into likelihoods. */
async function onThreads(cores, tenfold, { milliseconds, batches }) {
  const { startWorkerPool } = builtLibrary("../lib/dist/parallel/worker-pool.node");
  const { poolEvaluator } = builtLibrary("../lib/dist/fitting/nested-sampling");
  const data = { ndim, milliseconds, spread: 0.3, tenfold };
  const pool = startWorkerPool({ module: join(__dirname, "cluster/busy-model.cjs"), export: "busy", data, cores });
  const shape = { parameters: Array.from({ length: ndim }, (_, k) => `x${k}`), derived: ["milliseconds"] };
  const evaluator = poolEvaluator(pool, shape);
  const batch = (b) => Float64Array.from({ length: points * ndim }, (_, i) => (((i + b) * 7919) % 4001) / 4001);
  await evaluator.evaluate(batch(0));
  const began = performance.now();
  let next = 0;
  let busy = 0;
  const line = async () => {
    while (next < batches) {
      const { derived } = await evaluator.evaluate(batch(next++));
      for (const x of derived) busy += x;
    }
  };
  await Promise.all([line(), line()]);
  const wall = performance.now() - began;
  await pool.close();
  return { cores, tenfold, milliseconds, perSecond: (1e3 * batches * points) / wall, busy: busy / (cores * wall) };
}

async function throughQueue(jobs) {
  const { queueCosts } = require("./cluster/queue-costs.cjs");
  const redis = await privateRedis();
  try {
    const costs = [];
    for (const size of [1, 8, 64]) costs.push(await queueCosts(redis.url, jobs, size));
    return costs;
  } finally {
    await redis.stop();
  }
}

function text({ threads, queue, machine, load }, { milliseconds }) {
  const rows = threads.map(({ cores, tenfold, perSecond, busy }) => [
    `${cores}`,
    tenfold ? "tenfold" : "30 %",
    short(perSecond),
    `${(100 * busy).toFixed(1)} %`,
  ]);
  const costs = queue.map(({ points: size, run, redis, worker, alone, wall, ping }) =>
    [size, run, redis, worker, alone, wall, ping].map(short),
  );
  return [
    `${machine}, load ${load}`,
    "",
    `Threads, likelihood of ${milliseconds} ms, batches of ${points}, two under way`,
    textTable(["threads", "durations differ", "points/s", "time in likelihoods"], rows, 2),
    ...(costs.length === 0
      ? []
      : [
          "",
          "A job of the queue, milliseconds: processor time of run, Redis and worker; wall time alone, in a stream, and of a ping",
          textTable(["points", "run", "Redis", "worker", "alone", "stream", "ping"], costs),
        ]),
  ].join("\n");
}
