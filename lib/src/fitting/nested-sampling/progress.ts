import type { FitPhase, FitStatus, JsonNumber, PosteriorSketch, RemoteCores } from "../../core/progress";
import type { Evaluator } from "./evaluator";
import type { RunOptions } from "./options";
import { type RunAims, TimeLeft } from "./time-left";

/** What changes from one status to the next. */
export type StatusNumbers = Pick<
  FitStatus,
  "phase" | "iteration" | "batch" | "bound" | "nc" | "ncall" | "loglstar" | "logz" | "logzError" | "stopping"
> & { readonly nEffective: JsonNumber; readonly warnings: string[]; readonly message?: string };

/** Milliseconds between two messages of the same phase. */
const interval = 300;
/** Milliseconds between two sketches of the posterior. */
const sketchInterval = 500;
const traceLength = 200;
/** Workers on other machines that are named one by one. */
const mostNamed = 16;

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
  private readonly timeLeft: TimeLeft;
  private sketch: PosteriorSketch | null = null;
  private sketchedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: RunOptions,
    private readonly resolved: RunAims,
    private readonly evaluator: Evaluator,
  ) {
    this.timeLeft = new TimeLeft(resolved, evaluator.parameters.length);
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

  /**
   * Tells the listener.
   * @param posterior makes a sketch of the posterior; it is asked for one now and then, and at the end
   */
  report(numbers: StatusNumbers, posterior: () => PosteriorSketch | null = () => null): void {
    const { onProgress, id = "fit", label = "fit" } = this.options;
    if (onProgress === undefined) return;
    this.lastAt = this.now();
    this.lastPhase = numbers.phase;
    this.lastIteration = numbers.iteration;
    this.extendTrace(numbers);
    const { iteration, ncall } = numbers;
    const gained = this.resolved.engine === "importance" ? Number(numbers.nEffective ?? 0) : iteration;
    const elapsed = this.elapsed();
    const ended = numbers.phase === "done" || numbers.phase === "stopped";
    if (ended || this.lastAt - this.sketchedAt >= sketchInterval) {
      this.sketch = posterior() ?? this.sketch;
      this.sketchedAt = this.lastAt;
    }
    const remote = namedWorkers(this.evaluator.remote ?? []);
    onProgress({
      id,
      label,
      engine: this.resolved.engine,
      ...numbers,
      logz: json(numbers.logz),
      logzError: json(numbers.logzError),
      loglstar: [json(numbers.loglstar[0]), json(numbers.loglstar[1]), json(numbers.loglstar[2])],
      stopping: { ...numbers.stopping, value: json(numbers.stopping.value) },
      efficiency: ncall > 0 ? (100 * gained) / ncall : null,
      nEffectiveWanted: this.resolved.engine === "static" ? 0 : this.resolved.nEffective,
      startedAt: this.startedAt,
      elapsed,
      remaining: this.timeLeft.after(numbers, elapsed),
      workers: this.evaluator.workers,
      ...(remote.length > 0 && { remote }),
      trace: { ncall: [...this.trace.ncall], logz: [...this.trace.logz], logzError: [...this.trace.logzError] },
      ...(this.sketch !== null && { posterior: this.sketch }),
    });
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

/** The workers with the most cores, and the others together, so that a message stays short however many help. */
function namedWorkers(workers: readonly RemoteCores[]): RemoteCores[] {
  const named = [...workers].sort((a, b) => b.cores - a.cores || b.perSecond - a.perSecond);
  if (named.length > mostNamed) {
    const others = named.splice(mostNamed - 1);
    const total = (of: (worker: RemoteCores) => number) => others.reduce((sum, worker) => sum + of(worker), 0);
    const name = `${others.length} others`;
    named.push({ name, cores: total(({ cores }) => cores), perSecond: total(({ perSecond }) => perSecond) });
  }
  return named.map((worker) => ({ ...worker, perSecond: Number(worker.perSecond.toPrecision(4)) }));
}

function json(x: JsonNumber): JsonNumber {
  return x !== null && Number.isFinite(x) ? x : null;
}
