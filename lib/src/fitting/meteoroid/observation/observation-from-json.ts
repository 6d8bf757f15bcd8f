import { NightbookError } from "../../../core/errors";
import { helperVariables } from "./helper-variables";
import type { Observation } from "./observation";
import { runSettings } from "./run-settings";

/**
 * The observation in a JSON document, as `nightbook meteor observe` prints it and as the observation files of
 * published fits hold it. Everything is taken as it stands; settings of a run, helper variables, file names and
 * noise of magnitude and speed are worked out where they are missing.
 *
 * @param document parsed JSON; it is such a file when it has the key `time_lag`
 * @param fileName where it came from; named in errors
 * @throws {NightbookError} with the code `OBSERVATION_FIELD` when a field is missing or wrong
 *
 * @example
 * ```ts
 * import { observationFromJson } from "nightbook/meteoroid";
 *
 * const lag = { time_lag: [0, 0.1], lag: [0, -1], length: [0, 5e3], height_lag: [9e4, 8.6e4], velocities: [5e4, 5e4] };
 * const lum = { time_lum: [0, 0.1], height_lum: [9e4, 8.6e4], luminosity: [10, 9], absolute_magnitudes: [4.8, 4.9] };
 * const cameras = { stations_lag: ["01T", "01T"], stations_lum: ["01T", "01T"], P_0m: 840, fps_lag: 80, fps_lum: 80 };
 * const path = { v_init: 5e4, zenith_angle: 0.6, m_init: 1e-6, dens_co: [1, 2, 3, 4, 5, 6, 7] };
 * const observation = observationFromJson(
 *   { ...lag, ...lum, ...cameras, ...path, noise_lag: 5, noise_lum: 2 },
 *   "observation.json",
 * );
 * observation.helper_vars.h_beg; // => 90000
 * ```
 */
export function observationFromJson(document: unknown, fileName: string): Observation {
  const fields = new Fields(document, fileName);
  const time_lag = fields.numbers("time_lag");
  const time_lum = fields.numbers("time_lum");
  const nLag = time_lag.length;
  const nLum = time_lum.length;
  const absolute_magnitudes = fields.numbers("absolute_magnitudes", nLum);
  const noise_lag = fields.number("noise_lag");
  const fps_lag = fields.number("fps_lag");
  const measured = {
    noise_lag,
    noise_lum: fields.number("noise_lum"),
    file_name: fields.texts("file_name", undefined, [fileName]),
    P_0m: fields.number("P_0m"),
    fps_lum: fields.number("fps_lum"),
    fps_lag,
    lum_files: fields.texts("lum_files", undefined, [fileName]),
    lag_files: fields.texts("lag_files", undefined, [fileName]),
    v_init: fields.number("v_init"),
    velocities: fields.numbers("velocities", nLag),
    lag: fields.numbers("lag", nLag),
    length: fields.numbers("length", nLag),
    height_lag: fields.numbers("height_lag", nLag),
    time_lag,
    stations_lag: fields.texts("stations_lag", nLag),
    height_lum: fields.numbers("height_lum", nLum),
    absolute_magnitudes,
    luminosity: fields.numbers("luminosity", nLum),
    time_lum,
    stations_lum: fields.texts("stations_lum", nLum),
    apparent_magnitudes: fields.numbers("apparent_magnitudes", nLum, absolute_magnitudes),
    noise_mag: fields.number("noise_mag", 0.1),
    noise_vel: fields.number("noise_vel", noise_lag * Math.SQRT2 * fps_lag),
    dens_co: fields.numbers("dens_co", 7),
    zenith_angle: fields.number("zenith_angle"),
    m_init: fields.number("m_init"),
  };
  const settings = runSettings(measured.v_init, measured.velocities, [...measured.height_lag, ...measured.height_lum]);
  return {
    ...measured,
    dt: fields.number("dt", settings.dt),
    disruption_on: fields.truth("disruption_on", settings.disruption_on),
    lum_eff_type: fields.number("lum_eff_type", settings.lum_eff_type),
    h_kill: fields.number("h_kill", settings.h_kill),
    v_kill: fields.number("v_kill", settings.v_kill),
    helper_vars: helperVariables(measured),
  };
}

/** Typed access to the fields of a JSON object. */
class Fields {
  readonly #values: Map<string, unknown>;

  constructor(
    document: unknown,
    readonly path: string,
  ) {
    if (typeof document !== "object" || document === null || Array.isArray(document)) {
      throw this.#error(undefined, "the document is not a JSON object");
    }
    this.#values = new Map(Object.entries(document));
  }

  number(name: string, fallback?: number): number {
    return this.#field(name, fallback, "a finite number", (value) => Number.isFinite(value));
  }

  truth(name: string, fallback: boolean): boolean {
    return this.#field(name, fallback, "true or false", (value) => typeof value === "boolean");
  }

  numbers(name: string, length?: number, fallback?: number[]): number[] {
    const list = this.#field(name, fallback, "a list of finite numbers", isListOf(Number.isFinite));
    return this.#checkedLength(name, list, length);
  }

  texts(name: string, length?: number, fallback?: string[]): string[] {
    const list = this.#field(
      name,
      fallback,
      "a list of texts",
      isListOf((item) => typeof item === "string"),
    );
    return this.#checkedLength(name, list, length);
  }

  #field<T>(name: string, fallback: T | undefined, kind: string, isRight: (value: unknown) => boolean): T {
    const value = this.#values.get(name) ?? fallback;
    if (value === undefined) throw this.#error(name, "the field is missing");
    if (!isRight(value)) throw this.#error(name, `the field is not ${kind}`);
    return value as T;
  }

  #checkedLength<T>(name: string, list: T[], length = Math.max(list.length, 1)): T[] {
    if (list.length === length) return list;
    throw this.#error(name, `the field has ${list.length} values, not ${length}`);
  }

  #error(field: string | undefined, reason: string): NightbookError {
    return new NightbookError(`Cannot read the observation: ${reason}`, {
      code: "OBSERVATION_FIELD",
      place: { path: this.path, part: field },
      hint: "Give a file that holds a whole observation",
    });
  }
}

function isListOf(isRight: (item: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(isRight);
}
