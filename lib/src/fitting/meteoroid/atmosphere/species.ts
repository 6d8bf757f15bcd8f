import { exp, log } from "../../../core/special";
import { pd, pdl, pdm } from "./nrlmsise00-coefficients";

/** A smooth step in height by which a density departs from diffusive equilibrium. */
export interface Correction {
  /**
   * Logarithm of the factor far below the centre, from the ratio of the mixed densities of N2 and this species at the
   * lower boundary and from the average solar flux minus 150.
   */
  logFactor(n2Ratio: number, fluxAverage: number): number;
  /** Height of the middle of the step, km. */
  centre: number;
  /** Widths of the step, km; a negative one turns it upside down. */
  widths: readonly [number, number];
  /** Whether it also acts above the heights where the species is mixed. */
  everywhere: boolean;
}

/** A gas of the thermosphere. */
export interface Species {
  name: "N2" | "He" | "O" | "O2" | "Ar" | "H" | "N";
  /** Atomic mass units. */
  mass: number;
  /** Thermal diffusion coefficient. */
  diffusion: number;
  /** Coefficients of the density at the lower boundary. */
  set: readonly number[];
  /** Row of the boundary table. */
  row: number;
  /** Whether mixing plays a part at a height in km. */
  isMixed(z: number): boolean;
  corrections: readonly Correction[];
}

/** The gases in the order in which they are formed: the others need the mixed density of N2. */
export const species: readonly Species[] = [
  { name: "N2", mass: 28, diffusion: 0, set: pd[2], row: 2, isMixed: (z) => z <= 160, corrections: [] },
  {
    name: "He",
    mass: 4,
    diffusion: -0.38,
    set: pd[0],
    row: 0,
    isMixed: (z) => z < 200,
    corrections: [step(mixingRatio(0), product(0, 4, 1, 0), product(0, 5, 1, 1))],
  },
  {
    name: "O",
    mass: 16,
    diffusion: 0,
    set: pd[1],
    row: 1,
    isMixed: (z) => z <= 300,
    corrections: [
      step(fluxDependent(product(1, 1, 1, 16)), product(1, 4, 1, 2), product(1, 5, 1, 3), product(1, 5, 1, 4)),
      step(constant(product(1, 3, 1, 14)), product(1, 6, 1, 12), product(1, 7, 1, 13)),
    ],
  },
  {
    name: "O2",
    mass: 32,
    diffusion: 0,
    set: pd[4],
    row: 3,
    isMixed: (z) => z <= 250,
    corrections: [
      step(mixingRatio(3), product(3, 4, 1, 6), product(3, 5, 1, 7)),
      {
        ...step(fluxDependent(product(3, 3, 1, 23)), product(3, 6, 1, 21), product(3, 7, 1, 22), product(3, 7, 0, 22)),
        everywhere: true,
      },
    ],
  },
  {
    name: "Ar",
    mass: 40,
    diffusion: 0.17,
    set: pd[5],
    row: 4,
    isMixed: (z) => z <= 240,
    corrections: [step(mixingRatio(4), product(4, 4, 1, 8), product(4, 5, 1, 9))],
  },
  {
    name: "H",
    mass: 1,
    diffusion: -0.38,
    set: pd[6],
    row: 5,
    isMixed: (z) => z <= 320,
    corrections: [
      step(mixingRatio(5, pdl[1][17]), product(5, 4, 1, 10), product(5, 5, 1, 11)),
      step(constant(product(5, 3, 1, 20)), product(5, 6, 1, 18), product(5, 7, 1, 19)),
    ],
  },
  {
    name: "N",
    mass: 14,
    diffusion: 0,
    set: pd[7],
    row: 6,
    isMixed: (z) => z <= 450,
    corrections: [
      step(mixingRatio(6, pdl[0][2]), product(6, 4, 0, 0), product(6, 5, 0, 1)),
      step(constant(product(6, 3, 0, 5)), product(6, 6, 0, 3), product(6, 7, 0, 4)),
    ],
  },
];

/** The factor of a correction at the height `z` km. */
export function correctionFactor(z: number, { centre, widths }: Correction, logFactor: number): number {
  const upper = (z - centre) / widths[0];
  const lower = (z - centre) / widths[1];
  if (upper > 70 || lower > 70) return 1;
  if (upper < -70 && lower < -70) return exp(logFactor);
  return exp(logFactor / (1 + (exp(upper) + exp(lower)) / 2));
}

function step(logFactor: Correction["logFactor"], centre: number, width: number, secondWidth = width): Correction {
  return { logFactor, centre, widths: [width, secondWidth], everywhere: false };
}

/** Far below, the species keeps its share of the fully mixed air. */
function mixingRatio(row: number, factor = 1): Correction["logFactor"] {
  return (n2Ratio) => log(n2Ratio * pdm[row][1] * Math.abs(factor));
}

/** Chemistry and transport, in the model's tuning. */
function constant(value: number): Correction["logFactor"] {
  return () => value;
}

function fluxDependent(value: number): Correction["logFactor"] {
  return (_, fluxAverage) => value * (1 + pdl[0][23] * fluxAverage);
}

/** A boundary constant times its multiplier. */
function product(row: number, column: number, multiplierRow: number, multiplier: number): number {
  return pdm[row][column] * pdl[multiplierRow][multiplier];
}
