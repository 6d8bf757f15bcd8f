export * from "./jitter-run";
export * from "./kld-error";
export * from "./merge-runs";
export * from "./resample-run";
export * from "./reweight-run";
export type { RunAgreement } from "./run-agreement";
export * from "./unravel-run";
