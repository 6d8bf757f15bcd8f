import { NightbookError } from "../../../core/errors";
import { random } from "../../../core/random";
import { log10 } from "../../../core/special";
import { type Constants, defaultConstants } from "../constants";
import { type Simulation, simulate } from "../erosion/simulate";
import { frameAverage } from "../likelihood/frame-average";
import { interpolate } from "../likelihood/interpolate";
import { camoKind, emccdKind } from "./camera";
import { helperVariables } from "./helper-variables";
import type { Observation } from "./observation";
import { runSettings } from "./run-settings";

/** Standard deviations of the noise. */
export interface MeasurementNoise {
  /** Of the luminosity, W. */
  luminosity: number;
  /** Of the lag, m. */
  lag: number;
}

/** Options of {@link syntheticObservation}. */
export interface SyntheticObservationOptions {
  /** The noise that the cameras have. Default 2.5 W and 5 m, with `all` 40 m. */
  noise?: Partial<MeasurementNoise>;
  /** Whether that noise is added to the data, or only known of them. Default false. */
  noisy?: boolean;
  /** Seed of the noise and of the moments at which the cameras take their frames. Default 0. */
  seed?: number | string;
  /** One pair of cameras for light and motion, instead of one pair for each. */
  all?: boolean;
}

/** Noise of a pair of electron-multiplying cameras and of a pair of tracking ones, and of the former's lag, W and m. */
const usualNoise = { luminosity: 2.5, lag: 5, lagOfAll: 40 };
/** Points of this magnitude and fainter are not seen. */
const faintest = 8;
/** The tracking cameras find the meteor after this part of its light curve, at the earliest and at the latest. */
const trackingDelay = [0.3, 0.6] as const;
/** Keeps these random numbers apart from those of the sampler of the same seed. */
const randomTag = 1201;

/** One frame of one virtual camera. */
interface Frame {
  station: string;
  /** s, of the run. */
  time: number;
}

/**
 * What cameras would measure of a simulated meteor: two that see its light, 32 frames a second, and two that find it a
 * little later and follow its motion, 80 frames a second. What the fit takes for its first guess of speed, mass and
 * direction are the true values.
 *
 * @param constants of the erosion model, as the file of a fit has them; its luminous efficiency becomes that of type 5
 * @param options noise, seed, cameras
 * @param fileName where the constants came from
 * @throws {TypeError} when a constant is of the wrong kind
 * @throws {RangeError} when a constant is out of range
 * @throws {NightbookError} `OBSERVATION_NO_PHOTOMETRY` when the meteor is too faint or too short to be seen
 * @see [Vida2023]
 *
 * @example
 * ```ts
 * import { syntheticObservation } from "nightbook/meteoroid";
 *
 * const constants = { m_init: 1e-5, v_init: 60_000, rho: 500, erosion_on: false, disruption_on: false };
 * const observation = syntheticObservation(constants, { noisy: true, seed: 1 }, "simulated.json");
 * observation.noise_lum; // => 2.5
 * ```
 */
