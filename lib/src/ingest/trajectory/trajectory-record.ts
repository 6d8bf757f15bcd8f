import { NightbookError } from "../../core/errors";
import { PickleObject, type PickleValue } from "../pickle";
import { FieldReader } from "./field-reader";

/** Cameras of one trajectory; many more than ever saw one meteor. */
const maxCameras = 1000;
/** Points in all cameras together; a file can name one camera a million times at no cost to itself. */
const maxPoints = 200_000;

/** A solved meteor trajectory, as far as fitting needs it. SI units, angles in radians. */
export interface TrajectoryRecord {
  /** File the record was read from, as the caller named it. */
  fileName: string;
  /** Julian date to which the times of the observations refer, UTC. */
  referenceJulianDate: number;
  /** Where the meteor was first seen. */
  begin: TrajectoryPoint;
  /** Where it was last seen. */
  end: TrajectoryPoint;
  orbit: {
    /** Initial speed, m/s. */
    initialSpeed: number;
    /** Average speed, m/s. */
    averageSpeed: number;
    /** Zenith angle of the radiant, rad. */
    zenithAngle: number;
  };
  /** One entry per camera, in the order of the file. */
  observations: StationObservation[];
}

/** A point of the path. */
export interface TrajectoryPoint {
  /** Geodetic, rad, north positive. */
  latitude: number;
  /** rad, east positive. */
  longitude: number;
  /** Above sea level, m. */
  height: number;
}

/** What one camera measured: columns of equal length, shape `[nPoints]`. */
export interface StationObservation {
  stationId: string;
  /** s after the reference time. */
  time: Float64Array;
  /** Height on the fitted path, m. */
  height: Float64Array;
  /** Magnitude at 100 km, NaN where there is none; null when the camera gave no photometry. */
  absoluteMagnitude: Float64Array | null;
  /** Point-to-point speed, m/s; the first is no measurement. */
  speed: Float64Array;
  /** Distance behind a body that keeps the initial speed, m; negative is behind. */
  lag: Float64Array;
  /** Distance along the path from the state vector, m. */
  distance: Float64Array;
  /** Distance from camera to meteor, m. */
  range: Float64Array;
  /** 1 for points that the solver was told to ignore, else 0. */
  ignored: Uint8Array;
  /** Initial speed as this camera alone gives it, m/s. */
  initialSpeed: number;
}

/**
 * The trajectory in a pickle of WesternMeteorPyLib.
 *
 * @param value what {@link readPickle} gave
 * @param fileName where it came from; kept in the record and named in errors
 * @throws {NightbookError} with a code
 * `TRAJECTORY_FOREIGN` (the pickle holds something else), `TRAJECTORY_UNSOLVED` (there is no orbit),
 * `TRAJECTORY_FIELD_MISSING` or `TRAJECTORY_FIELD_INVALID` (the message names the field)
 * @see [Vida2020]
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readPickle, trajectoryRecord } from "nightbook/ingest";
 *
 * const file = "notebooks/data/meteor/20191023_091225_trajectory.pickle";
 * const trajectory = trajectoryRecord(readPickle(readFileSync(file)), file);
 * trajectory.observations.map(({ stationId }) => stationId); // => ["01T", "02T", "02G", "01G"]
 * ```
 */
export function trajectoryRecord(value: PickleValue, fileName: string): TrajectoryRecord {
  if (!(value instanceof PickleObject)) throw foreign(fileName, describe(value));
  const trajectory = new FieldReader(value, fileName);
  const orbitValue = value.attribute("orbit");
  if (orbitValue === undefined && value.attribute("observations") === undefined) {
    throw foreign(fileName, `an object of class ${value.class}`);
  }
  if (orbitValue === undefined || orbitValue === null) {
    throw trajectory.error("TRAJECTORY_UNSOLVED", "no .orbit: this is not a solved trajectory");
  }
  const orbit = trajectory.nested("orbit");
  return {
    fileName,
    referenceJulianDate: trajectory.number("jdt_ref"),
    begin: point(trajectory, "rbeg"),
    end: point(trajectory, "rend"),
    orbit: {
      initialSpeed: orbit.number("v_init"),
      averageSpeed: orbit.number("v_avg"),
      zenithAngle: orbit.number("zc"),
    },
    observations: observations(trajectory),
  };
}

function point(trajectory: FieldReader, prefix: "rbeg" | "rend"): TrajectoryPoint {
  return {
    latitude: trajectory.number(`${prefix}_lat`),
    longitude: trajectory.number(`${prefix}_lon`),
    height: trajectory.number(`${prefix}_ele`),
  };
}

function observations(trajectory: FieldReader): StationObservation[] {
  const list = trajectory.list("observations");
  if (list.length === 0) throw trajectory.invalid("observations", "is empty");
  if (list.length > maxCameras) throw trajectory.invalid("observations", `hold more than ${maxCameras} cameras`);
  let points = 0;
  return list.map((item, i) => {
    if (!(item instanceof PickleObject)) throw trajectory.invalid("observations", `holds no object at index ${i}`);
    const stationId = new FieldReader(item, trajectory.path, `observation ${i + 1}`).text("station_id");
    const fields = new FieldReader(item, trajectory.path, `observation ${i + 1} (station ${stationId})`);
    points += fields.list("time_data").length;
    if (points > maxPoints) throw trajectory.invalid("observations", `hold more than ${maxPoints} points`);
    return observation(fields, stationId);
  });
}

function observation(fields: FieldReader, stationId: string): StationObservation {
  const time = fields.column("time_data");
  const n = time.length;
  if (n === 0) throw fields.invalid("time_data", "is empty");
  return {
    stationId,
    time,
    height: fields.column("model_ht", n),
    absoluteMagnitude:
      fields.value("absolute_magnitudes") === null ? null : fields.column("absolute_magnitudes", n, true),
    speed: fields.column("velocities", n),
    lag: fields.column("lag", n),
    distance: fields.column("state_vect_dist", n),
    range: fields.column("meas_range", n),
    ignored: Uint8Array.from(fields.column("ignore_list", n), (ignored) => (ignored === 0 ? 0 : 1)),
    initialSpeed: fields.number("v_init"),
  };
}

function foreign(path: string, content: string): NightbookError {
  return new NightbookError(`this is not a trajectory: the pickle holds ${content}`, {
    code: "TRAJECTORY_FOREIGN",
    place: { path },
    hint: "Give the *_trajectory.pickle that WesternMeteorPyLib writes beside the report",
  });
}

function describe(value: Exclude<PickleValue, PickleObject>): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Map) return "a dictionary";
  if (value instanceof Set) return "a set";
  if (value instanceof Uint8Array) return "bytes";
  return typeof value === "object" ? `a ${value.kind}` : `a ${typeof value}`;
}
