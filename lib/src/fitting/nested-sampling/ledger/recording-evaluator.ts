import { NightbookError } from "../../../core/errors";
import type { RemoteCores } from "../../../core/progress";
import type { ChainOutcome, ChainTask, Evaluations, Evaluator, LikelihoodFailure } from "../evaluator";
import type { StopSignal } from "../model";
import { ByteWriter } from "./byte-writer";
import type { Ledger, Place } from "./ledger";
import { type LedgerRecord, type RecordKind, readRecord, writeChain, writePoint } from "./ledger-record";
import { chainQuestions, pointQuestions } from "./questions";

/** Points that are asked for together at least; a run that is killed loses what was not answered. */
const fewestPoints = 32;
/** Points of one worker that are asked for together. */
const pointsPerWorker = 16;

/**
 * Answers from a ledger what it holds, asks `inner` for the rest, and appends those answers: in the order of the
 * questions, whenever they come. A run on it can be killed at any moment and begun again: it goes on where the ledger
 * ends, to the same result and the same ledger.
 *
 * @param inner computes the likelihoods
 * @param ledger as {@link openLedger} gives it
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const { inProcessEvaluator, ledgerConfiguration, memoryStore, openLedger, recordingEvaluator, run } = nestedSampling;
 * let calls = 0;
 * const inner = inProcessEvaluator({
 *   parameters: ["x"],
 *   priorTransform: (u) => u,
 *   logLikelihood: ([x]) => (calls++, -50 * (x - 0.5) ** 2),
 * });
 * const options = { engine: "static" as const, seed: 1, nlive: 50 };
 * const configuration = ledgerConfiguration(inner, options, { name: "parabola", sha256: "" });
 * const store = memoryStore();
 * await run(recordingEvaluator(inner, await openLedger(store, configuration)), options);
 * const before = calls;
 * await run(recordingEvaluator(inner, await openLedger(memoryStore(store.bytes()), configuration)), options);
 * calls - before; // => 0
 * ```
 */
