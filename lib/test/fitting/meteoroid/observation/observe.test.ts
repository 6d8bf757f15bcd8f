import { describe, expect, it } from "@jest/globals";
import { atmosphericDensity } from "../../../../src/fitting/meteoroid/atmosphere";
import { luminousEfficiency } from "../../../../src/fitting/meteoroid/luminous-efficiency";
import { type Observation, type ObserveOptions, observe } from "../../../../src/fitting/meteoroid/observation";
import { trajectoryRecord } from "../../../../src/ingest/trajectory";
import { exampleName, examplePickle } from "../../../ingest/trajectory/synthetic";
import { fallSpeed, magnitudeAt, pathSpeed, type SyntheticCamera, syntheticTrajectory } from "./synthetic-trajectory";
import { goldenObservation as golden } from "./unit-values";

const example = (options: ObserveOptions = {}): Observation =>
  observe([trajectoryRecord(examplePickle(), exampleName)], { shower: "ORI", ...options });
const synthetic = (cameras: SyntheticCamera[], options?: ObserveOptions): Observation =>
  observe([syntheticTrajectory(cameras)], options);
const distinct = (stations: string[]): string => [...new Set(stations)].sort().join(" ");

describe("observe on the real event", () => {
  const observation = example();
  const noises = ["noise_lag", "noise_lum", "noise_vel", "n_lag0", "n_lum0"];

  /** Largest relative difference of two numbers or equally long lists of them; text must be equal. */
  function difference(ours: unknown, theirs: unknown): number {
    if (typeof ours === "number" && typeof theirs === "number") {
      return ours === theirs ? 0 : Math.abs(ours - theirs) / Math.abs(theirs);
    }
    if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
      return ours.reduce((most: number, value, i) => Math.max(most, difference(value, theirs[i])), 0);
    }
    return ours === theirs ? 0 : Number.POSITIVE_INFINITY;
  }

  it("has exactly the fields of the original", () => {
    expect(Object.keys(observation).sort()).toEqual(
      Object.keys(golden)
        .filter((key) => key !== "_note")
        .sort(),
    );
    expect(Object.keys(observation.helper_vars)).toEqual(Object.keys(golden.helper_vars));
    expect(JSON.parse(JSON.stringify(observation))).toEqual(observation);
  });

  it.each(
    Object.keys(observation).filter((key) => key !== "dens_co" && key !== "helper_vars") as (keyof Observation)[],
  )("agrees with the original in %s", (key) => {
    expect(difference(observation[key], golden[key])).toBeLessThanOrEqual(noises.includes(key) ? 1e-3 : 1e-9);
  });

  it.each(Object.keys(observation.helper_vars) as (keyof Observation["helper_vars"])[])(
    "agrees with the original in helper variable %s",
    (key) => {
      const limit = noises.includes(key) ? 1e-3 : 1e-9;
      expect(difference(observation.helper_vars[key], golden.helper_vars[key])).toBeLessThanOrEqual(limit);
    },
  );

  it("agrees with the original in the density of the air", () => {
    for (let height = 91_243.7; height <= 180_000; height += 500) {
      const [ours, theirs] = [observation.dens_co, golden.dens_co].map((co) =>
        Math.log10(atmosphericDensity(co, height)),
      );
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(5e-7);
    }
  });

  it("guesses the noise of the light from the speed when the shower is unknown", () => {
    expect(example({ shower: null }).noise_lum).toBeCloseTo(2.7603, 4);
    expect(example({ shower: "XYZ" }).noise_lum).toBe(example({ shower: null }).noise_lum);
    expect(example({ shower: "constructor" }).noise_lum).toBe(example({ shower: null }).noise_lum);
  });

  it("takes every camera when asked, without the points that have no photometry", () => {
    const all = example({ all: true });
    expect([all.P_0m, all.fps_lum, all.fps_lag]).toEqual([935, 32, 32]);
    expect(distinct(all.stations_lag)).toBe("01G 01T 02G 02T");
    expect(distinct(all.stations_lum)).toBe("01G 02G 02T");
    expect(all.lag.length).toBe(49);
    expect(all.luminosity.length).toBe(36);
    // Each point keeps the band of its own camera.
    const camo = all.stations_lum.indexOf("02T");
    expect(all.luminosity[camo] / 840).toBeCloseTo(10 ** (-0.4 * all.absolute_magnitudes[camo]), 12);
  });
});