export function syntheticObservation(
  constants: Partial<Constants>,
  { noise = {}, noisy = false, seed = 0, all = false }: SyntheticObservationOptions,
  fileName: string,
): Observation {
  const { luminosity = usualNoise.luminosity, lag = all ? usualNoise.lagOfAll : usualNoise.lag } = noise;
  const v_init = Number(constants.v_init ?? defaultConstants().v_init);
  const { dt } = runSettings(v_init, [], []);
  const simulation = simulate({ ...constants, lum_eff_type: 5, dt });
  const { P_0m, m_init, zenith_angle, dens_co, disruption_on } = simulation.constantsAfter;
  const numbers = random(seed, randomTag);
  const [phases, lightNoise, lagNoise] = [0, 1, 2].map((stage) => numbers.stream(stage));
  const scatter = (stream: typeof phases, sigma: number) => (noisy ? sigma * stream.normal() : 0);

  const lightCameras = all ? ["01F", "02F"] : ["01G", "02G"];
  const lumFrames = frames(simulation, lightCameras, emccdKind.framesPerSecond, () => phases.uniform());
  const power = frameAverage(
    simulation.columns.time,
    simulation.columns.luminosity,
    lumFrames.map(({ time }) => time),
    1 / emccdKind.framesPerSecond,
  ).map((value) => value + scatter(lightNoise, luminosity));
  const magnitude = power.map((value) => (value > 0 ? -2.5 * log10(value / P_0m) : Number.POSITIVE_INFINITY));
  // Without noise a meteor could be followed far into the dark, where no camera sees it.
  const isSeen = (i: number) => magnitude[i] < faintest && (noisy || power[i] >= luminosity);
  const [from, to] = longestStretch(magnitude.length, isSeen);
  if (to - from < 2) throw unseen(fileName, to - from);
  const lum = lumFrames.slice(from, to);
  const [begin, end] = [lum[0].time, lum[lum.length - 1].time];

  const fps_lag = all ? emccdKind.framesPerSecond : camoKind.framesPerSecond;
  const delay = trackingDelay[0] + (trackingDelay[1] - trackingDelay[0]) * phases.uniform();
  const found = all ? begin : begin + delay * (end - begin);
  const tracked = all ? lum : frames(simulation, ["01T", "02T"], fps_lag, () => phases.uniform());
  const seen = tracked.filter(({ time }) => time >= found && time <= end);
  if (seen.length < 2) throw unseen(fileName, seen.length);
  const exact = at(simulation, "leading_frag_length", seen);
  const length = exact.map((value) => value + scatter(lagNoise, lag));
  const first = seen[0].time;

  // Counted from where the meteor was first seen, not from where noise put it: that noise would enter every point.
  const lagColumns = {
    velocities: speeds(seen, length, v_init),
    lag: length.map((value, i) => value - exact[0] - v_init * (seen[i].time - first)),
    length: length.map((value) => value - exact[0]),
    height_lag: at(simulation, "leading_frag_height", seen),
    time_lag: seen.map(({ time }) => time - first),
    stations_lag: seen.map(({ station }) => station),
  };
  const absolute_magnitudes = Array.from(magnitude.subarray(from, to));
  const lumColumns = {
    height_lum: at(simulation, "leading_frag_height", lum),
    absolute_magnitudes,
    luminosity: Array.from(power.subarray(from, to)),
    time_lum: lum.map(({ time }) => time - begin),
    stations_lum: lum.map(({ station }) => station),
    apparent_magnitudes: absolute_magnitudes,
  };
  const noises = { noise_lag: lag, noise_lum: luminosity };
  const path = { v_init, zenith_angle, m_init };
  return {
    ...noises,
    file_name: [fileName],
    P_0m,
    fps_lum: emccdKind.framesPerSecond,
    fps_lag,
    lum_files: lightCameras.map(() => fileName),
    lag_files: lightCameras.map(() => fileName),
    v_init,
    ...lagColumns,
    ...lumColumns,
    noise_mag: 0.1,
    noise_vel: lag * Math.SQRT2 * fps_lag,
    dens_co: Array.from(dens_co),
    zenith_angle,
    m_init,
    ...runSettings(v_init, lagColumns.velocities, [...lagColumns.height_lag, ...lumColumns.height_lum]),
    disruption_on,
    helper_vars: helperVariables({ ...lumColumns, ...path, ...noises }),
  };
}

/** The frames of cameras over the whole run, by time; each camera begins at a moment of its own. */
function frames({ columns }: Simulation, stations: string[], perSecond: number, phase: () => number): Frame[] {
  const end = columns.time[columns.time.length - 1];
  return stations
    .flatMap((station) => {
      const start = phase() / perSecond;
      const count = Math.max(0, Math.floor((end - start) * perSecond) + 1);
      return Array.from({ length: count }, (_, i) => ({ station, time: start + i / perSecond }));
    })
    .sort((a, b) => a.time - b.time);
}

/** A column of the run at the times of frames. */
function at({ columns }: Simulation, name: "leading_frag_height" | "leading_frag_length", at: Frame[]): number[] {
  return Array.from(
    interpolate(
      at.map(({ time }) => time),
      columns.time,
      columns[name],
    ),
  );
}

/** Speed from each camera's point before; the initial speed at its first. */
function speeds(seen: readonly Frame[], length: readonly number[], initialSpeed: number): number[] {
  const last = new Map<string, number>();
  return seen.map(({ station, time }, i) => {
    const before = last.get(station);
    last.set(station, i);
    return before === undefined ? initialSpeed : (length[i] - length[before]) / (time - seen[before].time);
  });
}

/** The longest stretch of frames that are seen, as first index and one behind the last. */
function longestStretch(count: number, isSeen: (i: number) => boolean): [from: number, to: number] {
  let best: [number, number] = [0, 0];
  let from = 0;
  for (let i = 0; i <= count; i++) {
    if (i < count && isSeen(i)) continue;
    if (i - from > best[1] - best[0]) best = [from, i];
    from = i + 1;
  }
  return best;
}

function unseen(path: string, points: number): NightbookError {
  return new NightbookError(
    `The simulated meteor is too faint or too short: ${points} points brighter than magnitude 8`,
    {
      code: "OBSERVATION_NO_PHOTOMETRY",
      place: { path },
      hint: "Give the constants of a brighter meteor",
    },
  );
}
