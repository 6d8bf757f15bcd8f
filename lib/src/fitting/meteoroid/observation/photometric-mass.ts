import type { TrajectoryRecord } from "../../../ingest/trajectory";
import { luminousEfficiency } from "../luminous-efficiency";
import { luminosity, magnitudeAt, stationName } from "./measured-point";
import { mergeClosePoints } from "./merge-close-points";
import { simpson } from "./simpson";
import { differences, greatest, median } from "./statistics";

/** Luminous efficiency when the prior fixes none, percent. */
const defaultPercent = 0.7;
/** How light becomes mass. */
export interface MassScale {
  /** Power of a meteor of magnitude zero, W. */
  zeroMagnitudePower: number;
  /** Model of the luminous efficiency that the prior fixes, if any. */
  efficiencyType?: number;
  /** Efficiency of model 0, percent. */
  efficiencyPercent?: number;
  /** Initial speed of the meteor, m/s. */
  initialSpeed: number;
}

/**
 * Mass whose kinetic energy at a constant speed gives the light of a light curve, kg.
 *
 * @param time ascending, shape `[n]`, s
 * @param magnitude absolute, shape `[n]`
 * @param speed m/s
 * @param efficiency luminous efficiency, a ratio
 * @param zeroMagnitudePower W
 * @see [Ceplecha1998]
 *
 * @example
 * ```ts
 * import { photometricMass } from "nightbook/meteoroid";
 *
 * // A meteor of magnitude 0 for one second: 840 J at an efficiency of 0.7 %.
 * const mass = photometricMass([0, 0.5, 1], [0, 0, 0], 40_000, 0.007, 840);
 * if (Math.abs(mass - 1.5e-4) > 1e-12) throw new Error(`not the mass: ${mass}`);
 * ```
 */
export function photometricMass(
  time: readonly number[],
  magnitude: readonly number[],
  speed: number,
  efficiency: number,
  zeroMagnitudePower: number,
): number {
  const power = magnitude.map((m) => luminosity(m, zeroMagnitudePower));
  return (2 / (efficiency * speed * speed)) * simpson(time, power);
}

/**
 * Photometric mass by the cameras of one file, kg. Their points are put in one light curve by time; points closer
 * than the slowest camera's time step are merged.
 *
 * @param stations cameras to use, by name
 * @param givenZeroMagnitudePower as for the points of the observation
 */
export function massOfRecord(
  record: TrajectoryRecord,
  stations: ReadonlySet<string>,
  givenZeroMagnitudePower: number | undefined,
  scale: MassScale,
): number {
  const used = record.observations.filter((o) => stations.has(stationName(o, givenZeroMagnitudePower)));
  const points = used
    .flatMap((o) =>
      Array.from(o.time, (time, i) => ({ time, magnitude: magnitudeAt(o, i), ignored: o.ignored[i] !== 0 })),
    )
    .filter(({ ignored }) => !ignored)
    .sort((a, b) => a.time - b.time);
  const steps = used.map(({ time }) => median(differences(Array.from(time)))).filter(Number.isFinite);
  const merged = mergeClosePoints(
    points.map(({ time }) => time),
    points.map(({ magnitude }) => magnitude),
    Math.max(greatest(steps), 0),
  );
  const massFor = (efficiency: number): number =>
    photometricMass(merged.x, merged.y, record.orbit.averageSpeed, efficiency, scale.zeroMagnitudePower);

  const { efficiencyType, efficiencyPercent = defaultPercent, initialSpeed } = scale;
  const percent = efficiencyType === 0 ? efficiencyPercent : defaultPercent;
  const mass = massFor(percent / 100);
  if (efficiencyType === undefined || efficiencyType === 0) return mass;
  // The other models depend on the mass: once round is enough.
  return massFor(luminousEfficiency(efficiencyType, efficiencyPercent, initialSpeed, mass));
}
