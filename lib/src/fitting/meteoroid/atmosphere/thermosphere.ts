import { cos, exp, log, sin } from "../../../core/special";
import { batesProfile, type ThermosphereShape } from "./bates-profile";
import { type Gravity, gravityAt, scaleHeight } from "./gravity";
import { day, degree, type Harmonics } from "./harmonics";
import { lowerExpansion } from "./lower-expansion";
import { pd, pdl, pdm, pma, ps, pt, ptl, ptm } from "./nrlmsise00-coefficients";
import { correctionFactor, species } from "./species";
import { upperExpansion } from "./upper-expansion";

/** Mean molecular mass below the turbopause, atomic mass units. */
export const meanMass = pdm[2][4];

/** Lower boundary of the Bates profile, km. */
const boundary = ptm[5];
/** Nodes of the temperature spline below it, km. */
const nodeHeights = [pdl[1][15], 110, 100, 90, 72.5] as const;
const junction = nodeHeights[0];

/** Number densities in cm⁻³; zero where the model has no such species. */
export interface Composition {
  He: number;
  O: number;
  N2: number;
  O2: number;
  Ar: number;
  H: number;
  N: number;
  hotO: number;
}

/** What the model says at one height. */
export interface ThermosphereState {
  composition: Composition;
  /** Temperature, K. */
  temperature: number;
  /** Exospheric temperature, K. */
  exospheric: number;
  /** Density that N2 would have if the air were fully mixed, cm⁻³. */
  mixedN2: number;
}

/** The model above 72.5 km for one place and time. */
export interface Thermosphere {
  at(z: number): ThermosphereState;
  gravity: Gravity;
  /** Temperature (K) and gradient (K/km) at 72.5 km, where the middle atmosphere takes over. */
  base: { temperature: number; gradient: number };
}

/** Temperature and composition from 72.5 km upwards ([Picone2002]). */
export function thermosphere(h: Harmonics): Thermosphere {
  const gravity = gravityAt(h.input.latitudeDeg);
  const boundaryTemperature = ptm[1] * pd[3][0] * (1 + upperExpansion(h, pd[3]));
  const exosphericVariation = upperExpansion(h, pt);
  const slopeVariation = upperExpansion(h, ps);
  const spline = nodeTemperatures(h, lowerExpansion);
  // From 300 km upwards the model leaves the variation of the nodes out; they still enter the mixing corrections.
  const meanSpline = nodeTemperatures(h, () => 0);
  const boundaryDensity = new Map(
    species.map((s) => [s.name, pdm[s.row][0] * s.set[0] * exp(upperExpansion(h, s.set))]),
  );
  const hotBoundaryDensity = pdm[7][0] * pd[8][0] * exp(upperExpansion(h, pd[8]));
  const turbopause = 1 + pdl[0][24] * sin(degree * h.input.latitudeDeg) * cos(day * (h.input.dayOfYear - pt[13]));

  const at = (z: number): ThermosphereState => {
    const exospheric = ptm[0] * pt[0] * (z > junction ? 1 + exosphericVariation : 1);
    const boundaryGradient = ptm[3] * ps[0] * (z > 72.5 ? 1 + slopeVariation : 1);
    const shape = {
      exospheric,
      boundaryTemperature,
      boundary,
      slope: boundaryGradient / (exospheric - boundaryTemperature),
      heights: nodeHeights,
      ...(z >= 300 ? meanSpline : spline),
    };
    const profile = batesProfile(gravity, shape);
    const composition = { He: 0, O: 0, N2: 0, O2: 0, Ar: 0, H: 0, N: 0, hotO: 0 };
    let mixedN2 = 0;
    let mixedN2AtBoundary = 0;
    for (const s of species) {
      const atBoundary = boundaryDensity.get(s.name) as number;
      const mixingHeight = pdm[s.row][2] * (s.name === "N2" ? pdl[1][24] * turbopause : 1);
      const mixedAtBoundary = profile.density(mixingHeight, atBoundary, s.mass - meanMass, s.diffusion - 1);
      const mixed = profile.density(z, mixedAtBoundary, meanMass, 0);
      if (s.name === "N2") {
        mixedN2 = mixed;
        mixedN2AtBoundary = mixedAtBoundary;
      }
      const diffusive = profile.density(z, atBoundary, s.mass, s.diffusion);
      const blended = s.isMixed(z);
      let density = blended ? turbopauseBlend(diffusive, mixed, s.mass) : diffusive;
      for (const correction of s.corrections) {
        if (!blended && !correction.everywhere) continue;
        const logFactor = correction.logFactor(mixedN2AtBoundary / mixedAtBoundary, h.fluxAverage);
        density *= correctionFactor(z, correction, logFactor);
      }
      composition[s.name] = density;
    }
    composition.hotO = hotOxygen(gravity, shape, hotBoundaryDensity, z);
    return { composition, temperature: profile.temperature(z), exospheric, mixedN2 };
  };

  return { at, gravity, base: { temperature: spline.temperatures[3], gradient: spline.bottomGradient } };
}

/** Temperatures at the spline nodes below the junction and the gradient at the lowest, given an expansion. */
function nodeTemperatures(h: Harmonics, expansion: typeof lowerExpansion) {
  const mean = [ptm[6], ptm[2], ptm[7], ptm[4]];
  const temperatures = mean.map((t, i) => (t * ptl[i][0]) / (1 - expansion(h, ptl[i])));
  const relative = temperatures[3] / (ptm[4] * ptl[3][0]);
  return {
    temperatures,
    bottomGradient: ptm[8] * pma[8][0] * (1 + expansion(h, pma[8])) * (relative * relative),
  };
}

/** Joins the diffusive density above the turbopause to the mixed density below it. */
function turbopauseBlend(diffusive: number, mixed: number, mass: number): number {
  if (diffusive === 0 || mixed === 0) return diffusive + mixed || 1;
  const transition = pdm[2][3] * pdl[1][5];
  const weight = transition / (meanMass - mass);
  const v = weight * log(mixed / diffusive);
  if (v < -10) return diffusive;
  if (v > 10) return mixed;
  return diffusive * exp(log(1 + exp(v)) / weight);
}

/** Oxygen atoms that are hotter than the air around them; they matter above some 500 km. */
function hotOxygen(gravity: Gravity, shape: ThermosphereShape, atBoundary: number, z: number): number {
  const temperature = pdm[7][9] * pdl[0][6];
  const profile = batesProfile(gravity, { ...shape, exospheric: temperature, boundaryTemperature: temperature });
  const [, , , , centre, width] = pdm[7];
  const decay = (width / scaleHeight(gravity, centre, 16, temperature)) * (exp(-(z - centre) / width) - 1);
  return profile.density(z, atBoundary, 16, 0) * exp(-decay);
}
