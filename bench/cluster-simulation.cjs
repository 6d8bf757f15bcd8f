"use strict";

/**
 * Where a run with very many workers saturates. Events of the queue are simulated: the run's thread and the Redis serve
 * one thing at a time, workers hold two jobs, batches of 512 points are proposed with two under way, and shares have the
 * size that the library gives them. What a job costs is what `bench/cluster.cjs` measures (`--costs` reads its JSON).
 */
const { readFileSync } = require("node:fs");
const { builtLibrary, commandLine, number } = require("./command-line.cjs");
const { short, textTable } = require("./text-table.cjs");

const usage = `node bench/cluster-simulation.cjs [flags]
  --costs FILE   output of node bench/cluster.cjs --json; default: figures of one machine with 2 cores
  --network N    milliseconds that the network adds to each way, default 0.2
  --batches N    batches of a run, default 60
  --json         the figures as JSON on standard output`;

/** Milliseconds: processor time of the run's thread, of the Redis and of a worker per job; the same for each point. */
const usual = {
  run: { job: 0.38, point: 0.001 },
  redis: { job: 0.17, point: 0.0016 },
  worker: { job: 0.43, point: 0.005 },
};

/** Worker processes and the cores of each. */
const clusters = [
  { workers: 1, cores: 2 },
  { workers: 12, cores: 8 },
  { workers: 3, cores: 32 },
  { workers: 96, cores: 1 },
  { workers: 16, cores: 64 },
  { workers: 125, cores: 8 },
  { workers: 1000, cores: 1 },
];
/** Milliseconds of a likelihood call, points of a batch, milliseconds of the engine's own work per batch. */
const loads = [
  { call: 3, batch: 512, engine: 0 },
  { call: 3, batch: 512, engine: 50 },
  { call: 3, batch: 4096, engine: 0 },
  { call: 30, batch: 512, engine: 50 },
  { call: 300, batch: 512, engine: 50 },
];
const spread = 0.3;
const jobsAtHand = 2;

main();

function main() {
  const settings = commandLine(
    usage,
    {
      costs: { type: "string" },
      network: { type: "string", default: "0.2" },
      batches: { type: "string", default: "60" },
      json: { type: "boolean", default: false },
    },
    ({ costs, network, batches, json }) => ({
      costs: costs === undefined ? usual : costsIn(costs),
      network: number("network", network, 0, false),
      batches: number("batches", batches, 2),
      json,
    }),
  );
  const rows = loads.flatMap((load) =>
    clusters.map((cluster) => ({ ...load, ...cluster, ...simulated(cluster, load, settings) })),
  );
  console.log(settings.json ? JSON.stringify({ costs: settings.costs, rows }) : text(rows));
}

/** A line through the smallest and the largest job that were measured. */
function costsIn(file) {
  const { queue } = JSON.parse(readFileSync(file, "utf8"));
  const [small, large] = [queue[0], queue.at(-1)];
  const line = (who) => {
    const point = Math.max(0, (large[who] - small[who]) / (large.points - small.points));
    return { job: small[who] - point * small.points, point };
  };
  return { run: line("run"), redis: line("redis"), worker: line("worker") };
}

/**
 * One run.
 * @returns points per second, share of the workers' time that goes into likelihoods, and how busy run and Redis are
 */
