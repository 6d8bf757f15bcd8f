import type { Quantity } from "../charts";
import type { NestedSamplingResult } from "../fitting/nested-sampling";
import type { InputHash } from "./files.node";
import { type FitConfiguration, FitResult } from "./fit-result.node";
import type { ModelFit } from "./model-fit.node";
import { columnMoments } from "./posterior-columns";

/** Posterior of a person's own model. Draws itself as a corner plot. */
export class ModelResult extends FitResult {
  constructor(
    readonly fit: ModelFit,
    nested: NestedSamplingResult,
    configuration: FitConfiguration,
  ) {
    super(nested, configuration);
  }

  override get name(): string {
    return this.fit.label;
  }

  /** Weighted means and standard deviations, in the order of parameters and derived quantities. */
  moments(): { names: readonly string[]; mean: number[]; sd: number[] } {
    return { names: this.weighted().names, ...columnMoments(this.weighted()) };
  }

  /**
   * Evidence, cost, moments, estimates and diagnostics, and what determines them; without the samples.
   * `derived` is there when the model has derived quantities.
   */
  override toJSON(): Record<string, unknown> {
    const { engine, seed, parameters, derived, diagnostics, importance, niter } = this.nested;
    const { mean, sd } = this.moments();
    const ndim = parameters.length;
    return {
      model: this.name,
      engine,
      seed,
      logz: diagnostics.logz.value,
      logzerr: diagnostics.logz.error,
      ncall: diagnostics.calls,
      n_effective: diagnostics.nEffective,
      parameters,
      mean: mean.slice(0, ndim),
      sd: sd.slice(0, ndim),
      ...(derived.length > 0 && { derived: { names: derived, mean: mean.slice(ndim), sd: sd.slice(ndim) } }),
      estimates: this.estimates(),
      diagnostics: plain(importance === null ? diagnostics : { ...diagnostics, importance }),
      niter,
      provenance: this.provenance(),
    };
  }

  protected override quantity(name: string): Quantity {
    return { name, label: name, unit: this.fit.units[name] ?? "", factor: 1 };
  }

  protected override inputs(): readonly InputHash[] {
    return this.fit.inputs;
  }

  protected override truths(): Readonly<Record<string, number>> | undefined {
    return this.fit.truths;
  }

  protected override moreFacts(): Readonly<Record<string, unknown>> {
    return { model: this.name };
  }
}

/** Typed arrays as lists, for JSON. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
