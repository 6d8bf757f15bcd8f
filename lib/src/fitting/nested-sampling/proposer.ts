import type { Random } from "../../core/random";
import type { Bound } from "./bounds/bound";
import { boundingEllipsoids } from "./bounds/bounding-ellipsoids";
import { ellipsoidUnion } from "./bounds/ellipsoid-union";
import { rotatedBound } from "./bounds/rotated-bound";
import { unitCube } from "./bounds/unit-cube";
import { ChainMemory, type LiveFrame, liveFrame } from "./chain-memory";
import type { ChainSampler, ChainTask, Evaluator, LikelihoodFailure } from "./evaluator";
import type { StopSignal } from "./model";
import type { Candidate, ProposalGroup, ProposalSource } from "./proposal-queue";
import { ProposalTuning } from "./proposal-tuning";
import { randomStage } from "./random-stage";
import type { ResolvedOptions } from "./resolved-options";
import type { BoundRecord } from "./result";
import type { Sample } from "./sample";

/** `auto` draws uniformly from the bound below this dimension. */
const uniformDimensions = 10;
/** A bound that fills more than this part of the cube gives way to the cube. */
const worthwhileVolume = 0.7;
/** Uniform draws from the cube go on until this part is accepted; then chains take over. */
const cubeEfficiency = 0.1;
/** Likelihood calls that a slice step takes, about. */
const callsPerSlice = 5;
/** Failures of the likelihood that are kept with their parameter vectors. */
const keptFailures = 5;

/** Proposes points above a contour, in groups, and learns from what became of them. */
export class Proposer implements ProposalSource {
  /** Every bound so far; the index in force goes with each sample. */
  readonly bounds: BoundRecord[] = [];
  readonly failures: LikelihoodFailure[] = [];
  failureCount = 0;
  readonly tuning: ProposalTuning;
  readonly memory: ChainMemory;

