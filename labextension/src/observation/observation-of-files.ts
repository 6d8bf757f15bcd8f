import { type Observation, observationFromJson, observe } from "nightbook/meteoroid";
import { readPickle } from "nightbook/pickle";
import type { LoadingOverrides } from "nightbook/priors";
import { showerCode, trajectoryRecord } from "nightbook/trajectory";

/** A file with a meteor in it: a trajectory pickle, or the JSON of an observation. */
export interface ObservationFile {
  name: string;
  bytes: Uint8Array;
}

/** What a meteor is made from: its files, and the solver's report beside them where there is one. */
export interface ObservationSource {
  files: readonly ObservationFile[];
  report: ObservationFile | null;
}

/**
 * The observation in files as a fit would see it.
 * @param overrides what the prior fixes before the observation is made
 * @throws {NightbookError} when a file is damaged or holds something else
 */
export function observationOfFiles({ files, report }: ObservationSource, overrides: LoadingOverrides): Observation {
  const [first] = files;
  if (first === undefined) throw new RangeError("A meteor needs at least one file");
  if (first.name.endsWith(".json")) return observationFromJson(JSON.parse(textOf(first)), first.name);
  const records = files.map(({ name, bytes }) => trajectoryRecord(readPickle(bytes), name));
  return observe(records, { shower: report && showerCode(textOf(report)), overrides });
}

function textOf({ bytes }: ObservationFile): string {
  return new TextDecoder().decode(bytes);
}
