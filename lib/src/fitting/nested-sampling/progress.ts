import type { FitPhase, FitStatus, JsonNumber } from "../../core/progress";
import { expm1, log } from "../../core/special";
import type { Evaluator } from "./evaluator";
import type { Engine, RunOptions } from "./options";
import type { ResolvedOptions } from "./resolved-options";

/** What changes from one status to the next. */
export type StatusNumbers = Pick<
  FitStatus,
  "phase" | "iteration" | "batch" | "bound" | "nc" | "ncall" | "loglstar" | "logz" | "logzError" | "stopping"
> & { readonly nEffective: JsonNumber; readonly warnings: string[]; readonly message?: string };

/** Milliseconds between two messages of the same phase. */
const interval = 300;
const traceLength = 200;
/** While the live points could raise the log-evidence by more than this, the end is not in sight. */
const climbing = 20;
/** Samples that a batch takes for one more effective sample, about. */
const samplesPerEffective = 1.5;

/** Tells how a run goes on, often enough to look alive and seldom enough to cost nothing. */
export class ProgressReporter {
  readonly startedAt: number;
  private readonly trace: { ncall: number[]; logz: JsonNumber[]; logzError: JsonNumber[] } = {
    ncall: [],
    logz: [],
    logzError: [],
  };
  /** Every so many messages leaves a point in the trace. */
  private stride = 1;
  private messages = 0;
  private lastAt = Number.NEGATIVE_INFINITY;
  private lastIteration = 0;
  private secondsPerIteration = 0;
  private lastPhase: FitPhase | null = null;
  private batchesFrom: { at: number; nEffective: number } | null = null;

  constructor(
    private readonly options: RunOptions,
    private readonly resolved: Pick<ResolvedOptions, "nEffective" | "nlive"> & { readonly engine: Engine },
    private readonly evaluator: Evaluator,
  ) {
    this.startedAt = this.now();
  }

  elapsed(): number {
    return (this.now() - this.startedAt) / 1000;
  }

  /** True when it is time for a message: numbers that cost something need not be computed otherwise. */
  due(phase: FitPhase, iteration: number): boolean {
    if (this.options.onProgress === undefined) return false;
    if (phase !== this.lastPhase) return true;
    if (this.options.now === undefined) return iteration - this.lastIteration >= this.resolved.nlive;
    return this.now() - this.lastAt >= interval;
  }

  report(numbers: StatusNumbers): void {
    const { onProgress, id = "fit", label = "fit" } = this.options;
    if (onProgress === undefined) return;
    this.measurePace(numbers.iteration);
    this.lastAt = this.now();
    this.lastPhase = numbers.phase;
    this.lastIteration = numbers.iteration;
    this.extendTrace(numbers);
    const { iteration, ncall } = numbers;
    onProgress({
      id,
      label,
      engine: this.resolved.engine,
      ...numbers,
      logz: json(numbers.logz),
      logzError: json(numbers.logzError),
      loglstar: [json(numbers.loglstar[0]), json(numbers.loglstar[1]), json(numbers.loglstar[2])],
      stopping: { ...numbers.stopping, value: json(numbers.stopping.value) },
      efficiency: ncall > 0 ? (100 * iteration) / ncall : null,
      nEffectiveWanted: this.resolved.engine === "static" ? 0 : this.resolved.nEffective,
      startedAt: this.startedAt,
      elapsed: this.elapsed(),
      remaining: this.remaining(numbers),
      workers: this.evaluator.workers,
      trace: { ncall: [...this.trace.ncall], logz: [...this.trace.logz], logzError: [...this.trace.logzError] },
    });
  }

  /** Mean time of an iteration, the recent ones weighing most. */
  private measurePace(iteration: number): void {
    const done = iteration - this.lastIteration;
    if (done <= 0) return;
    const pace = (this.now() - this.lastAt) / 1000 / done;
    this.secondsPerIteration += (this.secondsPerIteration === 0 ? 1 : 0.1) * (pace - this.secondsPerIteration);
  }

  /** Seconds left: in a batch by the rate at which effective samples come, before by the iterations to come. */
  private remaining({ phase, nEffective, stopping }: StatusNumbers): JsonNumber {
    const { engine, nEffective: wanted, nlive } = this.resolved;
    if (phase === "done" || phase === "stopped" || phase === "failed") return 0;
    if ((phase === "batch" || phase === "sampling") && nEffective !== null) {
      const elapsed = this.elapsed();
      this.batchesFrom ??= { at: elapsed, nEffective };
      const gained = nEffective - this.batchesFrom.nEffective;
      return gained > 0 ? json(((elapsed - this.batchesFrom.at) * (wanted - nEffective)) / gained) : null;
    }
    if (phase !== "base" || !(this.secondsPerIteration > 0)) return null;
    // Past the climb to the peak, the evidence to come falls by a factor e in `nlive` iterations.
    if (stopping.value === null || stopping.value > climbing) return null;
    const folds = Math.max(0, logOfExcess(stopping.value) - logOfExcess(stopping.tolerance));
    // A posterior that is normal in d dimensions gives a base run so many effective samples.
    const fromBase = nlive * Math.sqrt(2 * Math.PI * this.evaluator.parameters.length);
    const fromBatches = engine === "dynamic" ? Math.max(0, wanted - fromBase) : 0;
    return json(this.secondsPerIteration * (folds * nlive + samplesPerEffective * fromBatches));
  }

  private extendTrace({ ncall, logz, logzError }: StatusNumbers): void {
    if (this.messages++ % this.stride !== 0) return;
    const { trace } = this;
    trace.ncall.push(ncall);
    trace.logz.push(json(logz));
    trace.logzError.push(json(logzError));
    if (trace.ncall.length <= traceLength) return;
    this.stride *= 2;
    const everySecond = (_: unknown, i: number) => i % 2 === 0;
    trace.ncall = trace.ncall.filter(everySecond);
    trace.logz = trace.logz.filter(everySecond);
    trace.logzError = trace.logzError.filter(everySecond);
  }

  private now(): number {
    return this.options.now?.() ?? 0;
  }
}

/** `log(eˣ − 1)`: for the evidence to come, relative to what is there, from `Δ log Z`. */
function logOfExcess(x: number): number {
  return x > 30 ? x : log(expm1(x));
}

function json(x: JsonNumber): JsonNumber {
  return x !== null && Number.isFinite(x) ? x : null;
}
