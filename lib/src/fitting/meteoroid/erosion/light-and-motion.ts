import type { Constants } from "../constants";
import { completeRun, type RunOptions } from "./complete-run";
import type { ColumnName } from "./result-columns";

const columnNames = ["time", "luminosity", "leading_frag_height", "leading_frag_length"] as const;

/** The part of a simulation that can be compared with an observation. */
export interface LightAndMotion {
  columns: Pick<Record<ColumnName, Float64Array>, (typeof columnNames)[number]>;
  constantsAfter: Constants;
}

/**
 * A run of which only light and motion are wanted: what a fit calls again and again.
 *
 * @param constants complete and checked; the run writes its outputs into them
 * @param limits of the run, and what moves the grains
 */
export function lightAndMotion(constants: Constants, limits: RunOptions): LightAndMotion {
  const { results } = completeRun(constants, limits);
  const [time, luminosity, height, length] = columnNames.map((name) => results.column(name));
  return {
    columns: { time, luminosity, leading_frag_height: height, leading_frag_length: length },
    constantsAfter: constants,
  };
}
