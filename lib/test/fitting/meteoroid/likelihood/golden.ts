import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ObservedMeteor } from "../../../../src/fitting/meteoroid/likelihood/observed-meteor";
import type { ResolvedPrior } from "../../../../src/fitting/priors/resolved-prior";

const folder = join(__dirname, "../../../golden/meteor-example");

/** Reads a JSON file of the example's golden folder. */
export function example<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

/** The observation of the example, with the air density that the original found. */
export const observation = example<ObservedMeteor>("obs_20191023_091225.json");

/** A prior as the golden files write it down. */
export interface GoldenPrior {
  variables: string[];
  bounds: [number, number][];
  flags: Record<string, string[]>;
  fixed: ResolvedPrior["fixed"];
}

export function resolved({ variables, bounds, flags, fixed }: GoldenPrior): ResolvedPrior {
  return { variables, bounds, flags, fixed, details: {} };
}

/** Likelihood of one parameter vector; `null` is −∞. */
export interface GoldenVector {
  theta: number[];
  logl: number | null;
  params?: Record<string, number>;
  sim_luminosity?: number[];
  sim_lag?: number[];
  t0_sim?: number;
  n_rows?: number;
  total_fragments?: number;
  logl_lum?: number;
  logl_lag?: number;
}
