import { type MeteorLikelihoodOptions, meteorLikelihood, type Observation } from "../../fitting/meteoroid";
import { runSamples, type SampleRuns } from "../../fitting/meteoroid/posterior/sample-runs";

/** What a worker needs to run the model at samples. */
export interface PosteriorTaskData extends Omit<MeteorLikelihoodOptions, "observation"> {
  observation: Observation;
}

/** The side of a posterior's products that runs in a worker thread: samples in, runs out. */
export function posteriorTasks(data: PosteriorTaskData): (samples: Float64Array) => SampleRuns {
  const { observation, prior } = data;
  const likelihood = meteorLikelihood(data);
  const hasChange = prior.variables.includes("erosion_height_change");
  return (samples) => runSamples(samples, { likelihood, observation, prior, hasChange });
}
