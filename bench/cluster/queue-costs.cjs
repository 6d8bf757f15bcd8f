"use strict";

/**
 * What a job costs those who handle it, by measurement: `jobs` jobs of `points` points each go through a private Redis
 * to one worker whose likelihood takes no time.
 */
const { spawn } = require("node:child_process");
const { join } = require("node:path");
const { Redis } = require("ioredis");
const { RunQueue } = require("../../lib/dist/parallel/queue/run-queue.node");
const { RedisAddress } = require("../../lib/dist/parallel/queue/redis-address.node");
const { usualTiming } = require("../../lib/dist/parallel/queue/protocol");

const ndim = 12;
/** Jobs under way at a time. */
const depth = 8;

/**
 * @param url of an otherwise idle Redis
 * @returns per job, milliseconds: processor time of the run's thread, of the Redis, of the worker; wall time of one
 *   job alone; wall time of a ping
 */
async function queueCosts(url, jobs, points) {
  const client = new Redis(url);
  const worker = spawn(process.execPath, [join(__dirname, "queue-worker.cjs"), url, "1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  worker.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const data = { ndim, milliseconds: 0, spread: 0 };
  const listener = { room() {}, back() {}, away() {}, notice: (line) => console.error(line) };
  const address = RedisAddress.parse(url);
  const queue = new RunQueue(address, { model: { name: "busy" }, data, label: "bench" }, usualTiming, listener);
  try {
    await queue.start(2000);
    while (queue.helpers.count === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await through(queue, 200, points, depth);
    const alone = [];
    for (let i = 0; i < 200; i++) {
      const began = performance.now();
      await through(queue, 1, points, 1);
      alone.push(performance.now() - began);
    }
    const ping = [];
    for (let i = 0; i < 500; i++) {
      const began = performance.now();
      await client.ping();
      ping.push(performance.now() - began);
    }
    const before = { redis: await redisSeconds(client), run: process.cpuUsage() };
    const began = performance.now();
    await through(queue, jobs, points, depth);
    const wall = (performance.now() - began) / jobs;
    const { user, system } = process.cpuUsage(before.run);
    const redis = (await redisSeconds(client)) - before.redis;
    worker.kill("SIGTERM");
    await new Promise((resolve) => worker.once("close", resolve));
    // All jobs, warm-up too, and half a second for starting.
    const ofWorker = (JSON.parse(said).seconds - 0.5) / (jobs + 400);
    return {
      points,
      jobs,
      run: (user + system) / 1e3 / jobs,
      redis: (1e3 * redis) / jobs,
      worker: 1e3 * ofWorker,
      wall,
      alone: median(alone),
      ping: median(ping),
    };
  } finally {
    worker.kill("SIGKILL");
    await queue.close();
    client.disconnect();
  }
}

/** Sends jobs, so many under way at a time, and waits for all answers. */
function through(queue, jobs, points, most) {
  const u = Float64Array.from({ length: points * ndim }, (_, i) => ((i * 7919) % 4001) / 4001);
  return new Promise((resolve, reject) => {
    let sent = 0;
    let done = 0;
    const next = () => {
      if (sent === jobs) return;
      sent++;
      queue.send({
        content: { kind: "points", u, ndim, nderived: 1 },
        answered() {
          if (++done === jobs) resolve();
          else next();
        },
        failed: (reason) => reject(new Error(reason)),
        wanted: () => true,
      });
    };
    for (let i = 0; i < most; i++) next();
  });
}

async function redisSeconds(client) {
  const text = await client.info("cpu");
  const of = (name) => Number(new RegExp(`${name}:([\\d.]+)`).exec(text)[1]);
  return of("used_cpu_user") + of("used_cpu_sys");
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

module.exports = { queueCosts };
