import type { FitPhase, FitStatus, JsonNumber } from "../../core/progress";
import type { RunOptions } from "./options";
import type { ResolvedOptions } from "./resolved-options";

/** What changes from one status to the next. */
export type StatusNumbers = Pick<
  FitStatus,
  "phase" | "iteration" | "batch" | "bound" | "nc" | "ncall" | "loglstar" | "logz" | "logzError" | "stopping"
> & { readonly nEffective: JsonNumber; readonly warnings: string[]; readonly message?: string };

/** Milliseconds between two messages of the same phase. */
const interval = 300;
const traceLength = 200;

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
  private lastPhase: FitPhase | null = null;
  private batchesFrom: { at: number; nEffective: number } | null = null;

  constructor(
    private readonly options: RunOptions,
    private readonly resolved: ResolvedOptions,
    private readonly workers: number,
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
      nEffectiveWanted: this.resolved.engine === "dynamic" ? this.resolved.nEffective : 0,
      startedAt: this.startedAt,
      elapsed: this.elapsed(),
      remaining: this.remaining(numbers),
      workers: this.workers,
      trace: { ncall: [...this.trace.ncall], logz: [...this.trace.logz], logzError: [...this.trace.logzError] },
    });
  }

  /**
   * Seconds left. In the batches effective samples come at a steady rate. In a base run that is all there is,
   * the evidence to come falls by a factor e per `nlive` iterations once its peak is reached.
   */
  private remaining({ phase, nEffective, stopping, iteration }: StatusNumbers): JsonNumber {
    if (phase === "done" || phase === "stopped" || phase === "failed") return 0;
    const elapsed = this.elapsed();
    if (phase === "batch" && nEffective !== null) {
      this.batchesFrom ??= { at: elapsed, nEffective };
      const gained = nEffective - this.batchesFrom.nEffective;
      if (gained <= 0) return null;
      const left = Math.max(0, this.resolved.nEffective - nEffective);
      return json(((elapsed - this.batchesFrom.at) * left) / gained);
    }
    if (phase === "base" && this.resolved.engine === "static" && stopping.value !== null && iteration > 0) {
      const folds = Math.max(0, logOfExcess(stopping.value) - logOfExcess(stopping.tolerance));
      return json((folds * this.resolved.nlive * elapsed) / iteration);
    }
    return null;
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
  return x > 30 ? x : Math.log(Math.expm1(x));
}

function json(x: JsonNumber): JsonNumber {
  return x !== null && Number.isFinite(x) ? x : null;
}
