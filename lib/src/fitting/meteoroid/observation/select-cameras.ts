import { NightbookError } from "../../../core/errors";
import {
  type CameraKind,
  camoKind,
  defaultZeroMagnitudePower,
  emccdKind,
  isEmccd,
  isKnownCamera,
  isNarrowField,
  isWideField,
} from "./camera";
import type { MeasuredPoint } from "./measured-point";
import type { ObservationOverrides } from "./observe-options";
import { differences, mean } from "./statistics";

/** The points of a light curve or of the dynamics, with what their cameras have in common. */
export interface CameraSet {
  points: MeasuredPoint[];
  /** Cameras chosen, sorted. */
  stations: string[];
  framesPerSecond: number;
}

/** Which points make the light curve, and which the dynamics. */
export interface CameraSelection {
  luminosity: CameraSet;
  lag: CameraSet;
  /** Power of magnitude zero for the light curve, W. */
  zeroMagnitudePower: number;
}

type IsKind = (station: string) => boolean;

/**
 * Chooses the cameras of an event. Light comes from the electron-multiplying cameras if there are any,
 * else from all of CAMO; dynamics from CAMO's narrow field, else from the electron-multiplying cameras,
 * else from CAMO's wide field, without the points that the trajectory solver ignored.
 *
 * @param points of all cameras, by time
 * @param all takes every point of every camera for both; implied when no camera is of a known kind
 * @param given frame rate and power for cameras of unknown kind, if the prior fixes them
 */
export function selectCameras(
  points: readonly MeasuredPoint[],
  all: boolean,
  given: ObservationOverrides,
): CameraSelection {
  const stations = [...new Set(points.map(({ station }) => station))].sort();
  if (all || !stations.some(isKnownCamera)) return everyCamera(points, stations, given);

  const hasEmccd = stations.some(isEmccd);
  const isLuminosity: IsKind = hasEmccd ? isEmccd : (station) => isWideField(station) || isNarrowField(station);
  const isLag: IsKind = stations.some(isNarrowField) ? isNarrowField : hasEmccd ? isEmccd : isWideField;
  const luminosityKind = hasEmccd ? emccdKind : camoKind;
  const lagKind = isLag === isEmccd ? emccdKind : camoKind;
  const usable = points.filter(({ ignored }) => !ignored);
  return {
    luminosity: cameraSet(points, stations, isLuminosity, luminosityKind),
    lag: cameraSet(usable, stations, isLag, lagKind),
    zeroMagnitudePower: luminosityKind.zeroMagnitudePower,
  };
}

function cameraSet(
  points: readonly MeasuredPoint[],
  stations: readonly string[],
  isKind: IsKind,
  { framesPerSecond }: CameraKind,
): CameraSet {
  return {
    points: points.filter(({ station }) => isKind(station)),
    stations: stations.filter(isKind),
    framesPerSecond,
  };
}

function everyCamera(
  points: readonly MeasuredPoint[],
  stations: string[],
  given: ObservationOverrides,
): CameraSelection {
  const known = stations.some(isEmccd) ? emccdKind : stations.some(isKnownCamera) ? camoKind : undefined;
  const framesPerSecond = known?.framesPerSecond ?? given.fps ?? frameRate(points, stations);
  const set = (): CameraSet => ({ points: points.slice(), stations, framesPerSecond });
  return {
    luminosity: set(),
    lag: set(),
    zeroMagnitudePower: known?.zeroMagnitudePower ?? given.P_0m ?? defaultZeroMagnitudePower,
  };
}

/** Frame rate from the mean time step of the last camera. */
function frameRate(points: readonly MeasuredPoint[], stations: readonly string[]): number {
  const last = stations.at(-1);
  const times = points.filter(({ station }) => station === last).map(({ time }) => time);
  const rate = roundHalfEven(1 / mean(differences(times)));
  if (Number.isFinite(rate) && rate > 0) return rate;
  throw new NightbookError(`The frame rate of camera ${last} does not follow from its times`, {
    code: "OBSERVATION_NO_FRAME_RATE",
    place: { part: `station ${last}` },
    hint: 'Give it in the prior file, for example "fps, 30, fix"',
  });
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
