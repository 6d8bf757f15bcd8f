import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { isNightbookError } from "../../core/errors";
import { printable } from "../../core/text";
import { version } from "../../core/version";
import type { QueueWorkerOptions } from "../serve-queue.node";
import { connected, redisClient } from "./connection.node";
import { numericalCode } from "./numerical-code.node";
import {
  Liveness,
  prefix,
  protocolVersion,
  type QueueTiming,
  queueName,
  type RunNotice,
  runsKey,
  usualTiming,
  type WorkerNotice,
  workersKey,
} from "./protocol";
import { RedisAddress } from "./redis-address.node";
import { type ServedModel, ServedRun } from "./served-run.node";

/** Between two lines about progress, milliseconds. */
const reportEvery = 10_000;

/** Finds the runs of a Redis and serves those that it can. */
export class QueueWorker {
  private readonly id = randomBytes(6).toString("hex");
  private readonly name = `${hostname()}:${process.pid}`;
  private readonly address: RedisAddress;
  private readonly timing: QueueTiming;
  private readonly client: Redis;
  private readonly liveness: Liveness;
  private readonly served = new Map<string, ServedRun>();
  /** Why a run is not served, by its id. */
  private readonly refused = new Map<string, string>();
  /** When a run was last found in the Redis, by its id. */
  private readonly lastSeen = new Map<string, number>();
  /** Points and chains of a run at the last report. */
  private readonly reported = new Map<string, number>();
  private beats = 0;

  constructor(private readonly options: QueueWorkerOptions) {
    this.address = RedisAddress.parse(options.queue, options);
    this.timing = options.timing ?? usualTiming;
    this.client = redisClient(this.address);
    this.liveness = new Liveness(this.timing.gone);
  }

  /** Works until the signal is given. */
  async serve(): Promise<void> {
    const { signal, log } = this.options;
    if (signal.aborted) return;
    const stopped = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    try {
      await this.connect(stopped);
      let reportAt = Date.now() + reportEvery;
      while (!signal.aborted) {
        await Promise.race([this.round().catch((error) => this.onRoundFailed(error)), stopped]);
        if (Date.now() > reportAt) {
          reportAt = Date.now() + reportEvery;
          this.report(reportEvery / 1000);
        }
        await Promise.race([new Promise((resolve) => setTimeout(resolve, this.timing.beat)), stopped]);
      }
    } finally {
      await this.leave();
      log("Stopped");
    }
  }

  private async connect(stopped: Promise<void>): Promise<void> {
    const { log, cores, signal } = this.options;
    const reason = await connected(this.client, this.address, 2000);
    let away = reason !== null;
    if (away) log(`The Redis at ${this.address} cannot be reached (${reason}); waiting for it`);
    else log(`Connected to the Redis at ${this.address}; ${cores} threads; waiting for runs`);
    this.client.on("close", () => {
      if (!away && !signal.aborted) log(`The Redis at ${this.address} cannot be reached any more; waiting for it`);
      away = true;
    });
    this.client.on("ready", () => {
      if (away) log(`Connected to the Redis at ${this.address}`);
      away = false;
    });
    while (this.client.status !== "ready" && !signal.aborted) {
      await Promise.race([connected(this.client, this.address, 5000), stopped]);
    }
  }

  /** Looks which runs there are, and shows signs of life to those that are served. */
  private async round(): Promise<void> {
    const texts = await this.client.hgetall(runsKey);
    const now = Date.now();
    for (const [id, text] of Object.entries(texts)) {
      const notice = readNotice(text);
      if (notice === null) continue;
      if (!this.liveness.alive(id, notice.beat, now)) {
        await this.clearAway(id);
        continue;
      }
      this.lastSeen.set(id, now);
      if (!this.served.has(id) && !this.refused.has(id)) await this.judge(id, notice);
    }
    this.beats++;
    for (const [id, at] of this.lastSeen) {
      // A Redis that was restarted knows nothing of a run until that run finds it again.
      if (now - at > this.timing.gone / 2) await this.end(id);
      else await this.tell(id);
    }
  }

  /** Forgets a run that has ended. */
  private async end(id: string): Promise<void> {
    this.lastSeen.delete(id);
    this.refused.delete(id);
    this.liveness.forget(id);
    const run = this.served.get(id);
    if (run === undefined) return;
    this.served.delete(id);
    this.options.log(`Run ${id} has ended; ${run.done} points and chains were answered`);
    await run.close(this.timing.grace);
  }