export function recordingEvaluator(inner: Evaluator, ledger: Ledger): Evaluator {
  const { ndim, nderived } = ledger.shape;
  const writer = new ByteWriter();
  let turn: Promise<unknown> = Promise.resolve();
  /** The last point of the past that did not fail. */
  let lastPoint: RecordedPoint | null = null;
  let checked: Promise<void> | null = null;

  /** Before a run goes on from the past, the last recorded point must still have its likelihood. */
  function sameModel(): Promise<void> {
    checked ??= lastPoint === null ? Promise.resolve() : checkPoint(inner, lastPoint);
    return checked;
  }

  /** What the ledger knows of these questions, and places for the rest; request by request. */
  function look(kind: RecordKind, questions: Uint32Array, most: number): Promise<Looked> {
    const looked = turn.then(async () => {
      const known = await ledger.past(kind, questions);
      const places: Piece[] = [];
      for (let from = known.length; from < questions.length; from += most) {
        const to = Math.min(from + most, questions.length);
        places.push({ from, to, place: ledger.reserve(to - from) });
      }
      return { known, places };
    });
    // When the ledger cannot be read, all later requests fail with the same error; it is reported where one is awaited.
    looked.catch(() => {});
    turn = looked;
    return looked;
  }

  /** Appends records, and gives them as they will be read again. */
  async function append(
    { place, from, to }: Piece,
    write: (i: number, index: number) => void,
  ): Promise<LedgerRecord[]> {
    writer.clear();
    const records: LedgerRecord[] = [];
    for (let i = from; i < to; i++) {
      const start = writer.length;
      write(i, place.index + i - from);
      records.push(readRecord(writer.written().subarray(start + 4, writer.length - 4), ledger.shape));
    }
    await ledger.append(place, writer.written().slice());
    return records;
  }

  async function newPoints(piece: Piece, u: Float64Array, questions: Uint32Array, signal?: StopSignal) {
    refuseWhenStopped(signal);
    const { from, to } = piece;
    const [answer] = await Promise.all([inner.evaluate(u.slice(from * ndim, to * ndim), signal), sameModel()]);
    const failures = failuresByPoint(answer, ndim);
    return append(piece, (i, index) => {
      const k = i - from;
      writePoint(writer, ledger.shape, { index, question: questions[i], failures: failures[k] }, answer, k);
    });
  }

  async function newChain(piece: Piece, tasks: readonly ChainTask[], questions: Uint32Array, signal?: StopSignal) {
    refuseWhenStopped(signal);
    const [[outcome]] = await Promise.all([inner.chains(tasks.slice(piece.from, piece.to), signal), sameModel()]);
    return append(piece, (i, index) => writeChain(writer, { index, question: questions[i] }, outcome));
  }

  return {
    parameters: inner.parameters,
    derived: inner.derived,
    wrapped: inner.wrapped,
    get workers(): number {
      return inner.workers;
    },
    get remote(): readonly RemoteCores[] {
      return inner.remote ?? [];
    },

    async evaluate(u: Float64Array, signal?: StopSignal): Promise<Evaluations> {
      const questions = pointQuestions(u, ndim);
      const { known, places } = await look("point", questions, Math.max(fewestPoints, pointsPerWorker * inner.workers));
      const last = known.findLastIndex(({ failures }) => failures.length === 0);
      if (last >= 0) lastPoint = { u: u.slice(last * ndim, (last + 1) * ndim), record: known[last] };
      const fresh = await Promise.all(places.map((piece) => newPoints(piece, u, questions, signal)));
      const v = new Float64Array(u.length);
      const logl = new Float64Array(questions.length);
      const derived = new Float64Array(questions.length * nderived);
      const failures: LikelihoodFailure[] = [];
      for (const [i, record] of [...known, ...fresh.flat()].entries()) {
        if (record.answer.kind !== "point") continue;
        v.set(record.answer.v, i * ndim);
        logl[i] = record.answer.logl;
        derived.set(record.answer.derived, i * nderived);
        failures.push(...record.failures);
      }
      return { v, logl, derived, failures };
    },

    async chains(tasks: readonly ChainTask[], signal?: StopSignal): Promise<ChainOutcome[]> {
      const questions = chainQuestions(tasks);
      const { known, places } = await look("chain", questions, 1);
      const fresh = await Promise.all(places.map((piece) => newChain(piece, tasks, questions, signal)));
      return [...known, ...fresh.flat()].flatMap(({ answer, failures }) =>
        answer.kind === "chain" ? [{ ...answer.outcome, failures }] : [],
      );
    },
  };
}

/** Questions `from` to `to` of a request, and where their answers go. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

interface RecordedPoint {
  readonly u: Float64Array;
  readonly record: LedgerRecord;
}

interface Looked {
  readonly known: readonly LedgerRecord[];
  readonly places: readonly Piece[];
}

function refuseWhenStopped(signal: StopSignal | undefined): void {
  if (signal?.aborted) throw new NightbookError("Stopped", { code: "STOPPED" });
}

/** @throws {NightbookError} `LEDGER_MISMATCH` when a point has another likelihood than is recorded */
async function checkPoint(inner: Evaluator, { u, record }: RecordedPoint): Promise<void> {
  const { logl, v } = await inner.evaluate(u);
  const { answer } = record;
  if (answer.kind !== "point" || Object.is(logl[0], answer.logl)) return;
  const where = inner.parameters.map((name, i) => `${name} = ${v[i]}`).join(", ");
  throw new NightbookError(
    `The model has changed since the run here was begun: its log-likelihood at ${where} was ${answer.logl}, now it is ${logl[0]}`,
    {
      code: "LEDGER_MISMATCH",
      hint: "Go on with the model as it was, or start anew with --new (in a notebook: { fresh: true }); a model must give the same value each time",
    },
  );
}

/** Which failure belongs to which point: they come in the order of the points, with the parameter vectors. */
function failuresByPoint({ v, logl, failures }: Evaluations, ndim: number): LikelihoodFailure[][] {
  const byPoint: LikelihoodFailure[][] = Array.from(logl, () => []);
  let next = 0;
  for (let i = 0; i < logl.length && next < failures.length; i++) {
    const isHere = (x: number, j: number) => Object.is(x, v[i * ndim + j]);
    if (logl[i] === Number.NEGATIVE_INFINITY && failures[next].parameters.every(isHere)) {
      byPoint[i].push(failures[next++]);
    }
  }
  byPoint.at(-1)?.push(...failures.slice(next));
  return byPoint;
}
