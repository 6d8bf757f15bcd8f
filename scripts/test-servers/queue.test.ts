import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import {
  type Evaluations,
  type Evaluator,
  type NestedSamplingResult,
  poolEvaluator,
  type RunOptions,
  run,
  type SamplingAnswer,
  type SamplingTask,
} from "../../lib/src/fitting/nested-sampling";
import { fitting, ingest } from "../../lib/src/notebook";
import { modelSource } from "../../lib/src/notebook/model-source.node";
import { type OpenPool, type OpenPoolOptions, openPool } from "../../lib/src/parallel/worker-pool.node";
import { freePort, type PrivateServer, startRedis } from "./private-server";
import { fixtureWorker, nightbookWorker, quickTiming, type WorkerProcess } from "./queue-workers";

const root = join(__dirname, "..", "..");
const fixtures = join(root, "lib/test/parallel/fixtures");
const plane = { parameters: ["x", "y"], derived: ["sum"] };
const ring = ["x", "y"];
const u = Float64Array.from({ length: 600 }, (_, i) => ((i * 7919) % 601) / 601);

let redis: PrivateServer | undefined;
const workers: WorkerProcess[] = [];
const clients: Redis[] = [];
const pools: OpenPool<SamplingTask, SamplingAnswer>[] = [];
let notices: string[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
  await redis?.stop();
  redis = undefined;
  notices = [];
});

async function begin(): Promise<string> {
  redis = await startRedis();
  return `redis://127.0.0.1:${redis.port}`;
}

/** Looks into the Redis of the test. */
function inspector(): Redis {
  const client = new Redis(redis?.port ?? 0);
  clients.push(client);
  return client;
}

function worker(queue: string, options: { cores?: number; hash?: string } = {}): WorkerProcess {
  const process = fixtureWorker(queue, options);
  workers.push(process);
  return process;
}

async function pool(name: string, options: Partial<OpenPoolOptions>): Promise<OpenPool<SamplingTask, SamplingAnswer>> {
  const opened = await openPool<SamplingTask, SamplingAnswer>({
    module: join(fixtures, `${name}.cjs`),
    export: name,
    cores: 1,
    model: { name },
    timing: quickTiming,
    onNotice: (line) => notices.push(line),
    ...options,
  });
  pools.push(opened);
  return opened;
}

async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!what()) throw new Error(`It does not happen: ${what}; ${notices.join("; ")}`);
}

function expectRight({ v, logl, derived, failures }: Evaluations): void {
  const failing = Array.from({ length: 300 }, (_, i) => i).filter((i) => u[2 * i] > 0.9);
  expect(v).toEqual(u);
  for (let i = 0; i < 300; i++) {
    const fails = u[2 * i] > 0.9;
    expect(logl[i]).toBe(fails ? Number.NEGATIVE_INFINITY : -u[2 * i] * u[2 * i + 1]);
    expect(derived[i]).toBe(fails ? Number.NaN : u[2 * i] + u[2 * i + 1]);
  }
  expect(failures).toEqual(failing.map((i) => ({ reason: "too far", parameters: u.slice(2 * i, 2 * i + 2) })));
}

/** Batches with two under way at any time, as an engine has them. */
async function batches(evaluator: Evaluator, count: number): Promise<void> {
  let left = count;
  const line = async () => {
    while (left-- > 0) expectRight(await evaluator.evaluate(u));
  };
  await Promise.all([line(), line()]);
}

/** Everything but clock and machine, to the last bit. */
function determined(result: NestedSamplingResult): unknown {
  const bits = Object.entries(result.asDict()).map(([name, value]) =>
    ArrayBuffer.isView(value) ? [name, Buffer.from(value.buffer).toString("hex")] : [name, value],
  );
  return [bits, result.diagnostics];
}

