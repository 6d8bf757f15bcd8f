import { exp } from "../../../core/special";
import type { Harmonics } from "./harmonics";
import { lowerExpansion } from "./lower-expansion";
import { pavgm, pdm, pma } from "./nrlmsise00-coefficients";
import { temperatureSegment } from "./temperature-segment";
import { type Composition, meanMass, type Thermosphere } from "./thermosphere";

/** Composition and temperature at one height below 72.5 km. */
export interface MiddleAtmosphereState {
  composition: Composition;
  /** Temperature, K. */
  temperature: number;
}

/**
 * The model below 72.5 km: air that is fully mixed from 62.5 km down, hydrostatic along two more stretches of the
 * temperature spline ([Picone2002]). It continues the thermosphere above it.
 */
export function middleAtmosphere(
  h: Harmonics,
  { at, gravity, base }: Thermosphere,
): (z: number) => MiddleAtmosphereState {
  const top = at(72.5);
  const nodes = pavgm.slice(0, 7).map((mean, i) => (pma[i][0] * mean) / (1 - lowerExpansion(h, pma[i])));
  const gradient = (mean: number, row: number, node: number) => {
    const relative = nodes[node] / (pma[node][0] * pavgm[node]);
    return mean * pma[row][0] * (1 + lowerExpansion(h, pma[row])) * (relative * relative);
  };
  const middleGradient = gradient(pavgm[8], 9, 2);
  const upper = temperatureSegment(gravity, {
    heights: [72.5, 55, 45, 32.5],
    temperatures: [base.temperature, ...nodes.slice(0, 3)],
    topGradient: base.gradient,
    bottomGradient: middleGradient,
  });
  const lower = temperatureSegment(gravity, {
    heights: [32.5, 20, 15, 10, 0],
    temperatures: nodes.slice(2),
    topGradient: middleGradient,
    bottomGradient: gradient(pavgm[7], 7, 6),
  });
  const mixedN2 = (z: number) => {
    const upperEnd = Math.max(z, 32.5);
    let density =
      top.mixedN2 * (base.temperature / upper.temperature(upperEnd)) * exp(-upper.exponent(upperEnd, meanMass));
    if (z <= 32.5) density *= (nodes[2] / lower.temperature(z)) * exp(-lower.exponent(z, meanMass));
    return density;
  };

  return (z) => {
    const weight = z > 62.5 ? 1 - (72.5 - z) / (72.5 - 62.5) : 0;
    const above = top.composition;
    const N2 = mixedN2(z) * (1 + weight * (above.N2 / top.mixedN2 - 1));
    const share = (density: number, fraction: number) =>
      N2 * fraction * (1 + weight * (density / (above.N2 * fraction) - 1));
    return {
      composition: {
        He: share(above.He, pdm[0][1]),
        O: 0,
        N2,
        O2: share(above.O2, pdm[3][1]),
        Ar: share(above.Ar, pdm[4][1]),
        H: 0,
        N: 0,
        hotO: 0,
      },
      temperature: z > 32.5 ? upper.temperature(z) : lower.temperature(z),
    };
  };
}
