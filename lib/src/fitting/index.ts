export * as exporting from "./exports";
export * as meteoroid from "./meteoroid";
export * as nestedSampling from "./nested-sampling";
export * as priors from "./priors";
