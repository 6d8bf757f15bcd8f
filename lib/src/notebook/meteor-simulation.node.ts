import { type Chart, lightOfParts, wakePlot } from "../charts";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import {
  type BulkDensity,
  bulkDensity,
  type Constants,
  type Simulation,
  simulate,
  type Wake,
} from "../fitting/meteoroid";
import { type SolutionSource, solutionConstants } from "./solution-constants.node";
import { Table } from "./table";

/** Light of one part of a simulated meteor. */
export interface PartOfLight {
  /** `total`, `main body`, `eroded grains`, or a fragmentation entry: `F1`, and `F1 grains` for what erodes from it. */
  name: string;
  /** W, one value per time step. */
  luminosity: Float64Array;
}

/** One run of the erosion model. Draws itself as the light of its parts. */
export class MeteorSimulation implements Displayable {
  constructor(
    /** What it is called. */
    readonly name: string,
    /** Columns, constants after the run, and what became of fragmentations. */
    readonly run: Simulation,
    private readonly constants: Constants,
  ) {}

  /** Light of the whole, of the main body, of the grains eroded from it, and of each fragmentation. */
  parts(): PartOfLight[] {
    const { columns, constantsAfter, fragmentationAfter, nRows } = this.run;
    const perStep = (time: readonly number[] = [], power: readonly number[] = []) => {
      const luminosity = new Float64Array(nRows);
      // Times are those of the beginning of a step.
      for (const [i, t] of time.entries()) luminosity[Math.round(t / constantsAfter.dt)] += power[i];
      return luminosity;
    };
    const shining = fragmentationAfter.flatMap((outcome) => {
      const name = `${constantsAfter.fragmentation_entries[outcome.id].frag_type}${outcome.id + 1}`;
      return [
        { name, luminosity: perStep(outcome.main_time_data, outcome.main_luminosity) },
        { name: `${name} grains`, luminosity: perStep(outcome.grains_time_data, outcome.grains_luminosity) },
      ];
    });
    return [
      { name: "total", luminosity: columns.luminosity },
      { name: "main body", luminosity: columns.luminosity_main },
      { name: "eroded grains", luminosity: columns.luminosity_eroded },
      ...shining,
    ].filter(({ luminosity }) => luminosity.some((power) => power > 0));
  }

  /** Luminosity of all parts against height. */
  lightCurves(): Chart {
    const { columns } = this.run;
    // The last step may have nothing that leads.
    const height = columns.leading_frag_height.map((h) => (h > 0 ? h : Number.NaN));
    return lightOfParts({ height, parts: this.parts() }, { title: this.name });
  }

  /**
   * The light along the path when the leading fragment passes given heights. Runs the model again.
   *
   * @param heights m
   * @throws {RangeError} when the meteor passes none of them
   */
  wakes(heights: readonly number[]): Wake[] {
    if (heights.length === 0 || !heights.every(Number.isFinite)) {
      throw new RangeError(`Wakes need heights in m: [${heights.join(", ")}]`);
    }
    const { wakes } = simulate({ ...this.constants, wake_heights: [...heights] }, { wake: true });
    if (wakes.length === 0) throw new RangeError(`The meteor passes none of the heights, m: ${heights.join(", ")}`);
    return wakes;
  }

  /** Luminosity per length along the path at given heights, m. */
  wake(...heights: number[]): Chart {
    const { leading_frag_height } = this.run.columns;
    const data = this.wakes(heights).map((wake) => ({ ...wake, height: leading_frag_height[wake.row] }));
    return wakePlot(data, { title: this.name });
  }

  /** Density of the whole body, mass- and volume-weighted, and the mass at the erosion change. */
  densities(): BulkDensity {
    return bulkDensity(this.run);
  }

  /** The densities as a table. */
  densityTable(): Table {
    const { massWeighted, volumeWeighted, massAtChange } = this.densities();
    const { rho, erosion_rho_change, m_init } = this.run.constantsAfter;
    const rows = [
      ["mass-weighted", "kg/m³", massWeighted],
      ["volume-weighted", "kg/m³", volumeWeighted],
      ["before the erosion change", "kg/m³", rho],
      ["after the erosion change", "kg/m³", erosion_rho_change],
      ["part of the mass left at the change", "%", (100 * massAtChange) / m_init],
    ] as const;
    return new Table(
      [{ title: "Density" }, { title: "value", align: "right" }, { title: "unit" }],
      rows.map(([words, unit, value]) => [words, String(Number(value.toPrecision(6))), unit]),
      this.name,
    );
  }

  [displaySymbol](): MimeBundle {
    return this.lightCurves()[displaySymbol]();
  }

  /** One sentence. */
  toString(): string {
    return `${this.name}: ${this.lightCurves().description}`;
  }
}

/**
 * Runs the erosion model once: light of the main body, of eroded grains and of each fragment, wakes, densities.
 *
 * @param source a result, whose best fit counts, the path of a MetSim JSON, or constants of the model
 * @returns the run, which draws itself
 * @throws {NightbookError} when a file cannot be read or holds no solution, or when the run has no end
 * @throws {RangeError} when constants are out of range
 * @see [Borovicka2007] [Vida2023]
 * @example
 * ```ts
 * import { fitting } from "nightbook";
 *
 * const simulation = fitting.simulation({ m_init: 1e-5, v_init: 40_000, disruption_on: false });
 * simulation.parts().map((part) => part.name); // => ["total", "main body", "eroded grains"]
 * simulation.wakes([98_000]).length; // => 1
 * ```
 */
export function simulateMeteor(source: SolutionSource): MeteorSimulation {
  const { label, constants } = solutionConstants(source, "Simulation");
  const kept = structuredClone({ ...constants, fragmentation_show_individual_lcs: true });
  return new MeteorSimulation(label, simulate(kept), kept);
}
