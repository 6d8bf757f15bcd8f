import { nelderMead } from "./nelder-mead";
import { mean } from "./statistics";

/**
 * Noise of the lag: the scatter about a body that keeps its speed until a time t₀ and then falls behind as
 * −|a|(t − t₀)³ − |b|(t − t₀)².
 *
 * The sum of squares is flat in places, and the search for its minimum is stopped early, as in the fits
 * that were published; so this is a good guess rather than the least value.
 *
 * @param time shape `[n]`, s
 * @param lag shape `[n]`, m
 * @returns root of the mean square, m
 */
export function lagNoise(time: readonly number[], lag: readonly number[]): number {
  const residuals = ([a, b, , t0]: readonly number[]): number[] => {
    const first = fallenBehind(time[0] - t0, a, b);
    return lag.map((value, i) => value - (fallenBehind(time[i] - t0, a, b) - first));
  };
  const sumOfSquares = (parameters: readonly number[]): number =>
    residuals(parameters).reduce((sum, residual) => sum + residual * residual, 0);
  // The third parameter plays no part; it is there because it makes the simplex, and so the stop, what it was.
  const { x } = nelderMead(sumOfSquares, [mean(lag), 0, 0, mean(time)]);
  return Math.sqrt(mean(residuals(x).map((residual) => residual * residual)));
}

function fallenBehind(elapsed: number, a: number, b: number): number {
  if (elapsed <= 0) return 0;
  return -Math.abs(a) * elapsed * elapsed * elapsed - Math.abs(b) * elapsed * elapsed;
}
