import { NightbookError } from "../../../core/errors";
import type { TrajectoryRecord } from "../../../ingest/trajectory";
import { defaultConstants } from "../constants";
import { globalTimeAxis } from "./global-time-axis";
import { helperVariables } from "./helper-variables";
import { lagNoise } from "./lag-noise";
import { luminosityNoise } from "./luminosity-noise";
import { type MeasuredPoint, measuredPoints, stationName } from "./measured-point";
import type { Observation } from "./observation";
import { givenOverrides, type ObserveOptions } from "./observe-options";
import { airDensity, zenithAngleAtStart } from "./path-geometry";
import { massOfRecord } from "./photometric-mass";
import { atPickPosition } from "./pick-position";
import { runSettings } from "./run-settings";
import { type CameraSet, selectCameras } from "./select-cameras";
import { mean, smallest } from "./statistics";

/** Where a run starts, and the Earth it starts over. */
const { h_init, r_earth } = defaultConstants();
/** Points of this magnitude and fainter are no photometry. */
const faintest = 8;
/** The meteor lost this much speed before it was first seen, m/s. */
const lostSpeed = 100;
/** Clocks may differ by this part of a frame… */
const clockTolerance = 0.2;
/** …of a camera at least this fast, per second. */
const slowestStandard = 80;
const moreCameras = "Use a trajectory with photometry from a known camera, or use all cameras (--all)";

/**
 * The observation of one meteor from its trajectory files: cameras chosen, points put on one clock, noise,
 * mass and air density estimated, and the settings of a run that follow.
 *
 * @param records one file or several of the same event
 * @param options which cameras, and what a prior file fixes
 * @returns plain numbers and arrays, ready for JSON
 * @throws {RangeError} when there are no records, or the pick position is not between 0 and 1
 * @throws {NightbookError} with the code `OBSERVATION_NO_PHOTOMETRY`, `OBSERVATION_NO_DYNAMICS` or
 * `OBSERVATION_NO_FRAME_RATE` when the files do not hold what a fit needs
 * @see [Vida2024]
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readPickle, trajectoryRecord } from "nightbook/ingest";
 * import { observe } from "nightbook/meteoroid";
 *
 * const file = "notebooks/data/meteor/20191023_091225_trajectory.pickle";
 * const observation = observe([trajectoryRecord(readPickle(readFileSync(file)), file)], { shower: "ORI" });
 * observation.fps_lag; // => 80
 * ```
 */
export function observe(records: readonly TrajectoryRecord[], options: ObserveOptions = {}): Observation {
  const { all = false, pickPos = 0, shower = null } = options;
  if (records.length === 0) throw new RangeError("An observation needs at least one trajectory: 0");
  if (!(pickPos >= 0 && pickPos <= 1)) throw new RangeError(`The pick position must lie between 0 and 1: ${pickPos}`);
  const given = givenOverrides(options.overrides);
  const cameras = selectCameras(measuredPoints(records, given.P_0m), all, given);
  const bright = { ...cameras.luminosity, points: brightEnough(cameras.luminosity.points) };
  checkEnough(bright.points, "OBSERVATION_NO_PHOTOMETRY", `points brighter than magnitude ${faintest}`, records);
  checkEnough(cameras.lag.points, "OBSERVATION_NO_DYNAMICS", "points of the dynamics", records);

  const lumFiles = filesOf(bright.stations, records, given.P_0m);
  const lagFiles = filesOf(cameras.lag.stations, records, given.P_0m);
  const v_init = mean(lagFiles.map(({ orbit }) => orbit.initialSpeed)) + lostSpeed;
  const lagPoints = onOneClock(cameras.lag, v_init);
  const lumPoints = atPickPosition(onOneClock(bright, v_init), pickPos);
  const lag = {
    velocities: column(lagPoints, "velocity"),
    lag: column(lagPoints, "lag"),
    length: fromFirst(column(lagPoints, "length")),
    height_lag: column(lagPoints, "height"),
    time_lag: fromEarliest(column(lagPoints, "time")),
    stations_lag: column(lagPoints, "station"),
  };
  const lum = {
    height_lum: column(lumPoints, "height"),
    absolute_magnitudes: column(lumPoints, "absoluteMagnitude"),
    luminosity: column(lumPoints, "luminosity"),
    time_lum: fromEarliest(column(lumPoints, "time")),
    stations_lum: column(lumPoints, "station"),
    apparent_magnitudes: column(lumPoints, "apparentMagnitude"),
  };
  const noise_lag = given.noise_lag ?? lagNoise(lag.time_lag, lag.lag);
  const noise_lum = given.noise_lum ?? luminosityNoise(lum.apparent_magnitudes, lum.luminosity, v_init, shower);
  const path = {
    v_init,
    zenith_angle: mean(
      lumFiles.map(({ begin, orbit }) => zenithAngleAtStart(orbit.zenithAngle, begin.height, h_init, r_earth)),
    ),
    m_init: meanMass(lumFiles, new Set(lum.stations_lum), given.P_0m, {
      zeroMagnitudePower: cameras.zeroMagnitudePower,
      efficiencyType: given.lum_eff_type,
      efficiencyPercent: given.lum_eff,
      initialSpeed: v_init,
    }),
  };
  return {
    noise_lag,
    noise_lum,
    file_name: records.map(({ fileName }) => fileName),
    P_0m: cameras.zeroMagnitudePower,
    fps_lum: bright.framesPerSecond,
    fps_lag: cameras.lag.framesPerSecond,
    lum_files: lumFiles.map(({ fileName }) => fileName),
    lag_files: lagFiles.map(({ fileName }) => fileName),
    ...lag,
    ...lum,
    noise_mag: 0.1,
    noise_vel: noise_lag * Math.SQRT2 * cameras.lag.framesPerSecond,
    dens_co: airDensity(lumFiles[lumFiles.length - 1]),
    ...path,
    ...runSettings(v_init, lag.velocities, [...lag.height_lag, ...lum.height_lum]),
    helper_vars: helperVariables({ ...lum, ...path, noise_lag, noise_lum }),
  };
}

