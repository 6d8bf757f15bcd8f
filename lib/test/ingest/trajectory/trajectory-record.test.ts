import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { NightbookError } from "../../../src/core/errors";
import type { PickleObject, PickleValue } from "../../../src/ingest/pickle";
import { type StationObservation, trajectoryRecord } from "../../../src/ingest/trajectory";
import { doubles, exampleName, examplePickle, objectOf, withAttributes } from "./synthetic";

const golden = JSON.parse(
  readFileSync(join(__dirname, "../../golden/meteor-example/pickle_needed_fields.json"), "utf8"),
);

function failure(value: PickleValue): NightbookError {
  try {
    trajectoryRecord(value, "a.pickle");
  } catch (error) {
    return error as NightbookError;
  }
  throw new Error("the record was accepted");
}

/** The example with attributes of its first observation changed. */
function withObservation(changes: Record<string, PickleValue | undefined>): PickleObject {
  const trajectory = examplePickle();
  const [first, ...rest] = trajectory.attribute("observations") as PickleObject[];
  return withAttributes(trajectory, { observations: [withAttributes(first!, changes), ...rest] });
}

describe("trajectoryRecord", () => {
  it("takes every needed field of the real event exactly", () => {
    const { fileName, referenceJulianDate, begin, end, orbit, observations } = trajectoryRecord(
      examplePickle(),
      exampleName,
    );
    const list = (column: ArrayLike<number>): number[] => Array.from(column);
    expect(fileName).toBe(exampleName);
    expect({
      jdt_ref: referenceJulianDate,
      rbeg_lat: begin.latitude,
      rbeg_lon: begin.longitude,
      rbeg_ele: begin.height,
      rend_lat: end.latitude,
      rend_lon: end.longitude,
      rend_ele: end.height,
      orbit: { v_init: orbit.initialSpeed, v_avg: orbit.averageSpeed, zc: orbit.zenithAngle },
      observations: observations.map((o: StationObservation) => ({
        station_id: o.stationId,
        time_data: list(o.time),
        model_ht: list(o.height),
        absolute_magnitudes: o.absoluteMagnitude && list(o.absoluteMagnitude),
        velocities: list(o.speed),
        lag: list(o.lag),
        state_vect_dist: list(o.distance),
        ignore_list: list(o.ignored),
        v_init: o.initialSpeed,
        meas_range: list(o.range),
      })),
    }).toEqual(golden);
  });

  it("takes missing magnitudes, whole ids, lists and object arrays", () => {
    expect(
      trajectoryRecord(withObservation({ absolute_magnitudes: null }), "a").observations[0]?.absoluteMagnitude,
    ).toBeNull();
    const magnitudes = [null, Number.NaN, ...Array.from({ length: 11 }, (_, i) => i)];
    const { absoluteMagnitude, stationId } = trajectoryRecord(
      withObservation({ absolute_magnitudes: magnitudes, station_id: 1 }),
      "a",
    ).observations[0];
    expect(stationId).toBe("1");
    expect([...absoluteMagnitude!]).toEqual([Number.NaN, Number.NaN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("marks every kind of ignored point with 1", () => {
    const ignoreList = [0, 1, 2, ...new Array<number>(10).fill(0)];
    const { ignored } = trajectoryRecord(withObservation({ ignore_list: ignoreList }), "a").observations[0];
    expect([...ignored.subarray(0, 4)]).toEqual([0, 1, 1, 0]);
  });

  it.each<[string, () => PickleValue, string, string]>([
    [
      "no orbit",
      () => withAttributes(examplePickle(), { orbit: undefined }),
      "TRAJECTORY_UNSOLVED",
      "no .orbit: this is not a solved trajectory",
    ],
    [
      "an orbit that is None",
      () => withAttributes(examplePickle(), { orbit: null }),
      "TRAJECTORY_UNSOLVED",
      "no .orbit",
    ],
    [
      "an orbit without speed",
      () => withAttributes(examplePickle(), { orbit: objectOf("Orbit", { zc: 1, v_avg: 2 }) }),
      "TRAJECTORY_FIELD_MISSING",
      "no .v_init",
    ],
    [
      "an orbit whose speed is None",
      () => withAttributes(examplePickle(), { orbit: objectOf("Orbit", { v_init: null }) }),
      "TRAJECTORY_FIELD_INVALID",
      ".v_init is not a finite number",
    ],
    [
      "no reference time",
      () => withAttributes(examplePickle(), { jdt_ref: undefined }),
      "TRAJECTORY_FIELD_MISSING",
      "no .jdt_ref",
    ],
    [
      "no observations",
      () => withAttributes(examplePickle(), { observations: [] }),
      "TRAJECTORY_FIELD_INVALID",
      ".observations is empty",
    ],
    [
      "an observation that is a number",
      () => withAttributes(examplePickle(), { observations: [1] }),
      "TRAJECTORY_FIELD_INVALID",
      "holds no object at index 0",
    ],
    [
      "a missing column",
      () => withObservation({ meas_range: undefined }),
      "TRAJECTORY_FIELD_MISSING",
      "no .meas_range",
    ],
    [
      "a column of another length",
      () => withObservation({ lag: doubles([1, 2]) }),
      "TRAJECTORY_FIELD_INVALID",
      ".lag has 2 values, not 13",
    ],
    [
      "a column with a hole",
      () => withObservation({ model_ht: doubles([NaN, ...new Array<number>(12).fill(1)]) }),
      "TRAJECTORY_FIELD_INVALID",
      ".model_ht holds a value that is not a finite number, at index 0",
    ],
    [
      "a column of text",
      () => withObservation({ time_data: ["a"] }),
      "TRAJECTORY_FIELD_INVALID",
      ".time_data holds a value",
    ],
    [
      "a column without points",
      () => withObservation({ time_data: [] }),
      "TRAJECTORY_FIELD_INVALID",
      ".time_data is empty",
    ],
    ["no station", () => withObservation({ station_id: null }), "TRAJECTORY_FIELD_INVALID", ".station_id is not text"],
    ["a dictionary instead", () => new Map(), "TRAJECTORY_FOREIGN", "the pickle holds a dictionary"],
    ["nothing instead", () => null, "TRAJECTORY_FOREIGN", "the pickle holds nothing"],
    [
      "another object instead",
      () => objectOf("album.Photo", {}),
      "TRAJECTORY_FOREIGN",
      "an object of class album.Photo",
    ],
  ])("refuses %s and names the field", (_, value, code, message) => {
    const error = failure(value());
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(error.oneLine()).toMatch(/^a\.pickle[,:] .*\.$/);
  });

  it("says which camera a wrong field belongs to", () => {
    expect(failure(withObservation({ lag: null })).oneLine()).toContain(
      "a.pickle, observation 1 (station 01T): .lag is not a list",
    );
  });

  it("does not let one camera, named again and again, fill the memory", () => {
    const crowd = (trajectory: PickleObject, times: number): PickleObject => {
      const [first] = trajectory.attribute("observations") as PickleObject[];
      return withAttributes(trajectory, { observations: new Array<PickleObject>(times).fill(first) });
    };
    expect(failure(crowd(examplePickle(), 1001)).message).toContain("hold more than 1000 cameras");
    const column = doubles(new Array<number>(1000).fill(1));
    const columns = [
      "time_data",
      "model_ht",
      "absolute_magnitudes",
      "velocities",
      "lag",
      "state_vect_dist",
      "meas_range",
      "ignore_list",
    ];
    const long = withObservation(Object.fromEntries(columns.map((name) => [name, column])));
    expect(failure(crowd(long, 201)).message).toContain("hold more than 200000 points");
  });
});
