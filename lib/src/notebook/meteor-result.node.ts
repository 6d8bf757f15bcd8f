import { type Chart, meteoroidQuantity, type Quantity } from "../charts";
import { fitOverData } from "../charts/fit-over-data";
import type { NestedSamplingResult } from "../fitting/nested-sampling";
import type { InputHash } from "./files.node";
import { type FitConfiguration, FitResult } from "./fit-result.node";
import type { MeteorFit } from "./meteor-fit.node";
import { posteriorCurves } from "./posterior-curves";

/** The erosion model, fits of it to such observations, and the model of the atmosphere. */
const papers = ["Borovicka2007", "Vida2023", "Vida2024", "Picone2002"];

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
