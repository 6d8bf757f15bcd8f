import { asin, sin } from "../../../core/special";
import type { TrajectoryRecord } from "../../../ingest/trajectory";
import { fitAtmosphere } from "../atmosphere";
import { meanAngle } from "./statistics";

/** The density of the air is fitted this far below the end of the meteor, m… */
const belowEnd = 5000;
/** …but not below this height, m… */
const lowestAir = 14_000;
/** …and up to this one, m. */
const highestAir = 180_000;

/**
 * Zenith angle of a straight path where a run starts, from that at its observed begin: the Earth is round.
 *
 * @param zenithAngle at the begin, rad
 * @param beginHeight m
 * @param startHeight of the run, m
 * @param earthRadius m
 * @returns rad
 *
 * @example
 * ```ts
 * import { zenithAngleAtStart } from "nightbook/meteoroid";
 *
 * const start = zenithAngleAtStart(0.5, 100e3, 180e3, 6371e3);
 * if (Math.abs(start - 0.4934) > 1e-4) throw new Error(`not the angle: ${start}`);
 * ```
 */
export function zenithAngleAtStart(
  zenithAngle: number,
  beginHeight: number,
  startHeight: number,
  earthRadius: number,
): number {
  return asin(((beginHeight + earthRadius) / (startHeight + earthRadius)) * sin(zenithAngle));
}

/** Polynomial of the air density over the middle of a path, from below its end up to where runs start. */
export function airDensity({ begin, end, referenceJulianDate }: TrajectoryRecord): number[] {
  return Array.from(
    fitAtmosphere({
      lat: (begin.latitude + end.latitude) / 2,
      lon: meanAngle([begin.longitude, end.longitude]),
      heightMin: Math.max(end.height - belowEnd, lowestAir),
      heightMax: highestAir,
      jd: referenceJulianDate,
    }),
  );
}
