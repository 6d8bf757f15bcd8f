import { arrowTable, type Table } from "../../core/arrow";
import type { StationObservation, TrajectoryRecord } from "./trajectory-record";

/**
 * All measured points of a trajectory as one Apache Arrow table, camera after camera.
 *
 * @param trajectory the record
 * @returns columns `station`, `time` (s), `height` (m), `absolute_magnitude` (mag), `speed` (m/s), `lag` (m),
 * `distance` (m), `range` (m), `ignored`; each field's metadata hold `unit` and `description`, the schema's the
 * file and its reference time
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readPickle, trajectoryRecord, trajectoryTable } from "nightbook/ingest";
 *
 * const file = "notebooks/data/meteor/20191023_091225_trajectory.pickle";
 * const table = trajectoryTable(trajectoryRecord(readPickle(readFileSync(file)), file));
 * table.numRows; // => 49
 * ```
 */
export function trajectoryTable(trajectory: TrajectoryRecord): Table {
  const { observations } = trajectory;
  const join = (pick: (observation: StationObservation) => ArrayLike<number>): number[] =>
    observations.flatMap((observation) => Array.from(pick(observation)));
  const magnitudes = join(
    ({ time, absoluteMagnitude }) => absoluteMagnitude ?? new Float64Array(time.length).fill(NaN),
  );
  return arrowTable(
    {
      station: {
        type: "text",
        values: observations.flatMap(({ stationId, time }) => Array.from(time, () => stationId)),
        description: "camera",
      },
      time: { type: "float64", values: join(({ time }) => time), unit: "s", description: "after the reference time" },
      height: { type: "float64", values: join(({ height }) => height), unit: "m", description: "above sea level" },
      absolute_magnitude: {
        type: "float64",
        values: magnitudes.map((magnitude) => (Number.isNaN(magnitude) ? null : magnitude)),
        unit: "mag",
        description: "at 100 km",
      },
      speed: { type: "float64", values: join(({ speed }) => speed), unit: "m/s", description: "from point to point" },
      lag: { type: "float64", values: join(({ lag }) => lag), unit: "m", description: "behind constant speed" },
      distance: {
        type: "float64",
        values: join(({ distance }) => distance),
        unit: "m",
        description: "along the path from the state vector",
      },
      range: { type: "float64", values: join(({ range }) => range), unit: "m", description: "from the camera" },
      ignored: {
        type: "bool",
        values: join(({ ignored }) => ignored).map((ignored) => ignored === 1),
        description: "left out by the solver",
      },
    },
    { file: trajectory.fileName, reference_julian_date: String(trajectory.referenceJulianDate), time_scale: "UTC" },
  );
}
