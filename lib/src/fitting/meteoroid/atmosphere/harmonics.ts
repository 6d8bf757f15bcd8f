import { cos, exp, sin } from "../../../core/special";

/**
 * The angular and seasonal functions in which the model expands temperature and density ([Picone2002]).
 *
 * The model's degree, day and hour are rounded constants; its coefficients were fitted with them.
 */
export const degree = 0.0174533;
/** One day of the year, rad. */
export const day = 0.0172142;
/** One hour of local time, rad. */
export const hour = 0.2618;
/** One second of universal time, rad. */
export const second = 7.2722e-5;

/** What the model is asked for, in the units in which it was fitted. */
export interface ModelInput {
  /** Day of the year, 1 to 366. */
  dayOfYear: number;
  /** Seconds of the day, UT. */
  utSeconds: number;
  /** Geodetic latitude, degrees. */
  latitudeDeg: number;
  /** Geodetic longitude, degrees, east positive. */
  longitudeDeg: number;
  /** Local solar time, hours. */
  localTimeHours: number;
  /** 81-day mean of the 10.7 cm solar flux, 10⁻²² W m⁻² Hz⁻¹. */
  f107Average: number;
  /** Daily 10.7 cm solar flux of the day before. */
  f107: number;
  /** Daily magnetic index ap. */
  ap: number;
}

/** Everything about a place and time that the expansions share. */
export interface Harmonics {
  input: ModelInput;
  /** `legendre[n][m]`, unnormalised associated Legendre functions of sin(latitude), n ≤ 7, m ≤ 3. */
  legendre: readonly Float64Array[];
  /** Hour angle of the local time, rad. */
  tau: number;
  /** Longitude, rad. */
  longitude: number;
  /** Daily flux minus its average. */
  fluxDifference: number;
  /** Average flux minus 150. */
  fluxAverage: number;
  /** ap minus 4. */
  activity: number;
}

/** Evaluates the functions that all expansions at one place and time share. */
export function harmonics(input: ModelInput): Harmonics {
  return {
    input,
    legendre: associatedLegendre(sin(degree * input.latitudeDeg), cos(degree * input.latitudeDeg)),
    tau: hour * input.localTimeHours,
    longitude: degree * input.longitudeDeg,
    fluxDifference: input.f107 - input.f107Average,
    fluxAverage: input.f107Average - 150,
    activity: input.ap - 4,
  };
}

/** Season factor of period one year over `order`, with its maximum at the day `phase`. */
export function season(h: Harmonics, order: 1 | 2, phase: number): number {
  return cos(order * day * (h.input.dayOfYear - phase));
}

/** Response to the daily magnetic index: linear at first, then saturating, as elements 43 and 44 of a set say. */
export function magneticActivity(h: Harmonics, set: readonly number[]): number {
  const a = h.activity;
  const rate = set[43];
  return a + (set[44] - 1) * (a + (exp(-rate * a) - 1) / rate);
}

/** P[n][m] with x = sin(latitude), y = cos(latitude), without the phase (−1)^m. */
function associatedLegendre(x: number, y: number): Float64Array[] {
  const maxDegree = 7;
  const maxOrder = 3;
  const p = Array.from({ length: maxDegree + 1 }, () => new Float64Array(maxOrder + 1));
  p[0][0] = 1;
  for (let m = 0; m <= maxOrder; m++) {
    if (m > 0) p[m][m] = (2 * m - 1) * y * p[m - 1][m - 1];
    p[m + 1][m] = (2 * m + 1) * x * p[m][m];
    for (let n = m + 2; n <= maxDegree; n++) {
      p[n][m] = ((2 * n - 1) * x * p[n - 1][m] - (n + m - 1) * p[n - 2][m]) / (n - m);
    }
  }
  return p;
}
