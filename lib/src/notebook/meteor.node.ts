import { meteorObservation } from "../charts/meteor-observation";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import {
  type MeasurementNoise,
  type Observation,
  type ObserveOptions,
  observe,
} from "../fitting/meteoroid/observation";
import { type LoadingOverrides, loadingOverrides, type ResolvedPrior } from "../fitting/priors";
import type { TrajectoryRecord } from "../ingest";
import type { InputHash } from "./files.node";
import { compareSolutions, type MeteorComparison } from "./meteor-comparison.node";
import { noteMeteor } from "./opened-meteors";
import type { Prior } from "./prior.node";
import type { SolutionSource } from "./solution-constants.node";

/** What determines an observation beside the files. */
export interface MeteorSettings extends ObserveOptions {
  /** Noise that was added to a simulated meteor. */
  addNoise?: boolean | MeasurementNoise;
  /** Seed of that noise. */
  noiseSeed?: number | string;
}

/** A meteor as its stations saw it. Draws itself as light curve and lag. */
export class Meteor implements Displayable {
  constructor(
    /** Name of the event. */
    readonly name: string,
    /** The files it came from, with their hashes. */
    readonly inputs: readonly InputHash[],
    /** The solved trajectories that count; none when the observation comes from JSON. */
    readonly records: readonly TrajectoryRecord[],
    readonly options: MeteorSettings,
    /** Light curve, lag and what was estimated from them. */
    readonly observation: Observation,
    /** True values of a simulated meteor, SI units. */
    readonly truths?: Readonly<Record<string, number>>,
  ) {
    noteMeteor(this);
  }

  /**
   * The observation and the prior as a fit sees them: noise, frame rate and zero-magnitude power that
   * the prior fixes count when the data are prepared, and the prior's expressions refer to the result.
   * @throws {PriorError} when the prior has errors
   */
  observedFor(prior: Prior): { observation: Observation; prior: ResolvedPrior } {
    const observation = this.observationFor(prior);
    return { observation, prior: prior.resolveFor(observation) };
  }

  /** The observation alone, which a prior with errors has too. An observation from JSON is taken as it stands. */
  observationFor(prior: Prior): Observation {
    return this.observationWith(loadingOverrides(prior.document));
  }

  /** The observation with values that a prior fixes before it is made. One from JSON is taken as it stands. */
  observationWith(overrides: LoadingOverrides): Observation {
    const isFixed = Object.keys(overrides).length > 0;
    if (this.records.length === 0 || !isFixed) return this.observation;
    return observe(this.records, { ...this.options, overrides });
  }

  /**
   * Two solutions over the data of this meteor, with their residuals in units of the observation's noise.
   *
   * @param a a result, whose best fit counts, the path of a MetSim JSON, or constants of the model
   * @param b another one
   * @returns both, simulated; draws itself, and has a table of what differs
   * @throws {NightbookError} when a file cannot be read or holds no solution, or when a run has no end
   * @throws {RangeError} when constants are out of range
   * @example
   * ```ts
   * import { ingest } from "nightbook";
   *
   * const orionid = await ingest.meteor("notebooks/data/meteor/20191023_091225_trajectory.pickle");
   * const { v_init, m_init, zenith_angle, dens_co, P_0m } = orionid.observation;
   * const body = { v_init, m_init, zenith_angle, dens_co, P_0m, rho: 300, erosion_on: false, disruption_on: false };
   * const comparison = orionid.compare(body, { ...body, rho: 600 });
   * comparison.table().rows[0]; // => ["density [kg/m³]", "300", "600"]
   * ```
   */
  compare(a: SolutionSource, b: SolutionSource): MeteorComparison {
    return compareSolutions(this.name, this.observation, [a, b]);
  }

  [displaySymbol](): MimeBundle {
    return meteorObservation(this.observation, { title: this.name })[displaySymbol]();
  }

  /** One sentence about the data. */
  toString(): string {
    return `${this.name}: ${meteorObservation(this.observation).description}`;
  }
}