  /** Removes what a run left that ended without saying so. */
  private async clearAway(id: string): Promise<void> {
    await this.end(id);
    await this.client.hdel(runsKey, id);
    await this.client.del(workersKey(id));
    const queue = new Queue(queueName(id), { connection: this.client, prefix, skipWaitingForReady: true });
    queue.on("error", () => {});
    await queue.obliterate({ force: true }).catch(() => {});
  }

  private async judge(id: string, notice: RunNotice): Promise<void> {
    const { log, cores, models } = this.options;
    const model = modelFor(models, notice);
    if (typeof model === "string") {
      this.refused.set(id, model);
      log(`Run ${id} (${printable(notice.label)}) is not served: ${model}`);
      return;
    }
    const { client, timing, id: workerId } = this;
    try {
      this.served.set(id, await ServedRun.begin(id, notice, model, { client, workerId, cores, timing, log }));
      log(`Serves run ${id}: ${printable(notice.label)}, model ${printable(notice.model.name)}`);
    } catch (error) {
      if (!isNightbookError(error)) throw error;
      log(`Run ${id} is not served yet: ${error.message}`);
    }
  }

  private async tell(run: string): Promise<void> {
    const refusal = this.refused.get(run);
    if (refusal === undefined && !this.served.has(run)) return;
    const notice: WorkerNotice = { beat: this.beats, name: this.name, cores: this.options.cores, refusal };
    await this.client.hset(workersKey(run), this.id, JSON.stringify(notice));
    await this.client.expire(workersKey(run), 3600);
  }

  private onRoundFailed(error: unknown): void {
    if (this.options.signal.aborted || this.client.status !== "ready") return;
    this.options.log(
      `The Redis at ${this.address} answers with an error: ${printable(String((error as Error).message))}`,
    );
  }

  private report(seconds: number): void {
    for (const [id, run] of this.served) {
      const { done } = run;
      const rate = (done - (this.reported.get(id) ?? 0)) / seconds;
      if (rate > 0) this.options.log(`Run ${id}: ${done} points and chains, ${rate.toFixed(1)} a second`);
      this.reported.set(id, done);
    }
  }

  private async leave(): Promise<void> {
    const goodbye = async () => {
      for (const id of this.served.keys()) await this.client.hdel(workersKey(id), this.id);
    };
    if (this.client.status === "ready") {
      await Promise.race([goodbye().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    }
    await Promise.all([...this.served.values()].map((run) => run.close(this.timing.grace)));
    this.client.disconnect();
  }
}

/** The model that a run means, or why it cannot be served. */
function modelFor(
  models: QueueWorkerOptions["models"],
  { protocol, version: theirs, code, model }: RunNotice,
): ServedModel | string {
  if (theirs !== version || protocol !== protocolVersion) {
    return `it comes from version ${printable(theirs)}, and this worker is version ${version}`;
  }
  if (code !== numericalCode())
    return `its program has the same version ${version} but other numerical code than this worker`;
  const name = printable(model.name);
  if (model.hash === undefined) {
    const known = Object.hasOwn(models, model.name) ? models[model.name] : undefined;
    if (known !== undefined && known.hash === undefined) return known;
    return `this worker knows no model ${name}`;
  }
  const users = Object.entries(models).filter(([, known]) => known.hash !== undefined);
  const same = users.find(([, known]) => known.hash === model.hash);
  if (same !== undefined) return same[1];
  if (users.length === 0) return `its model ${name} is not of this program; start the worker with --model ${name}`;
  const mine = users.map(([file, { hash }]) => `${file} with SHA-256 ${hash?.slice(0, 12)}…`).join(", ");
  return `its model ${name} has SHA-256 ${printable(model.hash.slice(0, 12))}…, and this worker has ${mine}`;
}

function readNotice(text: string): RunNotice | null {
  try {
    const notice = JSON.parse(text) as Partial<RunNotice> | null;
    const words = [notice?.version, notice?.code, notice?.data, notice?.label, notice?.model?.name];
    if (!words.every((word) => typeof word === "string") || typeof notice?.beat !== "number") return null;
    const hash = notice.model?.hash;
    return hash === undefined || typeof hash === "string" ? (notice as RunNotice) : null;
  } catch {
    return null;
  }
}
