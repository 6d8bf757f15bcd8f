import { NightbookError } from "../../../core/errors";
import type { ChainOutcome, Evaluations, LikelihoodFailure } from "../evaluator";
import { ByteReader } from "./byte-reader";
import type { ByteWriter } from "./byte-writer";
import { writeFrame } from "./frames";

/** Lengths that a ledger's records depend on. */
export interface RecordShape {
  readonly ndim: number;
  readonly nderived: number;
}

/** First byte of a record. */
export const recordKind = { point: 1, chain: 2 } as const;
export type RecordKind = keyof typeof recordKind;

/** Bits of the second byte. */
const flag = { failures: 1, timedOut: 2, moved: 4 };
/** Bytes of failures that one record keeps at most. */
const failureRoom = 8 * 1_048_576;
/** Code units of a reason that are kept. */
const longestReason = 4000;

/** What was answered to one question: a point or a chain. */
export type RecordAnswer =
  | { readonly kind: "point"; readonly v: Float64Array; readonly logl: number; readonly derived: Float64Array }
  | { readonly kind: "chain"; readonly outcome: Omit<ChainOutcome, "failures"> };

/** A question with its answer. */
export interface LedgerRecord {
  /** Its place among the records, from 0. */
  readonly index: number;
  /** Checksum of what was asked. */
  readonly question: number;
  readonly answer: RecordAnswer;
  readonly failures: readonly LikelihoodFailure[];
}

/** Writes the record of point `i` of a batch. */
export function writePoint(
  writer: ByteWriter,
  { ndim, nderived }: RecordShape,
  { index, question, failures }: Omit<LedgerRecord, "answer">,
  { v, logl, derived }: Pick<Evaluations, "v" | "logl" | "derived">,
  i: number,
): void {
  writeFrame(writer, () => {
    writeStart(writer, "point", 0, { index, question, failures });
    writer.f64(logl[i]);
    writer.f64s(v, i * ndim, (i + 1) * ndim);
    writer.f64s(derived, i * nderived, (i + 1) * nderived);
    writeFailures(writer, failures);
  });
}

/** Writes the record of a chain. */
export function writeChain(
  writer: ByteWriter,
  { index, question }: Pick<LedgerRecord, "index" | "question">,
  { u, v, logl, derived, calls, moved, grown, shrunk, failures }: ChainOutcome,
): void {
  writeFrame(writer, () => {
    writeStart(writer, "chain", moved ? flag.moved : 0, { index, question, failures });
    writer.u32(calls);
    writer.u32(grown);
    writer.u32(shrunk);
    writer.f64(logl);
    writer.f64s(u);
    writer.f64s(v);
    writer.f64s(derived);
    writeFailures(writer, failures);
  });
}

/**
 * The record in a frame.
 * @throws {NightbookError} `LEDGER_DAMAGED` when the content is not one
 */
export function readRecord(content: Uint8Array, { ndim, nderived }: RecordShape): LedgerRecord {
  const reader = new ByteReader(content);
  try {
    const kind = reader.u8();
    const flags = reader.u8();
    reader.u16();
    const index = reader.u32();
    const question = reader.u32();
    const vector = (n: number): Float64Array => {
      const values = new Float64Array(n);
      reader.f64s(values);
      return values;
    };
    let answer: RecordAnswer;
    if (kind === recordKind.point) {
      const logl = reader.f64();
      answer = { kind: "point", logl, v: vector(ndim), derived: vector(nderived) };
    } else if (kind === recordKind.chain) {
      const [calls, grown, shrunk] = [reader.u32(), reader.u32(), reader.u32()];
      const logl = reader.f64();
      const [u, v, derived] = [vector(ndim), vector(ndim), vector(nderived)];
      const moved = (flags & flag.moved) !== 0;
      answer = { kind: "chain", outcome: { u, v, logl, derived, calls, moved, grown, shrunk } };
    } else {
      throw new RangeError(`kind ${kind}`);
    }
    const failures = (flags & flag.failures) === 0 ? [] : readFailures(reader, vector, ndim);
    if (reader.left > 0) throw new RangeError(`${reader.left} bytes too many`);
    return { index, question, answer, failures };
  } catch (cause) {
    throw new NightbookError(`A record of the ledger makes no sense: ${(cause as Error).message}`, {
      code: "LEDGER_DAMAGED",
      hint: "Its checksum is right, so another program wrote it; start anew with --new",
      cause,
    });
  }
}

function writeStart(
  writer: ByteWriter,
  kind: RecordKind,
  flags: number,
  { index, question, failures }: Omit<LedgerRecord, "answer">,
): void {
  const failed = failures.length > 0 ? flag.failures : 0;
  const timedOut = failures.some((failure) => failure.timedOut) ? flag.timedOut : 0;
  writer.u8(recordKind[kind]);
  writer.u8(flags | failed | timedOut);
  writer.u16(0);
  writer.u32(index);
  writer.u32(question);
}

function writeFailures(writer: ByteWriter, failures: readonly LikelihoodFailure[]): void {
  if (failures.length === 0) return;
  const start = writer.length;
  let count = 0;
  writer.u32(0);
  for (const { reason, parameters, timedOut } of failures) {
    if (writer.length - start > failureRoom) break;
    writer.u8(timedOut ? 1 : 0);
    writer.text(reason.slice(0, longestReason));
    writer.f64s(parameters);
    count++;
  }
  writer.putU32(start, count);
}

function readFailures(reader: ByteReader, vector: (n: number) => Float64Array, ndim: number): LikelihoodFailure[] {
  const failures: LikelihoodFailure[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    const timedOut = reader.u8() === 1;
    const reason = reader.text();
    const parameters = vector(ndim);
    failures.push(timedOut ? { reason, parameters, timedOut } : { reason, parameters });
  }
  return failures;
}
