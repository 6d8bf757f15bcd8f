import { NightbookError } from "../../core/errors";
import type { BandQuantile } from "../../fitting/meteoroid/posterior";
import { bandQuantiles } from "../../fitting/meteoroid/posterior";
import type { FixedValue } from "../../fitting/priors";
import { NumpyArray, PickleTuple, type PickleValue } from "../../ingest";
import type { PosteriorBands } from "./backup";

/** A posterior as a backup file keeps it. */
export interface MeteorBackup {
  /** Name of the event. */
  name: string;
  variables: readonly string[];
  flags: Record<string, string[]>;
  fixed: Record<string, FixedValue>;
  /** Sampler coordinates, shape `[n, ndim]`, row-major. */
  samples: Float64Array;
  /** Shape `[n]`. */
  weights: Float64Array;
  /** Log-likelihoods, shape `[n]`; old files have none. */
  logl: Float64Array | undefined;
  /** The mode in the units of tables, shape `[ndim]`; some files have none. */
  mode: Float64Array | undefined;
  /** Mass-weighted density of every sample, kg/m³, NaN without a run, shape `[n]`. */
  density: Float64Array | undefined;
  /** Quantiles and best fit at the observed points. */
  bands: PosteriorBands | undefined;
  best: { luminosity: Float64Array; magnitude: Float64Array; velocity: Float64Array; lag: Float64Array } | undefined;
}

/**
 * The posterior in a backup that was read from its pickle: one of this program or of the original, whose early files keep
 * draws of equal weight.
 *
 * @param value what the pickle holds
 * @param path of the file, for errors
 * @throws {NightbookError} `BACKUP_INVALID` when parts are missing or do not fit together
 */
export function meteorBackup(value: PickleValue, path: string): MeteorBackup {
  const fields = new Fields(path);
  const root = fields.dictionary(value, "the file");
  const run = fields.dictionary(root.get("dynesty"), "dynesty");
  const variables = fields.texts(run.get("variables"), "variables");
  if (variables.length === 0 || new Set(variables).size < variables.length) {
    fields.fail("variables", "is empty or names one twice");
  }
  const isEqual = run.get("samples") === undefined;
  const part = isEqual ? "samples_eq" : "samples";
  const samples = fields.matrix(run.get(part), part, variables.length);
  const n = samples.length / variables.length;
  if (n === 0) fields.fail(part, "is empty");
  const column = (name: string) => fields.column(run.get(name), name, n);
  // Early files keep the weights of other samples beside the draws.
  const weights = isEqual
    ? new Float64Array(n).fill(1 / n)
    : (column("importance_weights") ?? column("weights") ?? fields.fail("importance_weights", "is missing"));
  if (weights.some((weight) => !(weight >= 0)) || !(weights.reduce((a, b) => a + b, 0) > 0)) {
    fields.fail("importance_weights", "has negative weights or none at all");
  }
  const flags = fields.dictionary(run.get("flags_dict") ?? new Map(), "flags_dict");
  const fixed = fields.dictionary(run.get("fixed_values") ?? new Map(), "fixed_values");
  return {
    name: fields.name(run.get("file_name")),
    variables,
    flags: Object.fromEntries(
      variables.map((name) => [name, fields.texts(flags.get(name) ?? [], `flags_dict.${name}`)]),
    ),
    fixed: Object.fromEntries([...fixed].flatMap(([name, item]) => fields.fixed(name, item))),
    samples,
    weights,
    logl: isEqual ? undefined : column("logl"),
    mode: fields.column(run.get("approx_modes"), "approx_modes", variables.length, "variables"),
    density: column("rho_array"),
    bands: bandsOf(root.get("bands"), fields),
    best: bestOf(root.get("best_guess"), fields),
  };
}

function bandsOf(value: PickleValue | undefined, fields: Fields): PosteriorBands | undefined {
  if (value === undefined || value === null) return undefined;
  const bands = fields.dictionary(value, "bands");
  const of = (name: keyof PosteriorBands) => {
    const quantiles = fields.dictionary(bands.get(name), `bands.${name}`);
    const names = Object.keys(bandQuantiles) as BandQuantile[];
    return Object.fromEntries(
      names.map((q) => [
        q,
        fields.column(quantiles.get(q), `bands.${name}.${q}`) ?? fields.fail(`bands.${name}.${q}`, "is missing"),
      ]),
    ) as PosteriorBands["lum"];
  };
  return { lum: of("lum"), mag: of("mag"), vel: of("vel"), lag: of("lag") };
}

