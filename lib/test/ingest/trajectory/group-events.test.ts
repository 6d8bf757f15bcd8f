import { describe, expect, it } from "@jest/globals";
import { groupEvents, type TrajectoryRecord } from "../../../src/ingest/trajectory";

const start = 2458779.8836267963;

function record(fileName: string, seconds: number, stations: string): TrajectoryRecord {
  return {
    fileName,
    referenceJulianDate: start + seconds / 86400,
    begin: { latitude: 0, longitude: 0, height: 1e5 },
    end: { latitude: 0, longitude: 0, height: 9e4 },
    orbit: { initialSpeed: 1, averageSpeed: 1, zenithAngle: 1 },
    observations: stations.split(" ").map((stationId) => ({
      stationId,
      time: Float64Array.of(0),
      height: Float64Array.of(1e5),
      absoluteMagnitude: null,
      speed: Float64Array.of(0),
      lag: Float64Array.of(0),
      distance: Float64Array.of(0),
      range: Float64Array.of(1e5),
      ignored: Uint8Array.of(0),
      initialSpeed: 1,
    })),
  };
}

const summary = (records: TrajectoryRecord[]): [string, string[]][] =>
  groupEvents(records).map(({ name, records }) => [name, records.map(({ fileName }) => fileName)]);

describe("groupEvents", () => {
  it("names a single file by the time it begins with, else by its stem", () => {
    expect(summary([record("/data/x/20191023_091225_trajectory.pickle", 0, "01T")])).toEqual([
      ["20191023_091225", ["/data/x/20191023_091225_trajectory.pickle"]],
    ]);
    expect(summary([record("C:\\data\\bright.one.pickle", 0, "01T")])[0]?.[0]).toBe("bright.one");
  });

  it("chains files within a second of the one before, in order of time", () => {
    const records = [
      record("d", 100, "01T"),
      record("c", 1.8, "02F"),
      record("a", 0, "01T 02T"),
      record("b", 0.9, "01G 02G"),
    ];
    expect(summary(records)).toEqual([
      ["20191023_091226_combined", ["a", "b", "c"]],
      ["d", ["d"]],
    ]);
  });

  it("keeps only the first file that has all cameras", () => {
    const records = [record("a", 0, "01T"), record("b", 0.1, "01G 01T"), record("c", 0.2, "01T 01G")];
    expect(summary(records)).toEqual([["b", ["b"]]]);
  });

  it("keeps one file per set of cameras, whatever their order", () => {
    const records = [
      record("a", 0, "01T 02T"),
      record("b", 0.1, "02T 01T"),
      record("c", 0.2, "01G"),
      record("d", 0.3, "01G"),
      record("e", 0.4, "01T"),
    ];
    expect(summary(records)).toEqual([["20191023_091225_combined", ["a", "c", "e"]]]);
  });

  it("leaves its input as it is, and has no events without files", () => {
    const records = [record("b", 5, "01T"), record("a", 0, "01T")];
    groupEvents(records);
    expect(records.map(({ fileName }) => fileName)).toEqual(["b", "a"]);
    expect(groupEvents([])).toEqual([]);
  });
});
