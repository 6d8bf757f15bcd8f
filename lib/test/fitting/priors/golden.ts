import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { HelperVariables, LightCurve, ResolvedPrior } from "../../../src/fitting/priors";

const folder = join(__dirname, "../../golden");
const text = (path: string): string => readFileSync(join(folder, path), "utf8");

/** Variables, bounds, flags and fixed values as the original program has them, by file names. */
export type GoldenBounds = Record<string, Pick<ResolvedPrior, "variables" | "bounds" | "flags" | "fixed">>;

export const goldenBounds = JSON.parse(text("meteor-example/prior_bounds.json")) as GoldenBounds;

const observation = JSON.parse(text("meteor-example/obs_20191023_091225.json")) as LightCurve & {
  helper_vars: HelperVariables;
};

/** The example's helper variables and light curve. */
export const helpers = observation.helper_vars;
export const lightCurve: LightCurve = observation;

/** Text of one of the original program's prior files. */
export function goldenText(name: string): string {
  return text(`priors/${name}`);
}

/** What the original program gives for transforms and flares. */
export const units = JSON.parse(gunzipSync(readFileSync(join(folder, "erosion/units.json.gz"))).toString("utf8")) as {
  priorDynesty: {
    flags: Record<string, string[]>;
    bounds: [number, number][];
    rows: ({ u: number[]; x: number[] } | { invgamma_alpha: number; mode: number; u: number; x: number })[];
  };
  findStrongestFlare: { height: number[]; magnitude: number[]; start_end: [number, number] };
};