function simulated({ workers: count, cores }, { call, batch: size, engine }, { costs, network, batches }) {
  const { jobsPerWorker, shareSize } = builtLibrary("../lib/dist/parallel/queue/share-size");
  const events = eventQueue();
  const random = generator(1);
  const run = server(events);
  const redis = server(events);
  const force = { localCores: 0, workers: count, remoteCores: count * cores, pace: call / 1000 };
  const waiting = [];
  const open = [];
  const workers = Array.from({ length: count }, () => ({ held: 0, freeAt: new Float64Array(cores) }));
  let under = 0;
  let proposed = 0;
  let finished = 0;
  let computing = 0;

  const propose = () => {
    if (proposed === batches) return;
    proposed++;
    run.serve(engine, () => {
      open.push({ free: size, sent: 0, left: size });
      fill();
    });
  };

  const fill = () => {
    for (const batch of open) {
      while (batch.free > 0 && under < jobsPerWorker * count) {
        const points = shareSize(batch.free, batch.sent, force);
        batch.free -= points;
        batch.sent += points;
        under++;
        // Half of a job's cost is sending it, half is taking the answer; the Redis adds, hands over and takes back.
        run.serve(cost(costs.run, points) / 2, () =>
          events.after(network, () =>
            redis.serve(cost(costs.redis, points) / 3, () => {
              waiting.push({ batch, points });
              hand();
            }),
          ),
        );
      }
    }
  };

  const hand = () => {
    while (waiting.length > 0) {
      const worker = leastHeld(workers);
      if (worker.held >= jobsAtHand) return;
      worker.held++;
      const job = waiting.shift();
      redis.serve(cost(costs.redis, job.points) / 3, () => events.after(2 * network, () => compute(worker, job)));
    }
  };

  const compute = (worker, { batch, points }) => {
    let end = events.now;
    for (let i = 0; i < points; i++) {
      const core = worker.freeAt.indexOf(Math.min(...worker.freeAt));
      const duration = call * (1 + spread * Math.sqrt(3) * (2 * random() - 1));
      worker.freeAt[core] = Math.max(worker.freeAt[core], events.now) + duration;
      computing += duration;
      end = Math.max(end, worker.freeAt[core]);
    }
    events.after(end - events.now + cost(costs.worker, points) + network, () =>
      redis.serve(cost(costs.redis, points) / 3, () => {
        worker.held--;
        hand();
        events.after(network, () => run.serve(cost(costs.run, points) / 2, () => answered(batch, points)));
      }),
    );
  };

  const answered = (batch, points) => {
    under--;
    batch.left -= points;
    batch.sent -= points;
    if (batch.left === 0) {
      open.splice(open.indexOf(batch), 1);
      finished++;
      propose();
    }
    fill();
  };

  propose();
  propose();
  events.run();
  if (finished !== batches) throw new Error(`Only ${finished} of ${batches} batches were finished`);
  const wall = events.now;
  return {
    perSecond: (1e3 * batches * size) / wall,
    busy: computing / (wall * count * cores),
    run: run.busy / wall,
    redis: redis.busy / wall,
  };
}

function cost({ job, point }, points) {
  return job + point * points;
}

function leastHeld(workers) {
  let least = workers[0];
  for (const worker of workers) if (worker.held < least.held) least = worker;
  return least;
}

/** Does one thing at a time, in the order of asking. */
function server(events) {
  let freeAt = 0;
  const self = {
    busy: 0,
    serve(duration, then) {
      freeAt = Math.max(freeAt, events.now) + duration;
      self.busy += duration;
      events.after(freeAt - events.now, then);
    },
  };
  return self;
}

/** Events in the order of their times: a binary heap. */
function eventQueue() {
  const heap = [];
  let order = 0;
  const before = (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const self = {
    now: 0,
    after(delay, action) {
      heap.push({ at: self.now + delay, order: order++, action });
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!before(heap[i], heap[parent])) break;
        [heap[i], heap[parent]] = [heap[parent], heap[i]];
        i = parent;
      }
    },
    run() {
      while (heap.length > 0) {
        const first = heap[0];
        const last = heap.pop();
        if (heap.length > 0) {
          heap[0] = last;
          sink(heap, before);
        }
        self.now = first.at;
        first.action();
      }
    },
  };
  return self;
}

function sink(heap, before) {
  for (let i = 0; ; ) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2])
      if (child < heap.length && before(heap[child], heap[least])) least = child;
    if (least === i) return;
    [heap[i], heap[least]] = [heap[least], heap[i]];
    i = least;
  }
}

/** Uniform numbers, the same in every run. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

function text(rows) {
  const percent = (share) => `${(100 * share).toFixed(0)} %`;
  return textTable(
    ["likelihood", "batch", "engine", "workers × cores", "points/s", "cores busy", "run busy", "Redis busy"],
    rows.map(({ call, batch, engine, workers, cores, perSecond, busy, run, redis }) => [
      `${call} ms`,
      batch,
      `${engine} ms`,
      `${workers} × ${cores}`,
      short(perSecond),
      percent(busy),
      percent(run),
      percent(redis),
    ]),
    4,
  );
}
