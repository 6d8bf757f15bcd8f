import { type Chart, fitQualityPlot, posteriorBands, type QualityData } from "../charts";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import type { Observation } from "../fitting/meteoroid";
import { pointEstimates } from "../fitting/meteoroid/posterior";
import { atObservedHeights, type ObservedCurves } from "../fitting/meteoroid/posterior/at-observed-heights";
import type { NestedSamplingResult } from "../fitting/nested-sampling";
import type { MeteorFit } from "./meteor-fit.node";
import { type PosteriorBands, posteriorOfRuns } from "./meteor-products/backup";
import { fitQuality, type PredictivePValues, predictivePValues } from "./meteor-products/fit-quality";
import { type PosteriorRunOptions, posteriorRuns } from "./meteor-products/posterior-runs.node";
import { weightedSamples } from "./meteor-products/sample-values";
import { solutions } from "./meteor-products/solutions";

/** What a posterior predicts at the observed points. Draws itself as the data inside the bands of the posterior. */
export class MeteorPredictive implements Displayable {
  constructor(
    readonly name: string,
    readonly observation: Observation,
    /** Weighted quantiles of luminosity, magnitude, velocity and lag over all samples, at the observed points, SI units. */
    readonly bands: PosteriorBands,
    /** The best fit at the same points. */
    readonly best: ObservedCurves,
    /** Probabilities, over the posterior, that a new observation of light or lag would have larger errors. */
    readonly pValues: PredictivePValues,
    private readonly panels: readonly QualityData[],
  ) {}

  /** Data, best fit, and the ranges that hold 68.3 %, 95 % and 99.7 % of the posterior's simulated meteors. */
  chart(): Chart {
    const { observation: meteor, bands, best, name: title } = this;
    return posteriorBands({ meteor, bands, best }, { title });
  }

  /** Is this fit any good: residuals in units of the noise, runs test, posterior-predictive probabilities. */
  quality(): Chart {
    return fitQualityPlot(this.panels, { title: this.name });
  }

  [displaySymbol](): MimeBundle {
    return this.chart()[displaySymbol]();
  }

  /** One sentence. */
  toString(): string {
    return `${this.name}: ${this.chart().description}`;
  }
}

/**
 * Runs the model at every sample of a posterior, in worker threads.
 * @throws {RangeError} when the best fit cannot be simulated
 */
export async function meteorPredictive(
  { meteor, observation, resolved: prior, densCo, likelihood }: MeteorFit,
  nested: NestedSamplingResult,
  options: PosteriorRunOptions,
): Promise<MeteorPredictive> {
  const posterior = weightedSamples(nested, prior.variables);
  const { samples, weights } = posterior;
  const { solved, failed } = solutions(pointEstimates(posterior), likelihood, observation, prior);
  const best = solved.find(({ name }) => name === "BestGuess");
  if (best === undefined) {
    throw new RangeError(
      `The best fit cannot be simulated: ${failed.find(({ name }) => name === "BestGuess")?.reason}`,
    );
  }
  const runs = await posteriorRuns(samples, { observation, prior, densCo }, options);
  const pValues = predictivePValues(runs, weights);
  return new MeteorPredictive(
    meteor.name,
    observation,
    posteriorOfRuns(runs, weights, observation).bands,
    atObservedHeights(best.curves, observation),
    pValues,
    fitQuality(best, observation, pValues).panels,
  );
}
