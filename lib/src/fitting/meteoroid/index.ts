export * from "./atmosphere";
export { type Constants, defaultConstants, type GrainDistribution } from "./constants";
export { deceleration } from "./erosion/deceleration";
export type { FragmentationEntry, FragmentationOutcome, FragmentationType } from "./erosion/fragmentation-entry";
export type { Implementation } from "./erosion/implementation";
export { massLoss } from "./erosion/mass-loss";
export { pathHeight } from "./erosion/path-height";
export type { ColumnName, StepColumnName } from "./erosion/result-columns";
export type { RunLimits } from "./erosion/run";
export { type MainFragment, type SimulateOptions, type Simulation, simulate } from "./erosion/simulate";
export type { Wake } from "./erosion/wake";
export { compileGrainStep } from "./erosion/web-assembly-kernel";
export { ionizationEfficiency } from "./ionization-efficiency";
export { frameAverage } from "./likelihood/frame-average";
export { gaussianLogLikelihood } from "./likelihood/gaussian-log-likelihood";
export { interpolate } from "./likelihood/interpolate";
export {
  type MeteorLikelihood,
  type MeteorLikelihoodOptions,
  meteorLikelihood,
  type Prediction,
} from "./likelihood/meteor-likelihood";
export type { ObservedMeteor } from "./likelihood/observed-meteor";
export type { SimulatedCurves } from "./likelihood/simulated-curves";
export { luminousEfficiency } from "./luminous-efficiency";
export { meteorModel } from "./meteor-model";
export * from "./observation";
export * from "./posterior";
