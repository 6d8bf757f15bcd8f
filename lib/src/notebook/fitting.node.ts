import type { Meteor } from "./meteor.node";
import { MeteorFit } from "./meteor-fit.node";
import type { Prior } from "./prior.node";

export * from "../fitting";
export { fitMeteors as meteors } from "./fit-meteors.node";
export { simulateMeteor as simulation } from "./meteor-simulation.node";
export { openModelFit as model } from "./model-fit.node";
export { openPrior as prior, writePrior as priorFile } from "./prior.node";

export { posteriorOfRun as posterior } from "./run-folder/run-folder.node";

/**
 * A fit of the erosion model to a meteor; call `run` on it.
 *
 * @param meteor the observation
 * @param prior what is free, within which bounds, and what is fixed
 * @param options `densCo`: a polynomial of the air density to use instead of the one fitted to the atmosphere model
 * @returns the fit, ready to run
 * @throws {PriorError} with every issue when the prior has errors
 * @example
 * ```ts
 * import { fitting, ingest } from "nightbook";
 *
 * const orionid = await ingest.meteor("notebooks/data/meteor/20191023_091225_trajectory.pickle");
 * const fit = fitting.meteor(orionid, fitting.prior("single-body"));
 * fit.resolved.variables.length; // => 6
 * ```
 */
export function meteor(meteor: Meteor, prior: Prior, options: { densCo?: readonly number[] } = {}): MeteorFit {
  return new MeteorFit(meteor, prior, options.densCo);
}
