import { random } from "../../core/random";
import { utf8 } from "../../core/text";
import { version } from "../../core/version";
import type { NetcdfGroup, NetcdfVariable } from "../../ingest/hdf5/netcdf4";
import { randomStage } from "../nested-sampling/random-stage";
import { resampleEqual } from "../nested-sampling/resample-equal";
import type { NestedSamplingResult } from "../nested-sampling/result";
import { distinctNames, type ExportContext, exportedColumns, provenanceText } from "./export-context";

/** Options of {@link arvizTree}. */
export interface ArvizOptions {
  /** Seed of the equal-weight draws. Default 0. */
  readonly seed?: number | string;
  /** Moment of creation, ISO 8601; left out by default, so that equal results give equal bytes. */
  readonly createdAt?: string;
}

/**
 * A posterior as ArviZ's InferenceData, a netCDF-4 tree: one chain of equal-weight draws in `posterior`, their
 * log-likelihood and importance weight in `sample_stats`. `netcdf4` and `writeHdf5` make a file of it.
 *
 * @param nested result of any engine
 * @param options seed of the draws
 * @param context names, units, provenance
 * @returns the tree
 * @see [Kumar2019]
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 * import { netcdf4, writeHdf5 } from "nightbook/ingest";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const file = writeHdf5(netcdf4(exporting.arvizTree(result, { seed: 2 })));
 * if (file.length < 1000) throw new Error("The file is too short");
 * ```
 */
export function arvizTree(
  nested: NestedSamplingResult,
  { seed = 0, createdAt }: ArvizOptions = {},
  context: ExportContext = {},
): NetcdfGroup {
  const columns = exportedColumns(nested, context);
  const weights = nested.importanceWeights();
  const chosen = resampleEqual(weights, random(seed).stream(randomStage.resampling));
  const draws = chosen.length;
  const draw = (values: Float64Array, attributes: Record<string, string>): NetcdfVariable => ({
    dimensions: ["chain", "draw"],
    values: Float64Array.from(chosen, (i) => values[i]),
    attributes,
  });
  const coordinates: Record<string, NetcdfVariable> = {
    chain: { dimensions: ["chain"], values: BigInt64Array.of(0n) },
    draw: { dimensions: ["draw"], values: BigInt64Array.from({ length: draws }, (_, i) => BigInt(i)) },
  };
  const attributes = {
    ...(createdAt !== undefined && { created_at: createdAt }),
    inference_library: "nightbook",
    inference_library_version: version,
    engine: nested.engine,
    logz: nested.logz[draws - 1],
    logzerr: nested.logzerr[draws - 1],
    n_effective: nested.diagnostics.nEffective,
    resampling_seed: String(seed),
    provenance: provenanceText(nested, context),
  };
  const names = distinctNames(
    columns.map(({ name }) => name),
    netcdfName,
    Object.keys(coordinates),
  );
  const posterior = columns.map(({ name, unit, isDerived, values }, k): [string, NetcdfVariable] => [
    names[k],
    draw(values, {
      ...(names[k] !== name && { long_name: name }),
      ...(unit !== undefined && { units: unit }),
      ...(isDerived && { comment: "derived quantity" }),
    }),
  ]);
  const group = (variables: Record<string, NetcdfVariable>): NetcdfGroup => ({
    dimensions: { chain: 1, draw: draws },
    variables: { ...coordinates, ...variables },
    attributes,
  });
  const comment = "log-likelihood; the log-density of the prior is not in it";
  return {
    attributes,
    groups: {
      posterior: group(Object.fromEntries(posterior)),
      sample_stats: group({
        lp: draw(nested.logl, { comment }),
        weight: draw(weights, { comment: "importance weight of the sample that was drawn" }),
      }),
    },
  };
}

/** Bytes of the longest name, some left for a number that tells it from another. */
const longestName = 248;

/** A name as netCDF allows it. */
function netcdfName(name: string): string {
  // Composed letters: the library takes "é" for the same, however it is written.
  let clean = name.normalize("NFC").replace(/[/\p{Cc}\p{Cs}]/gu, "_");
  while (utf8(clean).length > longestName) clean = clean.slice(0, -1);
  clean = clean.replace(/\s+$/u, "");
  // A name begins with a letter, a digit or `_`.
  return /^[\p{L}\p{M}\p{N}_]/u.test(clean) ? clean : `_${clean}`;
}
