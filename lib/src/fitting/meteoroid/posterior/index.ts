export { type BulkDensity, bulkDensity } from "./bulk-density";
export { type FitQuality, type RunsTest, runsTest } from "./fit-quality";
export { type PointEstimates, pointEstimates, type WeightedSamples } from "./point-estimates";
export { radiatedEnergy } from "./radiated-energy";
export { type PhotometricObservation, radiatedFraction } from "./radiated-fraction";
export { type BandQuantile, type Bands, bandQuantiles, weightedBands } from "./weighted-bands";
