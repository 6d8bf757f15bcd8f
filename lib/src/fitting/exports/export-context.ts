import { version } from "../../core/version";
import type { NestedSamplingRecord } from "../nested-sampling/result";

/** What the owner of a result knows beside its samples; everything is optional. */
export interface ExportContext {
  /** What determines the result: version, seed, configuration, hashes of the inputs; plain JSON. */
  readonly provenance?: unknown;
  /** Names of the parameters in the files, in their order. Default those of the result. */
  readonly names?: readonly string[];
  /** How a parameter or derived quantity is written in a plot, by its name: LaTeX without dollar signs. */
  readonly latex?: Readonly<Record<string, string>>;
  /** Unit of a parameter or derived quantity, by its name. */
  readonly units?: Readonly<Record<string, string>>;
  /** Hard limits of parameters in sampler coordinates, by name; null where there is none. */
  readonly ranges?: Readonly<Record<string, readonly [number | null, number | null]>>;
}

/** A file to be written: what its name has after the root, and its content. */
export interface ExportedFile {
  readonly suffix: string;
  readonly content: Uint8Array | string;
}

/** A parameter or derived quantity with its values. */
export interface ExportedColumn {
  readonly name: string;
  readonly isDerived: boolean;
  readonly latex: string | undefined;
  readonly unit: string | undefined;
  readonly range: readonly [number | null, number | null];
  /** Shape `[n]`. */
  readonly values: Float64Array;
}

/** What the files say of the result's origin when its owner says nothing. */
export function provenanceText(record: NestedSamplingRecord, { provenance }: ExportContext): string {
  const { engine, seed } = record;
  return JSON.stringify(provenance ?? { program: "nightbook", version, seed, configuration: { engine } });
}

/**
 * The parameters of a result, then its derived quantities.
 * @throws {RangeError} when the names given are not one for each parameter
 */
export function exportedColumns(record: NestedSamplingRecord, context: ExportContext): ExportedColumn[] {
  const { parameters, samples, derived, blob } = record;
  const names = context.names ?? parameters;
  if (names.length !== parameters.length) {
    throw new RangeError(`A name is needed for each of ${parameters.length} parameters: ${names.length}`);
  }
  const n = record.logl.length;
  const column = (own: string, name: string, k: number, matrix: Float64Array, width: number): ExportedColumn => ({
    name,
    isDerived: matrix !== samples,
    latex: context.latex?.[own],
    unit: context.units?.[own],
    range: context.ranges?.[own] ?? [null, null],
    values: Float64Array.from({ length: n }, (_, i) => matrix[i * width + k]),
  });
  return [
    ...parameters.map((own, k) => column(own, names[k], k, samples, parameters.length)),
    ...(blob === null ? [] : derived.map((own, k) => column(own, own, k, blob, derived.length))),
  ];
}

/**
 * Names made fit for a format and told apart: two that would become the same get a number.
 * @param taken names that the format itself uses
 */
export function distinctNames(
  names: readonly string[],
  clean: (name: string) => string,
  taken: readonly string[] = [],
): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const base = clean(name) || "_";
    let distinct = base;
    for (let k = 2; used.has(distinct); k++) distinct = `${base}_${k}`;
    used.add(distinct);
    return distinct;
  });
}
