import { type Chart, meteoroidQuantity, type Quantity } from "../charts";
import { fitOverData } from "../charts/fit-over-data";
import type { NestedSamplingResult } from "../fitting/nested-sampling";
import type { InputHash } from "./files.node";
import { type FitConfiguration, FitResult } from "./fit-result.node";
import type { MeteorFit } from "./meteor-fit.node";
import { type MeteorPredictive, meteorPredictive } from "./meteor-predictive.node";
import type { PosteriorRunOptions } from "./meteor-products/posterior-runs.node";
import { type MeteorProducts, writeMeteorProducts } from "./meteor-products/write-products.node";
import { posteriorCurves } from "./posterior-curves";

/** The erosion model, fits of it to such observations, and the model of the atmosphere. */
const papers = ["Borovicka2007", "Vida2023", "Vida2024", "Picone2002"];

/** Options of {@link MeteorResult.writeProducts}. */
export type MeteorProductOptions = Partial<
  Pick<
    MeteorProducts,
    "event" | "suffix" | "backup" | "bands" | "plots" | "log" | "truths" | "solutions" | "cores" | "onProgress"
  >
>;

/** Posterior of a meteor fit. Draws itself as a corner plot. */
export class MeteorResult extends FitResult {
  constructor(
    readonly fit: MeteorFit,
    nested: NestedSamplingResult,
    configuration: FitConfiguration,
  ) {
    super(nested, configuration);
  }

  override get name(): string {
    return this.fit.meteor.name;
  }

  /** Light curve and lag with the best fit, the bands of the posterior, and the residuals. */
  overData(): Chart {
    return fitOverData(posteriorCurves(this.fit.likelihood, this.fit.observation, this.nested));
  }

  /**
   * The data inside the bands of the posterior: the model is run at every sample, and each counts by its weight.
   *
   * @param options threads, progress
   * @returns bands, best fit and posterior-predictive probabilities, which draw themselves
   * @throws {RangeError} when the best fit cannot be simulated
   * @see [Gelman1996]
   * @example
   * ```ts
   * import { fitting, ingest } from "nightbook";
   *
   * const orionid = await ingest.meteor("notebooks/data/meteor/20191023_091225_trajectory.pickle");
   * const fit = fitting.meteor(orionid, fitting.prior("single-body"));
   * const result = await fit.run({ engine: "dynamic", seed: 1, nlive: 30, maxCalls: 300, cores: 1 });
   * const predictive = await result.predictive({ cores: 1 });
   * predictive.bands.lag.p50.length === orionid.observation.lag.length; // => true
   * ```
   */
  predictive(options: PosteriorRunOptions = {}): Promise<MeteorPredictive> {
    return meteorPredictive(this.fit, this.nested, options);
  }

  /**
   * Writes everything that the command `nightbook meteor fit` leaves at its end into `<name>_results` in a folder: plots,
   * constants for the graphical program of the erosion model, table, correlations, backup of the posterior, and the statistics into
   * `log_<name>.txt` beside. Equal results give equal bytes.
   *
   * @param folder of the event; made if it is missing
   * @param options whether to keep a backup, threads, progress
   * @returns the paths of all files
   * @throws {NightbookError} `FILE_UNWRITABLE`
   */
  writeProducts(folder: string, options: MeteorProductOptions = {}): Promise<readonly string[]> {
    const { observation, resolved, densCo } = this.fit;
    const { seed: _seed, configuration } = this.provenance();
    return writeMeteorProducts({
      event: this.name,
      ...options,
      result: this.nested,
      observation,
      prior: resolved,
      densCo,
      folder,
      inputs: this.inputs(),
      configuration: configuration as Readonly<Record<string, unknown>>,
    });
  }

  protected override charts(): Record<string, Chart> {
    return { ...super.charts(), fit: this.overData() };
  }

  protected override quantity(name: string): Quantity {
    return meteoroidQuantity(name);
  }

  protected override isLog(name: string): boolean {
    return this.fit.resolved.flags[name]?.includes("log") ?? false;
  }

  protected override inputs(): readonly InputHash[] {
    const { meteor, prior } = this.fit;
    return [...meteor.inputs, { path: prior.name, sha256: prior.sha256 }];
  }

  protected override moreConfiguration(): Readonly<Record<string, unknown>> {
    return { ...this.fit.meteor.options };
  }

  protected override moreLines(): string[] {
    const fixed = Object.entries(this.fit.resolved.fixed).map(
      ([name, value]) => `${name} = ${typeof value === "number" ? Number(value.toPrecision(6)) : value}`,
    );
    return [`Fixed              ${fixed.join(", ") || "nothing"}`];
  }

  protected override moreFacts(): Readonly<Record<string, unknown>> {
    return { event: this.name, fixed: this.fit.resolved.fixed };
  }

  /** The bounds of uniform priors. */
  protected override limits(): Readonly<Record<string, readonly [number, number]>> {
    const { variables, bounds, flags } = this.fit.resolved;
    const isUniform = (name: string) => !flags[name]?.some((flag) => flag !== "log");
    return Object.fromEntries(variables.flatMap((name, k) => (isUniform(name) ? [[name, bounds[k]]] : [])));
  }

  protected override papers(): readonly string[] {
    return papers;
  }
}
