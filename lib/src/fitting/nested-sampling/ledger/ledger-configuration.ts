import { version } from "../../../core/version";
import { defaultEngine } from "../default-engine";
import type { Evaluator } from "../evaluator";
import type { RunOptions } from "../options";

/** What a model is called, and a hash of everything that its likelihoods depend on. */
export interface ModelIdentity {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** What else its answers depend on, for example a time limit; goes with the options of the run. */
  readonly settings?: Readonly<Record<string, number | string | boolean>>;
}

/** Everything that determines the questions of a fit and their answers. */
export interface LedgerConfiguration {
  readonly program: "nightbook";
  /** Version of the package. */
  readonly version: string;
  readonly model: Pick<ModelIdentity, "name" | "sha256">;
  readonly parameters: readonly string[];
  readonly derived: readonly string[];
  /** Indices of periodic parameters. */
  readonly wrapped: readonly number[];
  readonly engine: string;
  readonly seed: number | string;
  /** The other options that determine the result, in alphabetical order. */
  readonly options: Readonly<Record<string, number | string | boolean>>;
}

/** Options that say when a run ends, or how it is shown; they leave the course of the run as it is. */
const withoutInfluence: readonly string[] = [
  "nEffective",
  "logzError",
  "maxCalls",
  "maxBatches",
  "maxSeconds",
  "id",
  "label",
  "onProgress",
  "signal",
  "yieldNow",
  "now",
] satisfies (keyof RunOptions)[];

/**
 * The configuration of a run, as the header of its ledger holds it. Options that only end a run are not in it.
 *
 * @param evaluator names of parameters and derived quantities, indices of periodic parameters
 * @param options of the run
 * @param model its name, and a hash of what its likelihoods depend on
 *
 * @example
 * ```ts
 * import { nestedSampling } from "nightbook/fitting";
 *
 * const shape = { parameters: ["x"], derived: [], wrapped: [] };
 * const options = { seed: 1, nlive: 100, nEffective: 1000 };
 * nestedSampling.ledgerConfiguration(shape, options, { name: "parabola", sha256: "" }).options; // => { nlive: 100 }
 * ```
 */
export function ledgerConfiguration(
  evaluator: Pick<Evaluator, "parameters" | "derived" | "wrapped">,
  { engine = defaultEngine, seed, ...others }: RunOptions,
  model: ModelIdentity,
): LedgerConfiguration {
  const options: Record<string, number | string | boolean> = {};
  for (const [name, value] of Object.entries({ ...others, ...model.settings }).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (withoutInfluence.includes(name)) continue;
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") options[name] = value;
  }
  const { name, sha256 } = model;
  const { parameters, derived, wrapped } = evaluator;
  return {
    program: "nightbook",
    version,
    model: { name, sha256 },
    parameters: [...parameters],
    derived: [...derived],
    wrapped: [...wrapped],
    engine,
    seed,
    options,
  };
}

/** How two configurations differ, in words: `seed is 8, in the ledger 7`. Empty when they are the same. */
export function differences(now: LedgerConfiguration, then: LedgerConfiguration): string[] {
  const found: string[] = [];
  const compare = (name: string, a: unknown, b: unknown) => {
    const [ours, theirs] = [a, b].map((value) => JSON.stringify(value) ?? "not given");
    if (ours !== theirs) found.push(`${name} is ${shortened(ours)}, in the ledger ${shortened(theirs)}`);
  };
  compare("model name", now.model.name, then.model?.name);
  compare("model hash", now.model.sha256, then.model?.sha256);
  for (const name of ["parameters", "derived", "wrapped", "engine", "seed"] as const)
    compare(name, now[name], then[name]);
  const names = new Set([...Object.keys(now.options), ...Object.keys(then.options ?? {})]);
  for (const name of [...names].sort()) compare(name, now.options[name], then.options?.[name]);
  compare("version of nightbook", now.version, then.version);
  return found;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
