import { isNightbookError, NightbookError } from "../../core/errors";
import { type MeasurementNoise, type ObserveOptions, observe } from "../../fitting/meteoroid/observation";
import { showerCode } from "../../ingest";
import type { InputHash } from "../files.node";
import { Meteor } from "../meteor.node";
import { readJson } from "../products.node";
import { reportBeside } from "./beside-data.node";
import type { FoundEvent } from "./find-events.node";
import { meteorJsonKind, observationOfJson, trueValues } from "./meteor-json";

/** Options of `ingest.meteor`: which data of an event count. */
export interface MeteorOptions {
  /** Use all data of all cameras instead of the best camera for light and for lag. */
  all?: boolean;
  /** Which part of the meteor's image was measured: 0 leading edge (default), 0.5 centroid. */
  pickPos?: number;
  /**
   * IAU code of the shower, which calibrates the noise of the luminosity. By default it is read from the
   * solver's report (`*report.txt`) beside the first file; `null` for none.
   */
  shower?: string | null;
  /** Noise for a simulated meteor: standard deviations, or true for 2.5 W and 5 m (with `all` 40 m). Default none. */
  addNoise?: boolean | MeasurementNoise;
  /** Seed of the noise and of the frames of a simulated meteor. Default 0. */
  seed?: number | string;
}

/**
 * The meteor of an event that was found.
 * @throws {NightbookError} what was wrong with its files, or with what they hold
 */
export function openEvent(event: FoundEvent, options: MeteorOptions = {}): Meteor {
  if (event.failure !== undefined) throw event.failure;
  const [first] = event.inputs;
  const { all, pickPos } = options;
  if (event.records.length === 0) return meteorOfJson(event.name, first, options);
  const report = options.shower === undefined ? reportBeside(first.path, event.places) : undefined;
  const shower = report ? showerCode(new TextDecoder().decode(report.bytes)) : (options.shower ?? null);
  const known: ObserveOptions = { all, pickPos, shower };
  const paths = event.inputs.map(({ path }) => path).join(", ");
  const observation = atFile(paths, () => observe(event.records, known));
  const hashes = [...event.inputs, ...(report ? [{ path: report.path, sha256: report.sha256 }] : [])];
  return new Meteor(event.name, hashes, event.records, known, observation);
}

function meteorOfJson(name: string, { path, sha256 }: InputHash, options: MeteorOptions): Meteor {
  const document = readJson(path);
  const isSimulated = meteorJsonKind(document, path) === "constants";
  const { addNoise, seed, all } = options;
  if (addNoise && !isSimulated) {
    throw new NightbookError("Noise can be added to a simulated meteor only; this is an observation", {
      code: "METEOR_NO_CONSTANTS",
      place: { path },
      hint: "Leave out --add-noise, or give the constants of a run",
    });
  }
  const settings = isSimulated ? { all, addNoise, noiseSeed: addNoise ? seed : undefined } : {};
  const observation = observationOfJson(document, path, { addNoise, seed, all });
  // Data with noise tell what they were made from.
  const truths = trueValues(document, isSimulated && !addNoise ? undefined : observation);
  return new Meteor(name, [{ path, sha256 }], [], settings, observation, truths);
}

/** Adds the path to what a pure reader reports. */
function atFile<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    const { message, code, place, hint, cause } = error;
    throw new NightbookError(message, { code, place: { ...place, path }, hint, cause });
  }
}
