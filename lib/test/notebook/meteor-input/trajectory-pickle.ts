import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPickle, type StationObservation, type TrajectoryRecord, trajectoryRecord } from "../../../src/ingest";

/** The real event that the tests use. */
export const realPickle = join(__dirname, "../../../../notebooks/data/meteor/20191023_091225_trajectory.pickle");

/** Its record. */
export const realRecord = (): TrajectoryRecord =>
  trajectoryRecord(readPickle(readFileSync(realPickle)), "20191023_091225_trajectory.pickle");

/** The record with some of its cameras, and later by some seconds. */
export function view({ stations, later = 0 }: { stations?: string[]; later?: number }): TrajectoryRecord {
  const record = realRecord();
  return {
    ...record,
    referenceJulianDate: record.referenceJulianDate + later / 86400,
    observations: record.observations.filter(({ stationId }) => stations?.includes(stationId) ?? true),
  };
}

/** A record as a pickle of protocol 2, with the classes and names of the trajectory solver. */
export function trajectoryPickle(record: TrajectoryRecord): Buffer {
  const { begin, end, orbit, observations, referenceJulianDate } = record;
  const trajectory = object("wmpl.Trajectory.Trajectory", "Trajectory", {
    jdt_ref: referenceJulianDate,
    rbeg_lat: begin.latitude,
    rbeg_lon: begin.longitude,
    rbeg_ele: begin.height,
    rend_lat: end.latitude,
    rend_lon: end.longitude,
    rend_ele: end.height,
    orbit: object("wmpl.Trajectory.Orbit", "Orbit", {
      v_init: orbit.initialSpeed,
      v_avg: orbit.averageSpeed,
      zc: orbit.zenithAngle,
    }),
    observations: observations.map(cameraObject),
  });
  return Buffer.concat([Buffer.from([0x80, 2]), trajectory, Buffer.from(".")]);
}

function cameraObject(camera: StationObservation): Buffer {
  return object("wmpl.Trajectory.Trajectory", "ObservedPoints", {
    station_id: camera.stationId,
    model_ht: [...camera.height],
    absolute_magnitudes: camera.absoluteMagnitude === null ? null : [...camera.absoluteMagnitude],
    time_data: [...camera.time],
    ignore_list: [...camera.ignored],
    velocities: [...camera.speed],
    lag: [...camera.lag],
    state_vect_dist: [...camera.distance],
    meas_range: [...camera.range],
    v_init: camera.initialSpeed,
  });
}

type Value = number | string | null | Buffer | Value[];

function object(module: string, name: string, fields: Record<string, Value>): Buffer {
  const state = Object.entries(fields).flatMap(([key, value]) => [encoded(key), encoded(value)]);
  return Buffer.concat([Buffer.from(`c${module}\n${name}\n)\x81}(`, "latin1"), ...state, Buffer.from("ub")]);
}

function encoded(value: Value): Buffer {
  if (value === null) return Buffer.from("N");
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return Buffer.concat([Buffer.from("]("), ...value.map(encoded), Buffer.from("e")]);
  if (typeof value === "string") {
    const text = Buffer.from(value);
    const head = Buffer.alloc(5);
    head.write("X");
    head.writeUInt32LE(text.length, 1);
    return Buffer.concat([head, text]);
  }
  const number = Buffer.alloc(9);
  number.write("G");
  number.writeDoubleBE(value, 1);
  return number;
}