/** Without the faint points, if there are any. */
function brightEnough(points: readonly MeasuredPoint[]): MeasuredPoint[] {
  const areFaint = points.some(({ absoluteMagnitude }) => Math.abs(absoluteMagnitude) > faintest);
  return points.filter(({ absoluteMagnitude }) => !areFaint || absoluteMagnitude < faintest);
}

function checkEnough(
  points: readonly MeasuredPoint[],
  code: string,
  what: string,
  records: readonly TrajectoryRecord[],
): void {
  if (points.length >= 2) return;
  throw new NightbookError(`There are too few ${what}: ${points.length}`, {
    code,
    place: { path: records.map(({ fileName }) => fileName).join(", ") },
    hint: moreCameras,
  });
}

/** For each camera, the first by name of the files it occurs in. */
function filesOf(
  stations: readonly string[],
  records: readonly TrajectoryRecord[],
  givenPower: number | undefined,
): TrajectoryRecord[] {
  const sorted = records.toSorted((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : 0));
  const first = (station: string): TrajectoryRecord | undefined =>
    sorted.find(({ observations }) => observations.some((o) => stationName(o, givenPower) === station));
  return stations.flatMap((station) => first(station) ?? []);
}

/** From the top down, and on one clock. */
function onOneClock({ points, framesPerSecond }: CameraSet, initialSpeed: number): MeasuredPoint[] {
  const fromTop = points.toSorted((a, b) => b.height - a.height);
  return globalTimeAxis(fromTop, clockTolerance / Math.max(framesPerSecond, slowestStandard), initialSpeed);
}

/** Mean over the files of the light curve, as far as they show one of the cameras in use. */
function meanMass(
  files: readonly TrajectoryRecord[],
  stations: ReadonlySet<string>,
  givenPower: number | undefined,
  scale: Parameters<typeof massOfRecord>[3],
): number {
  const used = files.filter(({ observations }) => observations.some((o) => stations.has(stationName(o, givenPower))));
  const masses = new Map([...new Set(used)].map((file) => [file, massOfRecord(file, stations, givenPower, scale)]));
  const mass = mean(used.map((file) => masses.get(file) as number));
  if (mass > 0) return mass;
  throw new NightbookError("The light curve is too short to give a mass", {
    code: "OBSERVATION_NO_PHOTOMETRY",
    place: { path: used.map(({ fileName }) => fileName).join(", ") },
    hint: moreCameras,
  });
}

function column<Key extends keyof MeasuredPoint>(points: readonly MeasuredPoint[], key: Key): MeasuredPoint[Key][] {
  return points.map((point) => point[key]);
}

function fromFirst(values: readonly number[]): number[] {
  return values.map((value) => value - values[0]);
}

function fromEarliest(values: readonly number[]): number[] {
  const earliest = smallest(values);
  return values.map((value) => value - earliest);
}