  private readonly cube: Bound;
  private bound: Bound;
  /** Frame of the live points since the last bound, once chains need it. */
  private frame: LiveFrame | null = null;
  private contour = Number.NEGATIVE_INFINITY;
  private starts: readonly Sample[] = [];
  private batch = 0;
  private nextPoint = 0;
  /** Contour from which on chains are used instead of uniform draws. */
  private chainsFrom = Number.POSITIVE_INFINITY;
  private readonly sampler: ChainSampler;
  private readonly leastEfficiency: number;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly options: ResolvedOptions,
    private readonly random: Random,
    private readonly signal: StopSignal | undefined,
  ) {
    const ndim = evaluator.parameters.length;
    const { sample } = options;
    this.tuning = new ProposalTuning(ndim);
    this.memory = new ChainMemory(ndim);
    this.cube = unitCube(ndim);
    this.bound = this.cube;
    this.bounds.push(this.bound.record);
    this.sampler = sample === "auto" || sample === "unif" ? "slice" : sample;
    if (sample === "unif") this.leastEfficiency = 0;
    else if (this.boundsUniformDraws()) this.leastEfficiency = 1 / (callsPerSlice * options.slices * ndim);
    else this.leastEfficiency = cubeEfficiency;
  }

  get boundIndex(): number {
    return this.bounds.length - 1;
  }

  /** Begins a strand above a contour at which `alive` are the live points; none at the bottom. */
  begin(batch: number, contour: number, alive: readonly Sample[]): void {
    this.batch = batch;
    this.tuning.restart();
    this.use(this.cube);
    this.moveTo(contour, alive);
    if (alive.length > 0) this.enclose(alive);
  }

  /** Moves to a higher contour; `starts` are live points, from those above the contour chains begin. */
  moveTo(contour: number, starts: readonly Sample[]): void {
    this.contour = contour;
    this.starts = starts;
  }

  /** Builds a new bound round live points. */
  enclose(points: readonly Sample[]): void {
    const { bound, enlarge } = this.options;
    this.frame = null;
    if (bound === "none" || !(this.boundsUniformDraws() || this.usesChains())) return;
    const flat = new Float64Array(points.length * this.ndim);
    for (const [i, point] of points.entries()) flat.set(point.u, i * this.ndim);
    const union = rotatedBound(flat, this.ndim, this.evaluator.wrapped, (points) =>
      ellipsoidUnion(boundingEllipsoids(points, this.ndim, enlarge, bound === "multi")),
    );
    const stream = this.random.stream(randomStage.volume, this.batch, this.nextPoint);
    this.use(this.usesChains() || union.volumeInside(stream) < worthwhileVolume ? union : this.cube);
  }

  /** What became of a candidate. */
  learn(candidate: Candidate, accepted: boolean): void {
    const { chain, u, scale } = candidate;
    if (chain !== null) {
      this.tuning.learnChain(this.sampler, chain.outcome, scale);
      this.memory.learn(chain.frame, chain.start, u);
    } else if (this.tuning.learnDraw(accepted, this.leastEfficiency) && !this.usesChains()) {
      this.chainsFrom = this.contour;
      this.enclose(this.starts);
    }
  }

  /** Starts the computation of one group of candidates. */
  propose(): Promise<ProposalGroup> {
    return this.usesChains() ? this.proposeChains() : this.proposeDraws();
  }

  note(failures: readonly LikelihoodFailure[]): void {
    this.failureCount += failures.length;
    for (const failure of failures) if (this.failures.length < keptFailures) this.failures.push(failure);
  }

  private get ndim(): number {
    return this.evaluator.parameters.length;
  }

  private boundsUniformDraws(): boolean {
    const { sample } = this.options;
    return sample === "unif" || (sample === "auto" && this.ndim < uniformDimensions);
  }

  private usesChains(): boolean {
    return this.contour >= this.chainsFrom && this.starts.length > 0;
  }

  private use(bound: Bound): void {
    if (bound === this.bound) return;
    this.bound = bound;
    this.bounds.push(bound.record);
  }

  private async proposeDraws(): Promise<ProposalGroup> {
    const { ndim, boundIndex, batch } = this;
    const nderived = this.evaluator.derived.length;
    const points: Float64Array[] = [];
    const found: boolean[] = [];
    for (let i = 0; i < this.options.queueSize; i++) {
      const u = new Float64Array(ndim);
      const stream = this.random.stream(randomStage.proposal, batch, this.nextPoint++);
      found.push(this.bound.draw(stream, u));
      points.push(u);
    }
    const inside = points.filter((_, i) => found[i]);
    const flat = new Float64Array(inside.length * ndim);
    for (const [i, u] of inside.entries()) flat.set(u, i * ndim);
    const { v, logl, derived, failures } = await this.evaluator.evaluate(flat, this.signal);
    let next = 0;
    const candidates = points.map((u, i): Candidate => {
      const proposal = { u, bound: boundIndex, scale: 1, chain: null };
      if (!found[i]) return { ...proposal, v: u, derived: u, logl: Number.NEGATIVE_INFINITY, calls: 0 };
      const k = next++;
      const row = (columns: Float64Array, width: number) => columns.slice(k * width, k * width + width);
      return { ...proposal, v: row(v, ndim), derived: row(derived, nderived), logl: logl[k], calls: 1 };
    });
    return { candidates, failures };
  }

  private async proposeChains(): Promise<ProposalGroup> {
    const { boundIndex, batch, contour, sampler } = this;
    const { scale } = this.tuning;
    const starts = this.starts.filter((start) => start.logl > contour);
    const tasks: ChainTask[] = [];
    for (let i = 0; i < this.options.queueSize; i++) {
      const point = this.nextPoint++;
      const stream = this.random.stream(randomStage.start, batch, point);
      const start = starts[stream.integer(starts.length)];
      const axes =
        sampler === "slice" ? this.bound.principalAxesAt(start.u, stream) : this.bound.axesAt(start.u, stream);
      tasks.push({
        sampler,
        key: this.random.key,
        counter: [randomStage.proposal, batch, point],
        start: start.u,
        startLogl: start.logl,
        axes,
        scale,
        loglstar: contour,
        steps: sampler === "rwalk" ? this.options.walks : this.options.slices,
      });
    }
    this.frame ??= liveFrame(this.starts, this.ndim, this.evaluator.wrapped);
    const { frame } = this;
    const outcomes = await this.evaluator.chains(tasks, this.signal);
    const candidates = outcomes.map((outcome, i): Candidate => {
      const { u, v, derived, calls } = outcome;
      // A chain that went nowhere ends on a live point that exists already: it is no draw.
      const logl = outcome.moved ? outcome.logl : Number.NEGATIVE_INFINITY;
      const chain = { outcome, start: tasks[i].start, frame };
      return { u, v, derived, logl, calls, bound: boundIndex, scale, chain };
    });
    return { candidates, failures: outcomes.flatMap((outcome) => outcome.failures) };
  }
}
