import { createHash, randomBytes } from "node:crypto";
import { Job, Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { version } from "../../core/version";
import { connected, redisClient } from "./connection.node";
import { Helpers } from "./helpers";
import { numericalCode } from "./numerical-code.node";
import {
  dataKey,
  givenBack,
  type JobAnswer,
  type JobContent,
  type ModelName,
  prefix,
  protocolVersion,
  type QueueTiming,
  queueName,
  type RunNotice,
  runsKey,
  workersKey,
} from "./protocol";
import type { RedisAddress } from "./redis-address.node";
import { fromWire, toWire } from "./wire.node";

/** Work for some machine. */
export interface RemoteJob {
  readonly content: JobContent;
  /** The answer, once; may come late, when the work has been done elsewhere. */
  answered(answer: JobAnswer): void;
  /** No worker could do it. */
  failed(reason: string): void;
  /** True while somebody waits for the answer. */
  wanted(): boolean;
}

/** What the user of a {@link RunQueue} is told. */
export interface RunQueueListener {
  /** Workers came or went, or jobs were answered: there may be room for more. */
  room(): void;
  /** The Redis cannot be reached. */
  away(): void;
  /** It can be reached again. */
  back(): void;
  /** Something that people should know, one line. */
  notice(line: string): void;
}

/** What a run tells its workers. */
export interface RunFacts {
  readonly model: ModelName;
  /** Plain data from which workers make the model. */
  readonly data: unknown;
  readonly label: string;
}

/** Times that a job may fail on workers before it counts as failed. */
const mostFailures = 3;

interface Outstanding {
  readonly job: RemoteJob;
  readonly since: number;
  failures: number;
}

/**
 * The queue of one run in a Redis: announces the run, sends jobs, hears their answers. Whatever happens to the Redis,
 * jobs stay known here and are sent again as soon as it can be reached.
 */
export class RunQueue {
  readonly id = randomBytes(6).toString("hex");
  readonly helpers: Helpers;
  private readonly control: Redis;
  private readonly listening: Redis;
  private readonly dataText: string;
  private readonly dataHash: string;
  private readonly outstanding = new Map<string, Outstanding>();
  private readonly unsent: string[] = [];
  private queue: Queue | undefined;
  private events: QueueEvents | undefined;
  private timer: NodeJS.Timeout | undefined;
  private nextJob = 0;
  private beats = 0;
  private tending = false;
  /** Set when the next round must look at every job, however young. */
  private lookAtAll = false;
  private closed = false;
  private reachable = false;

  constructor(
    private readonly address: RedisAddress,
    private readonly facts: RunFacts,
    private readonly timing: QueueTiming,
    private readonly listener: RunQueueListener,
  ) {
    this.dataText = toWire(facts.data ?? null);
    this.dataHash = createHash("sha256").update(this.dataText).digest("hex");
    this.helpers = new Helpers(timing.gone, listener.notice);
    this.control = redisClient(address);
    this.listening = redisClient(address);
  }

  /**
   * Connects, and goes on trying when that fails.
   * @param patience milliseconds until it gives up waiting, though not trying; `Infinity` waits for ever
   * @throws {NightbookError} `QUEUE_REFUSED` when the Redis does not accept the password
   */
  async start(patience: number): Promise<void> {
    this.control.on("ready", () => this.onReady());
    this.control.on("close", () => this.onClose());
    const reason = await connected(this.control, this.address, Math.min(patience, 2000));
    if (reason === null) return;
    const waits = patience === Number.POSITIVE_INFINITY;
    const what = waits ? "waiting for it" : "the run goes on with its own threads until it comes back";
    this.listener.notice(`The Redis at ${this.address} cannot be reached (${reason}); ${what}`);
    while (waits && !this.closed && (await connected(this.control, this.address, 2000)) !== null);
  }

  /** Sends a job, together with all others of this moment. */
  send(job: RemoteJob): void {
    const id = `job-${this.nextJob++}`;
    this.outstanding.set(id, { job, since: Date.now(), failures: 0 });
    if (this.unsent.push(id) > 1) return;
    queueMicrotask(() => {
      const ids = this.unsent.splice(0);
      if (this.reachable) void this.post(ids).catch(() => {});
    });
  }

  /** Jobs that are sent and not answered. */
  get jobs(): number {
    return this.outstanding.size;
  }

  get isReachable(): boolean {
    return this.reachable;
  }

  /**
   * Takes back a job that no worker has begun.
   * @returns whether that succeeded
   */
  async withdraw(job: RemoteJob): Promise<boolean> {
    const [id] = [...this.outstanding].find(([, entry]) => entry.job === job) ?? [];
    if (id === undefined || this.queue === undefined || !this.reachable) return false;
    try {
      const stored = await Job.fromId(this.queue, id);
      if (stored === undefined || (await stored.getState()) !== "waiting") return false;
      await stored.remove();
    } catch {
      return false;
    }
    return this.outstanding.delete(id);
  }

  /** Milliseconds since a job was sent. */
  age(job: RemoteJob): number {
    for (const entry of this.outstanding.values()) if (entry.job === job) return Date.now() - entry.since;
    return 0;
  }

  /** Takes the run out of the Redis. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    const farewell = async () => {
      // Begun first: without it the listener would connect again and again.
      const silent = this.events?.close().catch(() => {});
      if (this.reachable) {
        await this.control.hdel(runsKey, this.id);
        await this.control.del(workersKey(this.id));
        await this.queue?.obliterate({ force: true });
      }
      await Promise.all([silent, this.queue?.close()]);
    };
    await Promise.race([farewell().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    this.reachable = false;
    this.control.disconnect();
    this.listening.disconnect();
  }

  private onReady(): void {
    if (this.closed) return;
    const before = this.reachable;
    this.reachable = true;
    if (this.queue === undefined) this.open();
    this.lookAtAll = true;
    void this.tend().then(() => {
      if (!before) this.listener.back();
    });
  }

  private open(): void {
    const name = queueName(this.id);
    this.queue = new Queue(name, { connection: this.control, prefix, skipWaitingForReady: true });
    this.queue.on("error", () => {});
    this.events = new QueueEvents(name, { connection: this.listening, prefix, lastEventId: "0-0" });
    this.events.on("error", () => {});
    this.events.on("completed", ({ jobId, returnvalue }) => this.onCompleted(jobId, returnvalue));
    this.events.on("failed", ({ jobId, failedReason }) => this.onFailed(jobId, failedReason));
    this.timer = setInterval(() => void this.tend(), this.timing.beat).unref();
  }

  private onClose(): void {
    if (!this.reachable) return;
    this.reachable = false;
    if (this.closed) return;
    this.helpers.clear();
    this.listener.away();
  }

  /** The regular round: a sign of life, a look at the workers, and at jobs whose answers may have been missed. */
  private async tend(): Promise<void> {
    if (this.tending || this.closed || !this.reachable) return;
    this.tending = true;
    try {
      await this.announce();
      const workers = await this.control.hgetall(workersKey(this.id));
      if (this.helpers.update(workers, Date.now())) this.listener.room();
      const all = this.lookAtAll;
      this.lookAtAll = false;
      await this.look(all);
    } catch {
      // The connection was lost on the way; the next round does it again.
    } finally {
      this.tending = false;
    }
  }

  private async announce(): Promise<void> {
    const { model, label } = this.facts;
    const notice: RunNotice = {
      protocol: protocolVersion,
      beat: ++this.beats,
      version,
      code: numericalCode(),
      model,
      data: this.dataHash,
      label,
    };
    const seconds = 3600;
    if ((await this.control.expire(dataKey(this.dataHash), seconds)) === 0) {
      await this.control.set(dataKey(this.dataHash), this.dataText, "EX", seconds);
    }
    await this.control.hset(runsKey, this.id, JSON.stringify(notice));
  }

  /** Sends again what the Redis has lost, and fetches answers whose announcement was missed. */
  private async look(all: boolean): Promise<void> {
    const lost: string[] = [];
    for (const [id, entry] of [...this.outstanding]) {
      if (!all && Date.now() - entry.since < 2 * this.timing.lock) continue;
      if (!entry.job.wanted()) {
        this.outstanding.delete(id);
        continue;
      }
      const job = this.queue && (await Job.fromId(this.queue, id));
      if (job === undefined) lost.push(id);
      else if (job.finishedOn && job.failedReason) this.onFailed(id, job.failedReason);
      else if (job.finishedOn) this.onCompleted(id, job.returnvalue);
    }
    if (lost.length > 0) await this.post(lost);
  }

  private async post(ids: readonly string[]): Promise<void> {
    const jobs = ids.flatMap((id) => {
      const entry = this.outstanding.get(id);
      if (entry === undefined) return [];
      const opts = { jobId: id, removeOnComplete: { count: 1000 }, removeOnFail: true, attempts: 1 };
      return [{ name: this.facts.model.name, data: { content: toWire(entry.job.content) }, opts }];
    });
    await this.queue?.addBulk(jobs);
  }

  private onCompleted(id: string, returned: unknown): void {
    const entry = this.outstanding.get(id);
    if (entry === undefined) return;
    let answer: JobAnswer;
    try {
      answer = fromWire(String(returned)) as JobAnswer;
    } catch (error) {
      this.onFailed(id, error instanceof Error ? error.message : String(error));
      return;
    }
    this.outstanding.delete(id);
    this.helpers.answered(answer, entry.job.content);
    entry.job.answered(answer);
    this.listener.room();
  }

  private onFailed(id: string, reason: string): void {
    const entry = this.outstanding.get(id);
    if (entry === undefined) return;
    this.outstanding.delete(id);
    if (!entry.job.wanted()) return;
    if (reason !== givenBack && ++entry.failures >= mostFailures) {
      entry.job.failed(reason);
      return;
    }
    const again = `job-${this.nextJob++}`;
    this.outstanding.set(again, entry);
    void this.post([again]).catch(() => {});
  }
}
