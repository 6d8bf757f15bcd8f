export type { Bound } from "./bound-draws";
export { type BoundData, type BoundOptions, boundPlot } from "./bound-plot";
export { type CameraImageOptions, type CameraPixels, cameraImage } from "./camera-image";
export { Chart, chart, type VegaLiteSpec } from "./chart";
export { columnPlot, type NamedNumbers } from "./column-plot";
export { type CornerOptions, cornerPlot } from "./corner-plot";
export { type EvidenceData, type EvidenceOptions, evidenceTrace } from "./evidence-trace";
export { type FitCurve, type FitOverData, fitOverData } from "./fit-over-data";
export { fitQualityPlot, type QualityData } from "./fit-quality-plot";
export { type ImageOptions, type ImagePixels, imageChart } from "./image";
export { type LagData, type LagOptions, lagChart } from "./lag";
export { type ChartOptions, type LightCurveData, lightCurve } from "./light-curve";
export { type LightOfParts, lightOfParts } from "./light-of-parts";
export { marginalDistributions } from "./marginal-distributions";
export { type MeteorObservationData, meteorObservation } from "./meteor-observation";
export type { ParameterOptions, Posterior } from "./posterior";
export { type BandQuantiles, type PosteriorBandsData, posteriorBands } from "./posterior-bands";
export { type PriorDensityData, priorDensities } from "./prior-densities";
export { meteoroidQuantity, type Quantity } from "./quantity";
export { type RunData, runPlot } from "./run-plot";
export {
  type MeasuredMeteor,
  type SimulatedMeteor,
  type SimulationOptions,
  simulationOverData,
} from "./simulation-over-data";
export { type SolutionOverData, solutionsOverData } from "./solutions-over-data";
export { type TraceData, type TraceOptions, tracePlot } from "./trace-plot";
export { type WakeData, wakePlot } from "./wake-plot";
export { type DistributionData, weightedDistribution } from "./weighted-distribution";
