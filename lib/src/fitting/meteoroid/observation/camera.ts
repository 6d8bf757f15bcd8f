/** The kinds of camera whose names we know, by what their station id contains. */
const narrowField = ["1T", "2T"];
const wideField = ["1K", "2K"];
const emccd = ["1G", "2G", "1F", "2F"];

const contains =
  (marks: readonly string[]) =>
  (station: string): boolean =>
    marks.some((mark) => station.includes(mark));

/** True for a narrow-field camera of CAMO, which follows the meteor at 80 frames per second. */
export const isNarrowField: (station: string) => boolean = contains(narrowField);
/** True for a wide-field camera of CAMO, 80 frames per second. */
export const isWideField: (station: string) => boolean = contains(wideField);
/** True for an electron-multiplying camera, 32 frames per second. */
export const isEmccd: (station: string) => boolean = contains(emccd);
/** True for a camera of any kind that we know. */
export const isKnownCamera = (station: string): boolean =>
  isNarrowField(station) || isWideField(station) || isEmccd(station);

/** What the cameras of one kind have in common. */
export interface CameraKind {
  /** Power of a meteor of magnitude zero in their band, W. */
  zeroMagnitudePower: number;
  framesPerSecond: number;
}

/** CAMO, narrow and wide field. */
export const camoKind: CameraKind = { zeroMagnitudePower: 840, framesPerSecond: 80 };
/** The electron-multiplying cameras. */
export const emccdKind: CameraKind = { zeroMagnitudePower: 935, framesPerSecond: 32 };

/** Power of magnitude zero for cameras of unknown kind, W. */
export const defaultZeroMagnitudePower = 840;

/**
 * Power of a meteor of magnitude zero in the band of a camera, W. The known kinds keep theirs whatever is given.
 * @param given value for other cameras
 */
export function zeroMagnitudePower(station: string, given: number = defaultZeroMagnitudePower): number {
  if (isEmccd(station)) return emccdKind.zeroMagnitudePower;
  return isKnownCamera(station) ? camoKind.zeroMagnitudePower : given;
}

/** Old trajectories call the two narrow-field cameras 1 and 2. */
export function fullStationName(station: string): string {
  return station === "1" || station === "2" ? `0${station}T` : station;
}
