import { resolve } from "node:path";
import type { Evaluator, NestedSamplingResult, RunOptions } from "../fitting/nested-sampling";
import { gatedEvaluator } from "./fit-gate";
import {
  chosenRun,
  type RunFolderOptions,
  type RunSubject,
  runInFolder,
  seedOfRun,
} from "./run-folder/run-in-folder.node";
import { ViewedFit } from "./viewed-fit";

/** Options of a fit: those of the sampler, who computes, and where the run is kept. */
export interface FitOptions extends Omit<RunOptions, "now" | "id" | "yieldNow" | "seed">, RunFolderOptions {
  /** A whole number from 0 to 2^53 − 1, or any text. Default that of the run in the folder, else drawn and kept. */
  seed?: number | string;
  /** Worker threads. Default all cores; with a queue, 0 leaves everything to others. The result does not depend on it. */
  cores?: number;
  /** Address of a Redis, `redis://[:password@]host:port`, whose workers help. */
  queue?: string;
  /** Wait while the Redis is away; by default the run goes on with its own threads. */
  queueWait?: boolean;
  /** Allow a Redis that other machines can reach and that has no password. */
  insecure?: boolean;
  /** Told what people should know of the queue, one line each. */
  onNotice?: (line: string) => void;
}

/** What computes the likelihoods of a fit, until it is closed. */
export interface FitWork {
  readonly evaluator: Evaluator;
  close(): Promise<void>;
}

let fitsStarted = 0;

/**
 * Runs a fit: keeps it in its folder if it has one, tells the host (cell and panel, or terminal) how it goes on, lets it
 * be stopped, and closes what computes it.
 *
 * @param work starts what computes the likelihoods; called when the seed is known
 * @param options of the fit
 * @param subject what is fitted
 * @returns the result, and the options of the sampler that led to it
 */
export async function runFit(
  work: () => Promise<FitWork>,
  options: FitOptions & { label: string },
  subject: RunSubject,
): Promise<{ nested: NestedSamplingResult; sampling: RunOptions }> {
  const { signal, onProgress, folder, fresh, runName, label, seed: wanted, ...others } = options;
  const place: RunFolderOptions = { folder, runName: chosenRun({ folder, fresh, runName }) };
  const { cores: _c, queue: _q, queueWait: _w, insecure: _i, onNotice: _n, ...rest } = others;
  const sampling: RunOptions = { ...rest, seed: seedOfRun(wanted, place) };
  const stop = new AbortController();
  const abort = () => stop.abort();
  if (signal?.aborted) abort();
  const { logarithmic } = subject;
  const viewed = new ViewedFit({ logarithmic, ...(folder !== undefined && { folder: resolve(folder) }) }, abort);
  stop.signal.addEventListener("abort", () => viewed.gate.open());
  const { evaluator, close } = await work();
  try {
    signal?.addEventListener?.("abort", abort);
    const running: RunOptions = {
      ...sampling,
      id: `${subject.kind}-${++fitsStarted}`,
      label,
      signal: stop.signal,
      now: Date.now,
      onProgress: (status) => {
        viewed.tell(status);
        onProgress?.(status);
      },
    };
    const gated = gatedEvaluator(evaluator, viewed.gate);
    for (let longer = running; ; longer = { ...running, nEffective: viewed.more }) {
      const nested = await runInFolder(gated, longer, place, subject);
      const { outcome } = nested.diagnostics;
      const ended = outcome === "stopped" || outcome === "limit" || outcome === "stuck" || viewed.more === undefined;
      if (ended)
        return { nested, sampling: longer === running ? sampling : { ...sampling, nEffective: longer.nEffective } };
    }
  } finally {
    signal?.removeEventListener?.("abort", abort);
    await close();
  }
}