function bestOf(value: PickleValue | undefined, fields: Fields): MeteorBackup["best"] {
  if (value === undefined || value === null) return undefined;
  const best = fields.dictionary(value, "best_guess");
  const of = (name: string) =>
    fields.column(best.get(name), `best_guess.${name}`) ?? fields.fail(`best_guess.${name}`, "is missing");
  return { luminosity: of("luminosity"), magnitude: of("abs_magnitude"), velocity: of("velocity"), lag: of("lag") };
}

/** Typed access to what a pickle holds; whatever is of another form ends in one error. */
class Fields {
  constructor(readonly path: string) {}

  fail(part: string, reason: string): never {
    throw new NightbookError(`Cannot read the posterior backup: ${part} ${reason}`, {
      code: "BACKUP_INVALID",
      place: { path: this.path, part },
      hint: "Give a posterior_backup.pkl.gz of a finished meteor fit, copied whole",
    });
  }

  dictionary(value: PickleValue | undefined, part: string): ReadonlyMap<PickleValue, PickleValue> {
    if (value instanceof Map) return value;
    return this.fail(part, value === undefined ? "is missing" : "is not a dictionary");
  }

  texts(value: PickleValue | undefined, part: string): string[] {
    const items = value instanceof PickleTuple ? value.items : value;
    if (!Array.isArray(items) || !items.every((item) => typeof item === "string")) {
      this.fail(part, items === undefined ? "is missing" : "is not a list of texts");
    }
    return [...items] as string[];
  }

  /** A name that can begin the name of a file. */
  name(value: PickleValue | undefined): string {
    if (typeof value !== "string" || value === "") return "meteor";
    return value
      .replace(/[^\p{L}\p{N}_.+-]/gu, "_")
      .replace(/^\.+/, "_")
      .slice(0, 120);
  }

  fixed(name: PickleValue, value: PickleValue): [string, FixedValue][] {
    if (typeof name !== "string") this.fail("fixed_values", "has a key that is not a text");
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return [[name, value]];
    if (value === null) return [];
    return this.fail(`fixed_values.${name}`, "is neither number, text nor truth");
  }

  /** A list or array of numbers; `None` counts as missing, in a list as NaN. */
  column(value: PickleValue | undefined, part: string, length?: number, of = "samples"): Float64Array | undefined {
    if (value === undefined || value === null) return undefined;
    const numbers = value instanceof NumpyArray ? this.array(value, part) : this.list(value, part);
    if (length !== undefined && numbers.length !== length) {
      this.fail(part, `has ${numbers.length} values for ${length} ${of}`);
    }
    return numbers;
  }

  /** Rows of equal length. */
  matrix(value: PickleValue | undefined, part: string, width: number): Float64Array {
    if (value === undefined) this.fail(part, "is missing");
    if (value instanceof NumpyArray) {
      if (value.shape.length !== 2 || value.shape[1] !== width) this.fail(part, `is not an array of ${width} columns`);
      return this.array(value, part);
    }
    if (!Array.isArray(value)) this.fail(part, "is not a list of samples");
    const matrix = new Float64Array(value.length * width);
    for (const [i, row] of value.entries()) {
      const numbers = this.column(row, `${part}[${i}]`);
      if (numbers?.length !== width) this.fail(`${part}[${i}]`, `does not have ${width} numbers`);
      matrix.set(numbers, i * width);
    }
    if (!matrix.every(Number.isFinite)) this.fail(part, "holds numbers that are not finite");
    return matrix;
  }

  private array({ dtype, data }: NumpyArray, part: string): Float64Array {
    if (dtype === undefined || !"biuf".includes(dtype.letter) || !ArrayBuffer.isView(data)) {
      if (dtype?.letter === "O" && Array.isArray(data)) return this.list(data as PickleValue[], part);
      this.fail(part, "is not an array of numbers");
    }
    return Float64Array.from(data as unknown as ArrayLike<number | bigint>, Number);
  }

  private list(value: PickleValue, part: string): Float64Array {
    const items = value instanceof PickleTuple ? value.items : value;
    if (!Array.isArray(items)) this.fail(part, "is not a list of numbers");
    return Float64Array.from(items as PickleValue[], (item) => {
      if (item === null) return Number.NaN;
      if (typeof item !== "number" && typeof item !== "bigint") this.fail(part, "holds something that is not a number");
      return Number(item);
    });
  }
}
