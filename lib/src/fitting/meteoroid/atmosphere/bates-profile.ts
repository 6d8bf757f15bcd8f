import { exp, log } from "../../../core/special";
import { type Gravity, gasConstant, geopotentialHeight, gravityAtHeight } from "./gravity";
import { temperatureSegment } from "./temperature-segment";

/** Temperatures that shape the profile above 72.5 km. */
export interface ThermosphereShape {
  /** Exospheric temperature, K. */
  exospheric: number;
  /** Temperature at the lower boundary of the Bates profile, K. */
  boundaryTemperature: number;
  /** Height of that boundary, km. */
  boundary: number;
  /** Slope parameter of the Bates profile, 1/km. */
  slope: number;
  /** Heights of the spline nodes, km, from the top down; Bates profile and spline join at the first. */
  heights: readonly number[];
  /** Temperatures at the nodes below the first, K. */
  temperatures: readonly number[];
  /** dT/dz at the lowest node, K/km. */
  bottomGradient: number;
}

/** Temperature, and the densities of gases in diffusive equilibrium with it, above 72.5 km. */
export interface BatesProfile {
  /** Temperature at a height in km, K. */
  temperature(z: number): number;
  /**
   * Density at the height `z` km of a gas with the density `atBoundary` at the lower boundary.
   * `mass`, in atomic mass units, may be a difference of masses; `diffusion` is the thermal diffusion coefficient.
   */
  density(z: number, atBoundary: number, mass: number, diffusion: number): number;
}

/** A Bates profile above the first node, a spline of the reciprocal temperature below it ([Picone2002]). */
export function batesProfile(gravity: Gravity, shape: ThermosphereShape): BatesProfile {
  const { exospheric, boundaryTemperature, boundary, slope, heights } = shape;
  const junction = heights[0];
  const boundaryGravity = gravityAtHeight(gravity, boundary);
  const bates = (z: number) =>
    exospheric - (exospheric - boundaryTemperature) * exp(-slope * geopotentialHeight(gravity, z, boundary));
  const junctionTemperature = bates(junction);
  const radii = (gravity.radius + boundary) / (gravity.radius + junction);
  const segment = temperatureSegment(gravity, {
    heights,
    temperatures: [junctionTemperature, ...shape.temperatures],
    topGradient: (exospheric - junctionTemperature) * slope * (radii * radii),
    bottomGradient: shape.bottomGradient,
  });

  return {
    temperature: (z) => (z >= junction ? bates(z) : segment.temperature(z)),
    density(z, atBoundary, mass, diffusion) {
      const gamma = (mass * boundaryGravity) / (slope * gasConstant * exospheric);
      const batesHeight = Math.max(z, junction);
      const batesTemperature = bates(batesHeight);
      const decay = exp(-slope * gamma * geopotentialHeight(gravity, batesHeight, boundary));
      const batesDensity =
        atBoundary *
        power(boundaryTemperature / batesTemperature, 1 + diffusion + gamma) *
        (decay > 50 || batesTemperature <= 0 ? 50 : decay);
      if (z >= junction) return batesDensity;
      const temperature = segment.temperature(z);
      const exponent = temperature <= 0 ? 50 : segment.exponent(z, mass);
      return batesDensity * power(junctionTemperature / temperature, 1 + diffusion) * exp(-exponent);
    },
  };
}

/** A ratio of temperatures to a real power. */
function power(ratio: number, exponent: number): number {
  return exponent === 1 ? ratio : exp(exponent * log(ratio));
}
