import { NightbookError } from "../../core/errors";
import {
  type MeasurementNoise,
  type Observation,
  observationFromJson,
  syntheticObservation,
} from "../../fitting/meteoroid/observation";

/** What kind of JSON a meteor is in: an observation, or the constants of a simulated one. */
export type MeteorJsonKind = "observation" | "constants";

/** How a JSON becomes an observation. */
export interface MeteorJsonOptions {
  /** Noise to be added to a simulated meteor; true for the usual one. */
  addNoise?: boolean | MeasurementNoise;
  seed?: number | string;
  all?: boolean;
}

/**
 * What a JSON document holds.
 * @throws {NightbookError} `METEOR_JSON_FOREIGN` when it is neither an observation nor the constants of a run
 */
export function meteorJsonKind(document: unknown, path: string): MeteorJsonKind {
  if (isObject(document)) {
    if ("time_lag" in document) return "observation";
    if (constantsIn(document) !== undefined) return "constants";
  }
  throw new NightbookError("This JSON holds neither an observation (time_lag, …) nor constants of the erosion model", {
    code: "METEOR_JSON_FOREIGN",
    place: { path },
    hint: "Give an obs_data_*.json or the *.json of a MetSim solution",
  });
}

/**
 * The observation that a JSON document holds, or that cameras would make of the simulated meteor in it.
 * @throws {NightbookError} `METEOR_JSON_FOREIGN`, `OBSERVATION_FIELD`, `OBSERVATION_NO_PHOTOMETRY`, `CONSTANTS_INVALID`
 */
export function observationOfJson(
  document: unknown,
  path: string,
  { addNoise = false, seed, all }: MeteorJsonOptions,
): Observation {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  if (meteorJsonKind(document, path) === "observation") return observationFromJson(document, name);
  const noise = typeof addNoise === "object" ? addNoise : undefined;
  return accepting(path, () =>
    syntheticObservation(constantsIn(document) ?? {}, { noise, noisy: addNoise !== false, seed, all }, name),
  );
}

/**
 * Makes something of the constants in a file.
 * @throws {NightbookError} `CONSTANTS_INVALID` with the path where a constant is out of range or of the wrong kind
 */
export function accepting<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    throw new NightbookError(cause.message, {
      code: "CONSTANTS_INVALID",
      place: { path },
      hint: "Mend this file and run again",
      cause,
    });
  }
}

/**
 * The numbers that a simulated meteor was made from, by name, its noise among them; undefined for a meteor that was measured.
 * @param noise noise that was added to it, W and m
 */
export function trueValues(
  document: unknown,
  noise: Pick<Observation, "noise_lum" | "noise_lag"> | undefined,
): Record<string, number> | undefined {
  const constants = constantsIn(document);
  if (constants === undefined) return undefined;
  const numbers = Object.entries(constants).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  // What the constants call noise is that of the fit that they come from.
  const own = Object.fromEntries(numbers.filter(([name]) => !name.startsWith("noise_")));
  return { ...own, ...(noise && { noise_lum: noise.noise_lum, noise_lag: noise.noise_lag }) };
}

/**
 * The constants of a run: those of a MetSim solution; or under `constants`, as `nightbook meteor simulate` writes them; or
 * under `const`, as the data of a simulated meteor keep them.
 */
export function constantsIn(document: unknown): Record<string, unknown> | undefined {
  if (!isObject(document)) return undefined;
  const constants = [document.constants, document.const].find(isObject) ?? document;
  return ["m_init", "v_init", "rho"].every((name) => name in constants) ? constants : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
