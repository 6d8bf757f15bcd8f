import { exp, log, pow } from "../../../core/special";
import { greatest, mean } from "./statistics";

/** Speed of a shower, m/s, and the apparent magnitude at which its meteors drown in the noise. */
const showers: Record<string, { speed: number; limit: number }> = {
  DRA: { speed: 20_000, limit: 8.0671 },
  CAP: { speed: 23_000, limit: 7.8009 },
  ORI: { speed: 66_000, limit: 7.3346 },
};

/**
 * Noise of the luminosity: the power that a meteor at the limiting magnitude of its shower would radiate,
 * by the faintest point of the light curve. Fast meteors smear out and are lost earlier; for a shower whose limit
 * was not measured it follows from a power law in speed through those that were.
 *
 * @param apparentMagnitude shape `[n]`
 * @param luminosity shape `[n]`, W
 * @param initialSpeed m/s
 * @param shower IAU code, if the meteor belongs to one
 * @returns W
 */
export function luminosityNoise(
  apparentMagnitude: readonly number[],
  luminosity: readonly number[],
  initialSpeed: number,
  shower: string | null,
): number {
  const faintest = apparentMagnitude.indexOf(greatest(apparentMagnitude));
  const known = shower !== null && Object.hasOwn(showers, shower) ? showers[shower] : undefined;
  const limit = known?.limit ?? limitingMagnitude(initialSpeed);
  return luminosity[faintest] / pow(10, (apparentMagnitude[faintest] - limit) / -2.5);
}

/** The straight line through the logarithms of the measured limits. */
function limitingMagnitude(speed: number): number {
  const measured = Object.values(showers);
  const x = measured.map((shower) => log(shower.speed));
  const y = measured.map((shower) => log(shower.limit));
  const centreX = mean(x);
  const centreY = mean(y);
  const covariance = mean(x.map((value, i) => (value - centreX) * (y[i] - centreY)));
  const variance = mean(x.map((value) => (value - centreX) * (value - centreX)));
  return exp(centreY + (covariance / variance) * (log(speed) - centreX));
}
