import type { Observation } from "../fitting/meteoroid/observation";
import type { LoadingOverrides } from "../fitting/priors";

/** What is told of a meteor. */
export interface OpenedMeteor {
  readonly name: string;
  readonly inputs: readonly { readonly path: string }[];
  /** The observation with what a prior fixes about it. */
  observationWith(overrides: LoadingOverrides): Observation;
}

/** Names that are kept; the oldest goes first. */
const most = 20;

/** The meteors that were opened last and are still in use, each name once. */
const opened = new Map<string, WeakRef<OpenedMeteor>>();

/** Key on `globalThis` under which a host finds {@link meteorsInUse}. */
const hostKey = Symbol.for("nightbook.meteors");

/** Takes note of a meteor, so that a host can offer it where an observation is wanted. */
export function noteMeteor(meteor: OpenedMeteor): void {
  opened.delete(meteor.name);
  opened.set(meteor.name, new WeakRef(meteor));
  for (const name of opened.keys()) if (opened.size > most) opened.delete(name);
  (globalThis as unknown as Record<symbol, unknown>)[hostKey] = meteorsInUse;
}

/**
 * The meteors in use, the latest first.
 * @param overrides what the prior, for which they are wanted, fixes before an observation is made
 */
export function meteorsInUse(
  overrides: LoadingOverrides,
): { name: string; files: string[]; observation: Observation }[] {
  const meteors = [...opened.values()].flatMap((reference) => reference.deref() ?? []);
  return meteors.reverse().map((meteor) => ({
    name: meteor.name,
    files: meteor.inputs.map(({ path }) => path).filter((path) => !path.endsWith(".txt")),
    observation: meteor.observationWith(overrides),
  }));
}