describe("a queue in Redis", () => {
  it.each<[string, number, RunOptions]>([
    ["uniform draws, threads helping", 1, { engine: "dynamic", seed: 7, nlive: 60, nEffective: 500 }],
    ["uniform draws, all elsewhere", 0, { engine: "dynamic", seed: 7, nlive: 60, nEffective: 500 }],
    ["chains, threads helping", 1, { engine: "dynamic", seed: 7, nlive: 30, nEffective: 150, sample: "rslice" }],
  ])("gives the bits of a local run: %s", async (_name, cores, options) => {
    const here = await run(poolEvaluator(await pool("ring", { cores: 2 }), ring), options);
    const queue = await begin();
    worker(queue);
    worker(queue, { cores: 2 });
    const shared = await pool("ring", { cores, queue });
    await until(() => shared.remote.length === 2);
    expect(shared.workers).toBe(cores + 3);
    const elsewhere = await run(poolEvaluator(shared, ring), options);
    expect(determined(elsewhere)).toEqual(determined(here));
    expect(notices).toEqual([]);
    expect(shared.remote.some(({ perSecond }) => perSecond > 0)).toBe(true);
  });

  it.each([0, 1])("loses nothing when a worker is killed in the middle of a job (%i threads here)", async (cores) => {
    const queue = await begin();
    const [first] = [worker(queue), worker(queue)];
    const shared = await pool("plane", { cores, queue, data: { milliseconds: 1 } });
    await until(() => shared.remote.length === 2);
    const done = batches(poolEvaluator(shared, plane), 4);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await first.end("SIGKILL");
    await done;
    await until(() => shared.remote.length === 1);
  });

  it.each([0, 1])("survives a restart of the Redis that forgets everything (%i threads here)", async (cores) => {
    const queue = await begin();
    worker(queue);
    const shared = await pool("plane", { cores, queue, data: { milliseconds: 1 } });
    await until(() => shared.remote.length === 1);
    const done = batches(poolEvaluator(shared, plane), 4);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { port = 0 } = redis ?? {};
    await redis?.stop();
    await until(() => notices.length > 0);
    expect(notices[0]).toMatch(cores === 0 ? /any more; the run waits/ : /any more; the run goes on with its own thr/);
    redis = await startRedis({ port });
    await done;
    await until(() => shared.remote.length === 1);
    await batches(poolEvaluator(shared, plane), 1);
  });

  it("gives the bits of a local run although a worker is killed and the Redis restarted in the middle", async () => {
    const options: RunOptions = { engine: "dynamic", seed: 7, nlive: 60, nEffective: 1500 };
    const here = await run(poolEvaluator(await pool("ring", { cores: 2 }), ring), options);
    const queue = await begin();
    const [first] = [worker(queue), worker(queue)];
    const shared = await pool("ring", { cores: 0, queue });
    await until(() => shared.remote.length === 2);
    const { port = 0 } = redis ?? {};
    let harm: Promise<unknown> | undefined;
    const elsewhere = await run(poolEvaluator(shared, ring), {
      ...options,
      onProgress({ phase }) {
        if (phase !== "batch") return;
        harm ??= first.end("SIGKILL").then(async () => {
          await redis?.stop();
          redis = await startRedis({ port });
        });
      },
    });
    expect(harm).toBeDefined();
    await harm;
    expect(determined(elsewhere)).toEqual(determined(here));
  });

  it("is not needed: without a Redis the run goes on with its threads", async () => {
    const shared = await pool("plane", { queue: `redis://127.0.0.1:${await freePort()}` });
    expect(notices).toEqual([
      expect.stringMatching(/^The Redis at 127\.0\.0\.1:\d+ cannot be reached \(.*REFUSED.*\); the/),
    ]);
    await batches(poolEvaluator(shared, plane), 2);
  });

  it("is waited for when that is wanted", async () => {
    const port = await freePort();
    const queue = `redis://127.0.0.1:${port}`;
    const early = worker(queue);
    const opening = pool("plane", { queue, queueWait: true });
    await until(() => notices.length > 0);
    expect(notices[0]).toMatch(/waiting for it/);
    redis = await startRedis({ port });
    const shared = await opening;
    await early.untilItSays(/Serves run/);
    await until(() => shared.remote.length === 1);
    await batches(poolEvaluator(shared, plane), 2);
  });

  it("takes workers that come late", async () => {
    const queue = await begin();
    const shared = await pool("plane", { queue, cores: 0, data: { milliseconds: 0.1 } });
    const done = batches(poolEvaluator(shared, plane), 3);
    worker(queue);
    await done;
  });

  it("refuses another model under the same name", async () => {
    const queue = await begin();
    const other = worker(queue, { hash: "b".repeat(64) });
    const shared = await pool("plane", { queue, model: { name: "plane", hash: "a".repeat(64) } });
    await other.untilItSays(
      /is not served: its model plane has SHA-256 a{12}…, and this worker has plane with SHA-256 b/,
    );
    await until(() => notices.length > 0);
    expect(notices[0]).toMatch(/^Worker .*:\d+ does not help: its model plane has SHA-256 a{12}…/);
    expect(shared.remote).toEqual([]);
    await batches(poolEvaluator(shared, plane), 1);
  });

  it("refuses a model that a worker does not know", async () => {
    const queue = await begin();
    const builtIn = worker(queue);
    await pool("plane", { queue, model: { name: "weather.mjs", hash: "a".repeat(64) } });
    await builtIn.untilItSays(
      /its model weather.mjs is not of this program; start the worker with --model weather.mjs/,
    );
    await pool("plane", { queue, model: { name: "weather" } });
    await builtIn.untilItSays(/this worker knows no model weather/);
  });

  it("refuses a run of another version or of changed code", async () => {
    const queue = await begin();
    const client = inspector();
    const notice = {
      protocol: 1,
      beat: 1,
      version: "9.9.9",
      code: "c",
      model: { name: "plane" },
      data: "d",
      label: "l",
    };
    await client.hset("nightbook:runs", "later", JSON.stringify(notice));
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../lib/package.json"), "utf8")) as {
      version: string;
    };
    await client.hset("nightbook:runs", "mended", JSON.stringify({ ...notice, version }));
    await client.hset("nightbook:runs", "damaged", "{");
    const ours = worker(queue);
    await ours.untilItSays(/Run later \(l\) is not served: it comes from version 9\.9\.9, and this worker is version/);
    await ours.untilItSays(/Run mended \(l\) is not served: its program has the same version .* other numerical code/);
    // The worker speaks first and writes then.
    let refusals: string[] = [];
    for (let i = 0; i < 500 && refusals.length === 0; i++) refusals = await client.hvals("nightbook:workers:later");
    expect(refusals).toEqual([expect.stringContaining("comes from version 9.9.9")]);
    // A run without signs of life is cleared away.
    await ours.untilItSays(/waiting for runs/);
    for (let i = 0; i < 500 && (await client.hlen("nightbook:runs")) > 1; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await client.hkeys("nightbook:runs")).toEqual(["damaged"]);
  });

  it("refuses data that are not those of the hash", async () => {
    const queue = await begin();
    const client = inspector();
    const shared = await pool("plane", { queue, data: { milliseconds: 0 } });
    let keys: string[] = [];
    while (keys.length === 0) keys = await client.keys("nightbook:data:*");
    await client.set(keys[0], `{"milliseconds": 1}`);
    await worker(queue).untilItSays(/is not served yet: The data of the model do not have their hash/);
    expect(shared.remote).toEqual([]);
  });

  it("never shows its password", async () => {
    redis = await startRedis({ password: "correct-horse" });
    const address = (password: string) => `redis://:${password}@127.0.0.1:${redis?.port}`;
    const wrong = pool("plane", { queue: address("wrong-horse") });
    await expect(wrong).rejects.toMatchObject({ code: "QUEUE_REFUSED" });
    await expect(wrong).rejects.not.toThrow(/wrong-horse/);
    await expect(pool("plane", { queue: `redis://127.0.0.1:${redis.port}` })).rejects.toMatchObject({
      code: "QUEUE_REFUSED",
    });
    const refused = nightbookWorker(["--queue", address("wrong-horse")]);
    workers.push(refused);
    await refused.untilItSays(/refuses us: .*Check user and password/);
    const ours = nightbookWorker(["--queue", address("correct-horse"), "--cores", "1"]);
    workers.push(ours);
    await ours.untilItSays(/Connected/);
    expect(readFileSync(`/proc/${ours.pid}/cmdline`, "utf8")).not.toContain("horse");
    for (const { said } of [refused, ours]) expect(said).not.toContain("horse");
  });

  it("lets a worker finish its job before it stops", async () => {
    const queue = await begin();
    const leaving = worker(queue);
    const shared = await pool("plane", { queue, cores: 0, data: { milliseconds: 1 } });
    await until(() => shared.remote.length === 1);
    const done = batches(poolEvaluator(shared, plane), 2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await leaving.end("SIGTERM")).toBe(0);
    expect(leaving.said).toMatch(/Stopped\n$/);
    await until(() => shared.remote.length === 0);
    worker(queue);
    await done;
  });

  it("gets back what a worker that stops cannot finish", async () => {
    const queue = await begin();
    const leaving = worker(queue);
    const shared = await pool("plane", { queue, cores: 0, data: { milliseconds: 1500 } });
    await until(() => shared.remote.length === 1);
    const answer = poolEvaluator(shared, plane).evaluate(u.slice(0, 2));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await leaving.end("SIGTERM")).toBe(0);
    expect(leaving.said).toMatch(/A job was given back undone\n/);
    worker(queue);
    expect((await answer).logl[0]).toBe(-u[0] * u[1]);
  });

  it("has the program's meteors computed by nightbook worker", async () => {
    const queue = await begin();
    const computing = nightbookWorker(["--cores", "2"], { NIGHTBOOK_QUEUE: queue });
    workers.push(computing);
    const event = join(root, "notebooks/data/meteor/20191023_091225_trajectory.pickle");
    const { observation, resolved } = fitting.meteor(await ingest.meteor([event]), fitting.prior("one-erosion"));
    const { variables } = resolved;
    const start = {
      module: join(root, "lib/dist/notebook/meteor-tasks.js"),
      export: "meteorTasks",
      data: { observation, prior: resolved },
      model: { name: "meteor" },
    };
    const some = Float64Array.from({ length: 20 * variables.length }, (_, i) => ((i * 7919) % 997) / 997);
    const here = await poolEvaluator(await pool("meteor", { ...start, cores: 1 }), variables).evaluate(some);
    const there = await pool("meteor", { ...start, cores: 0, queue });
    expect(await poolEvaluator(there, variables).evaluate(some)).toEqual(here);
    expect(here.logl.some(Number.isFinite)).toBe(true);
    expect(await computing.end("SIGTERM")).toBe(0);
  });

  it("has a person's model computed by a nightbook worker that has the same file", async () => {
    const queue = await begin();
    const model = (name: string, slope: number) => {
      const file = join(mkdtempSync(join(tmpdir(), "nightbook-queue-")), name);
      const text = `export const parameters = ["x", "y"];
export const derived = ["sum"];
export const priorTransform = (u) => u;
export const logLikelihood = ([x, y]) => {
  if (x > 0.9) throw new Error("too far");
  return { logl: -x * y * ${slope}, derived: [x + y] };
};
`;
      writeFileSync(file, text);
      return file;
    };
    const file = model("weather.mjs", 1);
    const { sha256 } = modelSource(file);
    const shared = await pool("model", {
      module: join(root, "lib/dist/notebook/model-tasks.node.js"),
      export: "modelTasks",
      data: { file, timeLimit: 60, sha256 },
      model: { name: "weather.mjs", hash: sha256 },
      cores: 0,
      queue,
    });
    const other = nightbookWorker(["--queue", queue, "--model", model("weather.mjs", 2)]);
    workers.push(other);
    await other.untilItSays(/is not served: its model weather.mjs has SHA-256 .* and this worker has weather.mjs with/);
    workers.push(nightbookWorker(["--queue", queue, "--cores", "1", "--model", model("weather.mjs", 1)]));
    const { logl } = await poolEvaluator(shared, plane).evaluate(u);
    expect(Array.from(logl.slice(0, 2))).toEqual([-u[0] * u[1], -u[2] * u[3]]);
  });

  it("leaves nothing behind but data that expire", async () => {
    const queue = await begin();
    worker(queue);
    const shared = await pool("plane", { queue });
    await until(() => shared.remote.length === 1);
    await batches(poolEvaluator(shared, plane), 1);
    await shared.close();
    const client = inspector();
    const keys = (await client.keys("*")).filter((key) => !key.startsWith("nightbook:workers:"));
    expect(keys).toEqual([expect.stringMatching(/^nightbook:data:[0-9a-f]{64}$/)]);
    expect(await client.ttl(keys[0])).toBeGreaterThan(0);
  });
});
