export * from "./effective-sample-size";
export * from "./weighted-quantiles";
