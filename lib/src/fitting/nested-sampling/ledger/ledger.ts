import { NightbookError } from "../../../core/errors";
import { FrameReader } from "./frames";
import { differences, type LedgerConfiguration } from "./ledger-configuration";
import { checkPreamble, decodeConfiguration, encodeHeader, preambleLength } from "./ledger-header";
import { type LedgerRecord, type RecordKind, type RecordShape, readRecord } from "./ledger-record";
import type { LedgerStore } from "./ledger-store";
import { OrderedAppends } from "./ordered-appends";

/** The answers of a fit in the order of its questions: those of the past to be read, then new ones appended. */
export class Ledger {
  readonly shape: RecordShape;
  /** Records that were read or whose places are reserved. */
  private count = 0;
  private exhausted = false;
  private readonly appends: OrderedAppends;

  /** @param frames behind the header; null when there is nothing to read */
  constructor(
    private readonly store: LedgerStore,
    configuration: LedgerConfiguration,
    private readonly frames: FrameReader | null,
  ) {
    this.shape = { ndim: configuration.parameters.length, nderived: configuration.derived.length };
    this.appends = new OrderedAppends((bytes) => store.append(bytes));
    this.exhausted = frames === null;
  }

  /**
   * The next records, which answer these questions; fewer when there are no more. Damaged bytes at the end are dropped.
   * @throws {NightbookError} `LEDGER_MISMATCH` when other questions were answered
   */
  async past(kind: RecordKind, questions: Uint32Array): Promise<LedgerRecord[]> {
    const records: LedgerRecord[] = [];
    while (records.length < questions.length && this.frames !== null && !this.exhausted) {
      const content = this.frames.take();
      if (content !== null) {
        const record = readRecord(content, this.shape);
        const asked = questions[records.length];
        if (record.index !== this.count || record.question !== asked || record.answer.kind !== kind)
          throw mismatch(this.count);
        records.push(record);
        this.count++;
      } else if (this.frames.ended) {
        await this.store.truncate(this.frames.good);
        this.exhausted = true;
      } else {
        await feed(this.frames, this.store);
      }
    }
    return records;
  }

  /** Reserves the place of the next `records` records; only once all of the past is read. */
  reserve(records: number): Place {
    const index = this.count;
    this.count += records;
    return { index, place: this.appends.reserve() };
  }

  /** Fills a place. Resolves when there is room for more. */
  append({ place }: Place, bytes: Uint8Array): Promise<void> {
    return this.appends.fill(place, bytes);
  }

  /** Resolves when everything that was appended is safe. */
  flush(): Promise<void> {
    return this.store.flush();
  }
}

/** Where records will be written. */
export interface Place {
  /** Of the first record. */
  readonly index: number;
  readonly place: number;
}

/**
 * Opens the ledger of a fit: a new one in an empty store, else the one that is there.
 *
 * @param store where its bytes are kept
 * @param configuration of the fit
 * @throws {NightbookError} `LEDGER_OTHER_FIT` when it belongs to another fit, `LEDGER_FOREIGN` when it is no ledger,
 *   `LEDGER_VERSION` when its format is of another version, `LEDGER_DAMAGED` when its header is damaged
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const shape = { parameters: ["x"], derived: [], wrapped: [] };
 * const configuration = nestedSampling.ledgerConfiguration(shape, { seed: 1 }, { name: "parabola", sha256: "" });
 * const store = nestedSampling.memoryStore();
 * await nestedSampling.openLedger(store, configuration);
 * store.bytes()[0]; // => 0x89
 * ```
 */
export async function openLedger(store: LedgerStore, configuration: LedgerConfiguration): Promise<Ledger> {
  const head = await readAtLeast(store, preambleLength);
  if (checkPreamble(head.subarray(0, preambleLength))) {
    const frames = new FrameReader(preambleLength);
    frames.push(head.subarray(preambleLength));
    let content = frames.take();
    while (content === null && !frames.ended) {
      await feed(frames, store);
      content = frames.take();
    }
    const then = content === null ? null : decodeConfiguration(content);
    if (then !== null) {
      const different = differences(configuration, then);
      if (different.length === 0) return new Ledger(store, configuration, frames);
      if (await holdsSomething(frames, store)) throw otherFit(different);
      return begin(store, configuration);
    }
  }
  // Whoever began it was killed while the header was written: then it holds nothing yet.
  const header = encodeHeader(configuration);
  if (!(head.length < header.length && head.every((byte, i) => byte === header[i]))) throw damagedHeader();
  return begin(store, configuration);
}

async function begin(store: LedgerStore, configuration: LedgerConfiguration): Promise<Ledger> {
  await store.truncate(0);
  await store.append(encodeHeader(configuration));
  return new Ledger(store, configuration, null);
}

/**
 * The configuration in the header of a ledger; null when the header is not complete.
 * @param bytes the first bytes of a ledger
 * @throws {NightbookError} `LEDGER_FOREIGN`, `LEDGER_VERSION` or `LEDGER_DAMAGED`
 */
export function configurationIn(bytes: Uint8Array): LedgerConfiguration | null {
  if (!checkPreamble(bytes.subarray(0, preambleLength))) return null;
  const frames = new FrameReader(preambleLength);
  frames.push(bytes.subarray(preambleLength));
  const content = frames.take();
  if (content === null && !frames.ended) return null;
  const configuration = content === null ? null : decodeConfiguration(content);
  if (configuration === null) throw damagedHeader();
  return configuration;
}

async function readAtLeast(store: LedgerStore, length: number): Promise<Uint8Array> {
  let head = new Uint8Array(0);
  while (head.length < length) {
    const more = await store.read();
    if (more === null) break;
    const joined = new Uint8Array(head.length + more.length);
    joined.set(head);
    joined.set(more, head.length);
    head = joined;
  }
  return head;
}

/** Whether there is anything behind the header, be it damaged. */
async function holdsSomething(frames: FrameReader, store: LedgerStore): Promise<boolean> {
  if (frames.left > 0) return true;
  await feed(frames, store);
  return frames.left > 0;
}

async function feed(frames: FrameReader, store: LedgerStore): Promise<void> {
  const bytes = await store.read();
  if (bytes === null) frames.end();
  else frames.push(bytes);
}

function otherFit(different: readonly string[]): NightbookError {
  return new NightbookError(`The run here is of another fit: ${different.join("; ")}`, {
    code: "LEDGER_OTHER_FIT",
    hint: "Use another folder, go on with what the run was begun with, or start anew with --new (in a notebook: { fresh: true })",
  });
}

function mismatch(index: number): NightbookError {
  return new NightbookError(`The run here was made by a fit that asked something else from likelihood ${index} on`, {
    code: "LEDGER_MISMATCH",
    hint: "The program has changed since; go on with the version that began the run, or start anew with --new (in a notebook: { fresh: true })",
  });
}

function damagedHeader(): NightbookError {
  return new NightbookError("The beginning of the ledger is damaged", {
    code: "LEDGER_DAMAGED",
    hint: "Bring the file back from a copy, or start anew with --new (in a notebook: { fresh: true })",
  });
}
