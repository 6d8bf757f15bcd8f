/** Modified Julian dates (UTC) at which TAI − UTC became 10, 11, … seconds. */
const steps: readonly number[] = [
  ...[41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516, 46247, 47161, 47892],
  ...[48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109, 57204, 57754],
];

/**
 * TAI − UTC, seconds: whole numbers since 1972; 10 before.
 * @param mjd modified Julian date, UTC
 *
 * @example
 * ```ts
 * import { leapSeconds } from "nightbook/fits";
 *
 * leapSeconds(58849); // => 37
 * ```
 */
export function leapSeconds(mjd: number): number {
  let seconds = 10;
  for (const [i, step] of steps.entries()) if (mjd >= step) seconds = 10 + i;
  return seconds;
}

/** TAI − UTC at a moment that is given in TAI. */
export function leapSecondsAtTai(mjdTai: number): number {
  // The step comes when UTC reaches it: as many seconds later in TAI.
  let seconds = 10;
  for (const [i, step] of steps.entries()) if (mjdTai >= step + (10 + i) / 86400 - 1e-12) seconds = 10 + i;
  return seconds;
}