describe("which cameras are used", () => {
  it.each<[string, string[], string, string, number, number, number]>([
    ["all kinds", ["01T", "02K", "01G", "02F"], "01G 02F", "01T", 935, 32, 80],
    ["CAMO narrow and wide", ["01T", "02T", "01K"], "01K 01T 02T", "01T 02T", 840, 80, 80],
    ["CAMO wide", ["01K", "02K"], "01K 02K", "01K 02K", 840, 80, 80],
    ["electron-multiplying", ["01F", "02G"], "01F 02G", "01F 02G", 935, 32, 32],
    ["wide field and electron-multiplying", ["01K", "02G"], "02G", "02G", 935, 32, 32],
    ["old ids", ["1", "2"], "01T 02T", "01T 02T", 840, 80, 80],
    ["a known and an unknown one", ["02T", "CA0001"], "02T", "02T", 840, 80, 80],
  ])("%s", (_, stations, lum, lag, P_0m, fpsLum, fpsLag) => {
    const observation = synthetic(stations.map((stationId) => ({ stationId })));
    expect([distinct(observation.stations_lum), distinct(observation.stations_lag)]).toEqual([lum, lag]);
    expect([observation.P_0m, observation.fps_lum, observation.fps_lag]).toEqual([P_0m, fpsLum, fpsLag]);
  });

  it("of unknown kind: all of them, at the frame rate of the last by name", () => {
    const cameras = [
      { stationId: "US0002", framesPerSecond: 25 },
      { stationId: "CA0001", framesPerSecond: 40 },
    ];
    const observation = synthetic(cameras);
    expect([observation.P_0m, observation.fps_lum, observation.fps_lag]).toEqual([840, 25, 25]);
    expect(distinct(observation.stations_lag)).toBe("CA0001 US0002");
    const fixed = synthetic(cameras, { overrides: { fps: 30, P_0m: 1210 } });
    expect([fixed.P_0m, fixed.fps_lum, fixed.fps_lag]).toEqual([1210, 30, 30]);
    expect(fixed.luminosity[0] / observation.luminosity[0]).toBeCloseTo(1210 / 840, 12);
  });

  it("keep their own power, and old ids their names, when the prior fixes another", () => {
    const overrides = { P_0m: 1000, fps: 30 };
    expect(synthetic([{ stationId: "01G" }], { overrides }).P_0m).toBe(935);
    const old = synthetic([{ stationId: "1" }, { stationId: "2" }], { overrides });
    expect([old.P_0m, old.fps_lag, distinct(old.stations_lag)]).toEqual([1000, 30, "1 2"]);
  });

  it("all of CAMO when asked", () => {
    const all = synthetic([{ stationId: "01T" }, { stationId: "02K" }, { stationId: "XX" }], { all: true });
    expect([all.P_0m, all.fps_lum, all.fps_lag, distinct(all.stations_lag)]).toEqual([840, 80, 80, "01T 02K XX"]);
  });
});

describe("which points are used", () => {
  it("drops ignored ones from the dynamics, but not from the light", () => {
    const camera = { stationId: "01G", ignored: [0, 3] };
    const observation = synthetic([camera]);
    expect([observation.lag.length, observation.luminosity.length]).toEqual([18, 20]);
    expect(synthetic([camera], { all: true }).lag.length).toBe(20);
    expect(observation.velocities[0]).toBe(pathSpeed - 10);
  });

  it("drops faint ones from the light, but not from the dynamics", () => {
    const faint = magnitudeAt(0) > 4 ? 4 : 5;
    const { absolute_magnitudes, lag } = synthetic([{ stationId: "01G", fainter: faint }]);
    expect(Math.max(...absolute_magnitudes)).toBeLessThan(8);
    expect(absolute_magnitudes.length).toBeLessThan(20);
    expect(lag.length).toBe(20);
  });

  it("keeps the light of a camera although another has no photometry", () => {
    const { stations_lum, lum_files } = synthetic([{ stationId: "01K", fainter: null }, { stationId: "02K" }]);
    expect(distinct(stations_lum)).toBe("02K");
    expect(lum_files.length).toBe(2);
  });

  it("takes each camera's initial speed as its first", () => {
    const { velocities, time_lag } = synthetic([{ stationId: "01T" }, { stationId: "02T", begin: 0.103 }]);
    expect(velocities.filter((speed) => speed === pathSpeed + 1).length).toBe(2);
    expect(time_lag[0]).toBe(0);
  });

  it("counts light and dynamics from their own first points", () => {
    const observation = synthetic([{ stationId: "01G" }, { stationId: "01T", begin: 0.1 }]);
    expect([observation.time_lum[0], observation.time_lag[0], observation.length[0]]).toEqual([0, 0, 0]);
    expect(observation.height_lum[0] - observation.height_lag[0]).toBeCloseTo(fallSpeed * 0.1, 6);
    expect(observation.lag[0]).toBeCloseTo(-2, 12);
  });

  it("puts late clocks right", () => {
    const { height_lag, time_lag, lag, v_init, length } = synthetic([
      { stationId: "01T" },
      { stationId: "02T", begin: 0.013, late: 0.3 },
    ]);
    for (const [i, time] of time_lag.entries()) {
      expect(height_lag[i]).toBeCloseTo(110_000 - fallSpeed * time, 5);
      expect(lag[i]).toBeCloseTo(length[i] - v_init * time, 5);
    }
  });
});

