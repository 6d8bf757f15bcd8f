import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Constants } from "../../../../src/fitting/meteoroid/constants";

/** One stored run of the original program. */
export interface GoldenRun {
  case: string;
  constants: Partial<Constants>;
  n_rows: number;
  row_index: number[];
  columns: Record<string, (number | null)[]>;
  const_after: Record<string, number | null>;
  frag_main_after: Record<string, number | boolean>;
  fragmentation_after: Record<string, number | boolean | null | number[]>[];
  sums: Record<string, number>;
  luminosity_max: number;
  luminosity_argmax: number;
}

const folder = join(__dirname, "../../../golden/erosion");

/** Reads a gzipped JSON file of the golden folder. */
export function golden<T>(name: string): T {
  return JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString()) as T;
}

export const goldenRuns = [
  "01_single_faint",
  "02_single_fireball",
  "03_erosion_index2",
  "04_gamma_iron",
  "05_erosion_change",
  "06_erosion_disruption",
  "07_disruption_no_erosion",
  "08_frag_M_D",
  "09_frag_F_A",
  "10_frag_EF",
  "11_everything",
  "12_grazer_lenkill",
  "ex_BestGuess",
  "ex_mean",
];
