import type { Evaluator } from "../evaluator";
import type { RunOptions } from "../options";
import type { NestedSamplingResult } from "../result";
import { run } from "../run";
import { openLedger } from "./ledger";
import { ledgerConfiguration, type ModelIdentity } from "./ledger-configuration";
import type { LedgerStore } from "./ledger-store";
import { recordingEvaluator } from "./recording-evaluator";

/**
 * {@link run} with a ledger. It may be killed at any moment: called again with the same store it goes on where it was,
 * and ends with the same result. With a larger `nEffective`, a smaller `logzError` or a higher limit, a run that had
 * ended is continued.
 *
 * @param evaluator computes the likelihoods
 * @param options as for {@link run}
 * @param store where the ledger is kept
 * @param model name and hash of the model; a ledger of another model is refused
 * @throws {NightbookError} as {@link openLedger} and {@link run} do; `LEDGER_MISMATCH` when the program has changed
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const { inProcessEvaluator, memoryStore, recordedRun } = nestedSampling;
 * const evaluator = inProcessEvaluator({
 *   parameters: ["x"],
 *   priorTransform: (u) => u,
 *   logLikelihood: ([x]) => -50 * (x - 0.5) ** 2,
 * });
 * const model = { name: "parabola", sha256: "" };
 * const store = memoryStore();
 * const first = await recordedRun(evaluator, { seed: 1, nlive: 50, nEffective: 200 }, store, model);
 * const more = await recordedRun(evaluator, { seed: 1, nlive: 50, nEffective: 5000 }, memoryStore(store.bytes()), model);
 * if (more.logl.length <= first.logl.length) throw new Error("The run was not continued");
 * ```
 */
export async function recordedRun(
  evaluator: Evaluator,
  options: RunOptions,
  store: LedgerStore,
  model: ModelIdentity,
): Promise<NestedSamplingResult> {
  const ledger = await openLedger(store, ledgerConfiguration(evaluator, options, model));
  try {
    return await run(recordingEvaluator(evaluator, ledger), options);
  } finally {
    await ledger.flush();
  }
}
