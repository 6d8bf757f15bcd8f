import { exp, log, log10, pow, tanh } from "../../core/special";

/** Speed at which the piecewise velocity laws change over, m/s. */
const breakSpeed = 25372;

/** Models 6 and 8 count light in magnitude-zero sources per c.g.s. power; this many of their units make a ratio. */
const magnitudeZeroPower = 1.5e10;

/** Models with a term amplitude · tanh(exponent · ln(scale · m)) in the logarithm of the efficiency; scale in 1/kg. */
interface MassTerm {
  amplitude: number;
  exponent: number;
  scale: number;
}

const massTerms: readonly (MassTerm | null)[] = [
  null,
  { amplitude: 1.15, exponent: 0.38, scale: 1 },
  { amplitude: 1.15, exponent: 0.38, scale: 1 },
  { amplitude: 1.15, exponent: 0.38, scale: 1 },
  { amplitude: 0.35, exponent: 0.38, scale: 1 },
  { amplitude: -1.21, exponent: 0.2, scale: 1e6 },
  null,
  { amplitude: 0.347, exponent: 0.38, scale: 1 },
  null,
];

/**
 * Factor by which the mass changes the efficiency of a model, against that of {@link neutralMass}; 1 where it does not.
 *
 * @internal
 */
export function massFactor(type: number, m: number): number {
  return exp(massTerm(type, m));
}

/**
 * Mass at which {@link massFactor} is 1, kg.
 *
 * @internal
 */
export function neutralMass(type: number): number {
  return 1 / (massTerms[type]?.scale ?? 1);
}

/**
 * Luminous efficiency: the fraction of a fragment's lost kinetic energy that leaves as light.
 *
 * | type | law |
 * |---|---|
 * | 0 | the constant `percent` |
 * | 1, 2, 3 | Revelle and Ceplecha (2001), types I to III, velocity and mass dependent |
 * | 4 | Borovička et al. (2013), Košice |
 * | 5 | faint meteors of the CAMO cameras |
 * | 6 | Ceplecha and McCrosky (1976) |
 * | 7 | Borovička et al. (2020), two strengths |
 * | 8 | Pecina and Ceplecha (1983) |
 *
 * @param type model, an integer from 0 to 8
 * @param percent efficiency of model 0, percent
 * @param v speed, m/s
 * @param m mass, kg; zero is allowed
 * @param vInit speed at the start, m/s; types 1 to 3 then add their deceleration term; left out or not positive: no such term
 * @returns the efficiency as a ratio
 * @throws {RangeError} when `type` is not one of the models
 * @see [Revelle2001] [Borovicka2013] [Ceplecha1976] [Borovicka2020] [Pecina1983]
 *
 * @example
 * ```ts
 * import { meteoroid } from "nightbook/fitting";
 * meteoroid.luminousEfficiency(0, 0.5, 30_000, 1e-6); // => 0.005
 * ```
 */
export function luminousEfficiency(type: number, percent: number, v: number, m: number, vInit = -1): number {
  const logV = log(v / 1000);
  const mass = massTerm(type, m);
  switch (type) {
    case 0:
      return percent / 100;
    case 1:
      return revelleCeplecha(0.466, -1.538, v, logV, mass + decelerationTerm(v, vInit));
    case 2:
      return revelleCeplecha(-0.955, -2.959, v, logV, mass + decelerationTerm(v, vInit));
    case 3:
      return revelleCeplecha(-2.67, -4.674, v, logV, mass + decelerationTerm(v, vInit));
    case 4:
      return exp(-1.45 + logV + mass) / 100;
    case 5:
      return exp(-12.59 + 5.58 * logV - 0.17 * logV * logV * logV + mass) / 100;
    case 6:
      return ceplechaMcCrosky(v);
    case 7:
      return revelleCeplecha(0.567, -1.4286, v, logV, mass);
    case 8:
      return pecinaCeplecha(v);
    default:
      throw new RangeError(`The luminous efficiency type must be an integer from 0 to 8: ${type}`);
  }
}

function massTerm(type: number, m: number): number {
  const term = massTerms[type] ?? null;
  return term === null ? 0 : term.amplitude * tanh(term.exponent * log(term.scale * m));
}

/** @param terms what mass and deceleration add to the logarithm */
function revelleCeplecha(slow: number, fast: number, v: number, logV: number, terms: number): number {
  if (v < breakSpeed) {
    const velocity = logV * (-10.307 + logV * (9.781 + logV * (-3.0414 + 0.3213 * logV)));
    return exp(slow + velocity + terms) / 100;
  }
  return exp(fast + logV + terms) / 100;
}

/** Term in the speed lost so far; below 0.1 km/s it goes linearly to zero. */
function decelerationTerm(v: number, vInit: number): number {
  if (!(vInit > 0)) return 0;
  const lost = (vInit - v) / 1000;
  if (lost >= 0.1) return lostSpeedLaw(log(lost));
  return lost > 0 ? (lost / 0.1) * lostSpeedLaw(log(0.1)) : 0;
}

function lostSpeedLaw(logLost: number): number {
  return 0.26 * logLost + 0.0042 * logLost * logLost * logLost;
}

function ceplechaMcCrosky(v: number): number {
  const logV = log10(v / 1000);
  if (v <= 9300) return magnitudeZeroPower * pow(10, -12.75);
  if (v <= 12500) return magnitudeZeroPower * pow(10, -15.6 + 2.92 * logV);
  if (v <= 17000) return magnitudeZeroPower * pow(10, -13.24 + 0.77 * logV);
  if (v <= 27000) return magnitudeZeroPower * pow(10, -12.5 + 0.17 * logV);
  return magnitudeZeroPower * pow(10, -13.69 + logV);
}

function pecinaCeplecha(v: number): number {
  const logV = log10(v / 1000);
  if (v / 1000 < breakSpeed / 1000) {
    const exponent = -12.834 + logV * (-10.307 + logV * (22.522 + logV * (-16.125 + 3.922 * logV)));
    return magnitudeZeroPower * pow(10, exponent);
  }
  return magnitudeZeroPower * pow(10, logV - 13.7);
}