describe("several files", () => {
  const first = syntheticTrajectory([{ stationId: "01T" }, { stationId: "02G" }], { fileName: "b.pickle" });
  const second = syntheticTrajectory(
    [
      { stationId: "02T", begin: 0.01 },
      { stationId: "02G", begin: 0.012 },
    ],
    {
      fileName: "a.pickle",
      orbit: { initialSpeed: 50_600, averageSpeed: 49_600, zenithAngle: 0.7 },
      end: { latitude: 0.76, longitude: -1.41, height: 10_000 },
    },
  );

  it("become one observation; each camera stands for the first file by name that has it", () => {
    const observation = observe([first, second]);
    expect(observation.file_name).toEqual(["b.pickle", "a.pickle"]);
    expect(observation.lum_files).toEqual(["a.pickle"]);
    expect(observation.lag_files).toEqual(["b.pickle", "a.pickle"]);
    expect(observation.v_init).toBe((50_000 + 50_600) / 2 + 100);
    expect([observation.luminosity.length, observation.lag.length]).toEqual([40, 40]);
    expect(observation.zenith_angle).toBe(observe([second]).zenith_angle);
    expect(observation.dens_co).toEqual(observe([second]).dens_co);
  });
});

describe("the mass", () => {
  const camera = { stationId: "01G" };
  const plain = synthetic([camera]).m_init;

  it("follows from 0.7 % unless the prior fixes model 0 with another", () => {
    expect(synthetic([camera], { overrides: { lum_eff: 1.4 } }).m_init).toBe(plain);
    expect(synthetic([camera], { overrides: { lum_eff_type: 0, lum_eff: 1.4 } }).m_init / plain).toBeCloseTo(0.5, 12);
  });

  it("is worked out anew with the model that the prior fixes", () => {
    const efficiency = luminousEfficiency(5, 0.7, 50_100, plain);
    expect(synthetic([camera], { overrides: { lum_eff_type: 5 } }).m_init).toBeCloseTo(
      (plain * 0.007) / efficiency,
      15,
    );
  });

  it("does not count ignored points", () => {
    expect(synthetic([{ ...camera, ignored: [8, 9, 10, 11] }]).m_init).not.toBe(plain);
  });
});

describe("options and settings", () => {
  it("moves the light curve up by the picked fraction of a frame", () => {
    const cameras = [{ stationId: "01G" }, { stationId: "02G", begin: 0.01, framesPerSecond: 20, points: 10 }];
    const edge = synthetic(cameras);
    const centroid = synthetic(cameras, { pickPos: 0.5 });
    for (const [i, station] of edge.stations_lum.entries()) {
      const frame = station === "01G" ? 1 / 40 : 1 / 20;
      expect(centroid.height_lum[i] - edge.height_lum[i]).toBeCloseTo(0.5 * fallSpeed * frame, 6);
    }
    expect(centroid.height_lag).toEqual(edge.height_lag);
    expect(centroid.helper_vars.h_beg).toBe(Math.max(...centroid.height_lum));
  });

  it("takes noises from the prior; NaN means estimate", () => {
    const cameras = [{ stationId: "01G" }];
    const { noise_lag, noise_lum, noise_vel, helper_vars } = synthetic(cameras, {
      overrides: { noise_lag: 7, noise_lum: Number.NaN },
    });
    expect([noise_lag, noise_vel, helper_vars.n_lag0]).toEqual([7, 7 * Math.SQRT2 * 32, 7]);
    expect(noise_lum).toBe(synthetic(cameras).noise_lum);
  });

  it("sets the run by speed and heights", () => {
    const slow = observe([
      syntheticTrajectory([{ stationId: "01G" }], {
        orbit: { initialSpeed: 29_000, averageSpeed: 28_000, zenithAngle: 0.6 },
      }),
    ]);
    expect(slow.dt).toBe(0.01);
    const { dt, h_kill, v_kill, velocities, height_lum } = synthetic([{ stationId: "01G" }]);
    expect([dt, h_kill, v_kill]).toEqual([0.005, Math.min(...height_lum) - 1000, Math.min(...velocities) - 5000]);
  });

  it.each<[string, () => Observation, string]>([
    ["no photometry", () => synthetic([{ stationId: "01G", fainter: null }]), "OBSERVATION_NO_PHOTOMETRY"],
    ["a single bright point", () => synthetic([{ stationId: "01G", points: 1 }]), "OBSERVATION_NO_PHOTOMETRY"],
    [
      "ignored dynamics",
      () => synthetic([{ stationId: "01G", points: 3, ignored: [0, 1, 2] }]),
      "OBSERVATION_NO_DYNAMICS",
    ],
    [
      "no frame rate",
      () => synthetic([{ stationId: "A" }, { stationId: "B", points: 1 }]),
      "OBSERVATION_NO_FRAME_RATE",
    ],
  ])("refuses a file with %s", (_, make, code) => {
    expect(make).toThrow(expect.objectContaining({ name: "NightbookError", code }));
  });

  it("refuses a call without records or with a pick position off the meteor", () => {
    expect(() => observe([])).toThrow(RangeError);
    for (const pickPos of [-0.1, 1.1, Number.NaN]) expect(() => example({ pickPos })).toThrow(RangeError);
  });
});
