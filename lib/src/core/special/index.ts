export * from "./elementary";
export * from "./erf";
export * from "./gamma-quantile";
export { gammaP, gammaQ } from "./incomplete-gamma";
export * from "./log-gamma";
export * from "./normal-cdf";
export * from "./normal-quantile";
