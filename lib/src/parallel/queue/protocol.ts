import type { PointFailure } from "../../fitting/nested-sampling/evaluate-in-place";

/** Begins the name of everything that a run keeps in Redis. */
export const prefix = "nightbook";
/** Version of what is kept there. */
export const protocolVersion = 1;
/** Hash of the runs that want help: id → {@link RunNotice} as JSON. */
export const runsKey = `${prefix}:runs`;
/** Plain-data description of a model, under the hash of its text. */
export const dataKey = (sha256: string): string => `${prefix}:data:${sha256}`;
/** Hash of those who help a run: id of the worker → {@link WorkerNotice} as JSON. */
export const workersKey = (run: string): string => `${prefix}:workers:${run}`;
/** Name of a run's queue. */
export const queueName = (run: string): string => `run-${run}`;

/** A model by name, never by code. */
export interface ModelName {
  readonly name: string;
  /** SHA-256 of the file of a user's model, hexadecimal. Models of this program are known by its version. */
  readonly hash?: string;
}

/** What a run tells about itself. */
export interface RunNotice {
  readonly protocol: number;
  /** Grows while the run is alive. */
  readonly beat: number;
  readonly version: string;
  /** SHA-256 of the program's numerical code. */
  readonly code: string;
  readonly model: ModelName;
  /** SHA-256 of the model's data. */
  readonly data: string;
  readonly label: string;
}

/** What a worker tells about itself to a run. */
export interface WorkerNotice {
  /** Grows while the worker is alive. */
  readonly beat: number;
  /** Machine and process, for people. */
  readonly name: string;
  readonly cores: number;
  /** Set when it does not help, with the reason. */
  readonly refusal?: string;
}

/** What a job asks for: points that the threads of a worker divide, or tasks as they are. */
export type JobContent =
  | { readonly kind: "points"; readonly u: Float64Array; readonly ndim: number; readonly nderived: number }
  | { readonly kind: "tasks"; readonly tasks: readonly unknown[] };

/** Answer to `points`. */
export interface PointAnswers {
  readonly v: Float64Array;
  readonly logl: Float64Array;
  readonly derived: Float64Array;
  /** Their `point` counts within the job. */
  readonly failures: readonly PointFailure[];
}

/** Answer to a job, beside who gave it and how long that took. */
export interface JobAnswer {
  /** Id of the worker. */
  readonly worker: string;
  readonly seconds: number;
  /** {@link PointAnswers}, or the answers of the tasks in their order. */
  readonly content: PointAnswers | readonly unknown[];
}

/** A worker that helps a run, for the display. */
export interface RemoteWorker {
  readonly name: string;
  readonly cores: number;
  /** Points (or tasks) answered per second of work, all cores together; 0 before the first answer. */
  readonly perSecond: number;
}

/** Reason of a job that a worker gives back undone because it was told to stop. */
export const givenBack = "given back";

/** What everybody does at which pace, milliseconds. */
export interface QueueTiming {
  /** Between two signs of life. */
  readonly beat: number;
  /** Without a sign of life for so long somebody counts as gone. */
  readonly gone: number;
  /** A worker that does not renew its claim on a job for so long has lost it. */
  readonly lock: number;
  /** Between two searches for lost jobs. */
  readonly search: number;
  /** A worker that is told to stop has so long for the jobs at work; then it gives them back. */
  readonly grace: number;
}

export const usualTiming: QueueTiming = { beat: 1000, gone: 30_000, lock: 5000, search: 2500, grace: 10_000 };

/** Who still shows signs of life, by a clock of our own: those of other machines may be wrong. */
export class Liveness {
  private readonly seen = new Map<string, { beat: number; at: number }>();

  constructor(private readonly gone: number) {}

  /** True unless the beat has stood still for too long. */
  alive(id: string, beat: number, now: number): boolean {
    const before = this.seen.get(id);
    if (before === undefined || before.beat !== beat) this.seen.set(id, { beat, at: now });
    return now - (this.seen.get(id)?.at ?? now) <= this.gone;
  }

  forget(id: string): void {
    this.seen.delete(id);
  }
}
