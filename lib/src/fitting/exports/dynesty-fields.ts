import type { Hdf5Array, Hdf5Group } from "../../ingest/hdf5/hdf5-tree";
import type { NestedSamplingResult } from "../nested-sampling/result";
import { type ExportContext, provenanceText } from "./export-context";
import { npy } from "./npy";
import { zipStore } from "./zip-store";

/** Named arrays; what dynesty does not know has a name that begins with this. */
type Fields = [name: string, array: Hdf5Array][];
const own = "nightbook/";

/**
 * The fields of a result as arrays: under dynesty's names what dynesty has, under `nightbook/…` the rest, so that a
 * reader of a few lines rebuilds dynesty's results.
 *
 * @see [Speagle2020]
 */
export function dynestyFields(nested: NestedSamplingResult, context: ExportContext): Fields {
  const { ndim, derived, blob, bound, diagnostics } = nested;
  const n = nested.logl.length;
  const matrices: Readonly<Record<string, number>> = {
    samples_u: ndim,
    samples_v: ndim,
    samples: ndim,
    batch_logl_bounds: 2,
    blob: derived.length,
  };
  const foreign = new Set(["logl_birth", "bound", "proposal_stats"]);
  const fields: Fields = [];
  for (const [name, value] of Object.entries(nested.asDict())) {
    // A static run has live points, a dynamic one does not: dynesty tells them apart by that.
    if (value === null || foreign.has(name)) continue;
    if (typeof value === "number") fields.push([name, scalar(name === "eff" ? Float64Array.of(value) : int64(value))]);
    else if (ArrayBuffer.isView(value)) fields.push([name, matrix(value as Float64Array, matrices[name])]);
  }
  const parts = bound.map((part) => (part.kind === "cube" ? [] : part.centres));
  const axes = bound.flatMap((part) => (part.kind === "cube" ? [] : part.axes));
  const firsts = [0];
  for (const centres of parts) firsts.push((firsts.at(-1) ?? 0) + centres.length);
  const count = axes.length;
  return [
    ...fields,
    [`${own}parameters`, { values: context.names ?? nested.parameters }],
    [`${own}derived`, { values: blob === null ? [] : derived }],
    [`${own}logl_birth`, { values: nested.logl_birth }],
    [`${own}weights`, { values: nested.importanceWeights(), shape: [n] }],
    // Bound k is the unit cube, or the union of the ellipsoids first[k] to first[k + 1].
    [`${own}bound_first`, { values: Int32Array.from(firsts) }],
    [`${own}bound_centres`, { values: joined(parts.flat(), ndim), shape: [count, ndim] }],
    [`${own}bound_axes`, { values: joined(axes, ndim * ndim), shape: [count, ndim, ndim] }],
    [`${own}diagnostics`, text(JSON.stringify(diagnostics))],
    [`${own}provenance`, text(provenanceText(nested, context))],
  ];
}

/**
 * A result as a NumPy archive: see {@link dynestyFields}. Equal results give equal bytes.
 * @returns the file
 * @throws {RangeError} beyond 4 GiB
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const file = exporting.npzFile(result);
 * String.fromCharCode(file[0], file[1]); // => "PK"
 * ```
 */
export function npzFile(nested: NestedSamplingResult, context: ExportContext = {}): Uint8Array {
  return zipStore(dynestyFields(nested, context).map(([name, array]) => [`${name}.npy`, npy(array)]));
}

/**
 * A result as an HDF5 tree: see {@link dynestyFields}. `writeHdf5` makes a file of it.
 *
 * @example
 * ```ts
 * import { exporting, nestedSampling } from "nightbook/fitting";
 * import { writeHdf5 } from "nightbook/ingest";
 *
 * const model = { parameters: ["x"], priorTransform: (u) => u, logLikelihood: ([x]) => -x * x };
 * const result = await nestedSampling.run(model, { seed: 1, nlive: 50, nEffective: 200 });
 * const tree = exporting.dynestyTree(result);
 * "samples" in tree.members; // => true
 * const file = writeHdf5(tree);
 * ```
 */
export function dynestyTree(nested: NestedSamplingResult, context: ExportContext = {}): Hdf5Group {
  const fields = dynestyFields(nested, context);
  const isOwn = ([name]: Fields[number]) => name.startsWith(own);
  const inner = fields.filter(isOwn).map(([name, array]): [string, Hdf5Array] => [name.slice(own.length), array]);
  return {
    members: {
      ...Object.fromEntries(fields.filter((field) => !isOwn(field))),
      nightbook: { members: Object.fromEntries(inner) },
    },
    attributes: { format: "nested sampling result, fields of dynesty 3", provenance: provenanceText(nested, context) },
  };
}

function matrix(values: Exclude<Hdf5Array["values"], readonly string[]>, width: number | undefined): Hdf5Array {
  if (width === undefined) return { values };
  return { values, shape: [width === 0 ? 0 : values.length / width, width] };
}

const scalar = (values: Hdf5Array["values"]): Hdf5Array => ({ values, shape: [] });
const text = (content: string): Hdf5Array => scalar([content]);
const int64 = (value: number) => BigInt64Array.of(BigInt(value));

function joined(parts: readonly Float64Array[], size: number): Float64Array {
  const all = new Float64Array(parts.length * size);
  for (const [k, part] of parts.entries()) all.set(part, k * size);
  return all;
}
