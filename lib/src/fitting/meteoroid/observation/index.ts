export type { HelperVariables } from "../../priors/helper-variables";
export type { Observation } from "./observation";
export { observationFromJson } from "./observation-from-json";
export { observe } from "./observe";
export type { ObservationOverrides, ObserveOptions } from "./observe-options";
export { zenithAngleAtStart } from "./path-geometry";
export { photometricMass } from "./photometric-mass";
export {
  type MeasurementNoise,
  type SyntheticObservationOptions,
  syntheticObservation,
} from "./synthetic-observation";
