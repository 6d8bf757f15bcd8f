/**
 * How progress leaves the library. A long task reports full snapshots to the sink that the
 * host (kernel, command line) has installed on `globalThis`; without a sink nothing happens.
 * The same shape travels over the status comm to the lab panel and into a run folder.
 */

/** Where a fit stands. */
export type FitPhase = "preparing" | "base" | "batch" | "exploring" | "sampling" | "done" | "stopped" | "failed";

/** A number as JSON can carry it: `null` stands for not finite or not known yet. */
export type JsonNumber = number | null;

/** A worker on another machine: its cores, and points answered per second of work. */
export interface RemoteCores {
  name: string;
  cores: number;
  perSecond: number;
}

/** One parameter of a posterior as far as it is known: a histogram, and mean and standard deviation. */
export interface ParameterSketch {
  name: string;
  /** True when the numbers are log10 of the physical values. */
  log?: boolean;
  /** Ends of the histogram. */
  from: number;
  to: number;
  mean: number;
  sd: number;
  /** Heights of the columns, 0 to 100. */
  counts: number[];
}

/** What a posterior looks like so far. */
export interface PosteriorSketch {
  /** Effective samples behind it. */
  nEffective: number;
  parameters: ParameterSketch[];
}

/** What a viewer can ask of a running fit besides to stop. */
export type FitControl = "pause" | "extend";

/** One fit, complete: every message carries all of it. Times in seconds, epochs in milliseconds. */
export interface FitStatus {
  /** Unique within the process. */
  id: string;
  /** What is fitted, for people. */
  label: string;
  engine: string;
  phase: FitPhase;
  /** Iterations, that is accepted points, so far. */
  iteration: number;
  /** Batch of dynamic nested sampling; 0 is the base run. */
  batch: number;
  /** Bounding distributions built so far. */
  bound: number;
  /** Likelihood calls that the last accepted point took. */
  nc: number;
  /** All likelihood calls. */
  ncall: number;
  /** Accepted points per call, percent. */
  efficiency: JsonNumber;
  /** Lower end, current threshold and upper end of log-likelihood. */
  loglstar: [JsonNumber, JsonNumber, JsonNumber];
  logz: JsonNumber;
  logzError: JsonNumber;
  /** Stopping measure: remaining evidence (`dlogz`, done below its tolerance) or `stop` (done at or below 1). */
  stopping: { name: "dlogz" | "stop"; value: JsonNumber; tolerance: number };
  /** Effective sample size so far and wanted. */
  nEffective: JsonNumber;
  nEffectiveWanted: number;
  startedAt: number;
  elapsed: number;
  /** Estimated seconds left, once an estimate makes sense. */
  remaining: JsonNumber;
  workers: number;
  /** Workers on other machines; where they are many, the last stands for all others. */
  remote?: RemoteCores[];
  /** Thinned history, at most 200 points: calls, log-evidence and its error. */
  trace: { ncall: number[]; logz: JsonNumber[]; logzError: JsonNumber[] };
  /** Things the user should know; empty when all is well. */
  warnings: string[];
  /** Reason, when the phase is `failed` or `stopped`. */
  message?: string;
  /** The posterior so far, at most twice a second. */
  posterior?: PosteriorSketch;
  /** True while the fit waits to be resumed. */
  paused?: boolean;
  /** What can be asked of it. */
  controls?: FitControl[];
  /** Folder in which the run is kept, an absolute path. */
  folder?: string;
  /** Id of the notebook's cell that it runs in. */
  cellId?: string;
}

/** What a viewer may ask of a running fit. */
export interface FitControls {
  /** Ends the fit after the current step; the partial result is kept. */
  stop(): void;
  /** Lets the fit wait once what is under way has been answered. */
  pause?(): void;
  /** Goes on after a pause. */
  resume?(): void;
  /** Goes on beyond the end, to more effective samples. */
  extend?(nEffective: number): void;
}

/** What a host installs to follow fits. */
export interface ProgressSink {
  update(status: FitStatus, controls: FitControls): void;
}

/** Key of the sink on `globalThis`. */
export const progressSinkKey: unique symbol = Symbol.for("nightbook.progress") as never;

/**
 * The sink of this process, if a host installed one.
 *
 * @example
 * ```ts
 * import { progressSink, setProgressSink } from "nightbook/core";
 *
 * setProgressSink({ update() {} });
 * progressSink() !== undefined; // => true
 * setProgressSink(undefined);
 * ```
 */
export function progressSink(): ProgressSink | undefined {
  return (globalThis as unknown as Record<symbol, ProgressSink | undefined>)[progressSinkKey];
}

/**
 * Installs (or with `undefined` removes) the sink of this process.
 *
 * @example
 * ```ts
 * import { progressSink, setProgressSink } from "nightbook/core";
 *
 * const phases: string[] = [];
 * setProgressSink({ update: (status) => phases.push(status.phase) });
 * setProgressSink(undefined);
 * progressSink(); // => undefined
 * ```
 */
export function setProgressSink(sink: ProgressSink | undefined): void {
  (globalThis as unknown as Record<symbol, ProgressSink | undefined>)[progressSinkKey] = sink;
}

/** Target name of the status comm. */
export const statusCommTarget = "nightbook.status";

/** The one well-known comm id, which a page can create before the kernel answers. */
export const statusCommId = "nightbook-status-main";

/** Message on the status comm, kernel to page: always the full state. */
export interface StatusMessage {
  v: 1;
  /** Changes when the kernel restarts. */
  kernelSession: string;
  seq: number;
  /** Epoch, milliseconds. */
  sent: number;
  fits: FitStatus[];
}

/** Message on the status comm, page to kernel. */
export type StatusRequest = { request: "snapshot" } | ({ id: string } & FitRequest);

/** What a page may ask of a fit. */
export type FitRequest = { request: "stop" | "pause" | "resume" } | { request: "extend"; nEffective: number };

/** Target name of the comm over which a page asks for the meteors in use; the one answer has them in `meteors`. */
export const meteorsCommTarget = "nightbook.meteors";
