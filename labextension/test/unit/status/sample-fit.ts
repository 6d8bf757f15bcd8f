import type { FitStatus, StatusMessage } from "nightbook/core";

/** A running fit with the numbers of a well-known status line; fields can be replaced. */
export function sampleFit(changes: Partial<FitStatus> = {}): FitStatus {
  return {
    id: "fit-1",
    label: "20191023_091225",
    engine: "dynamic",
    phase: "batch",
    iteration: 328433,
    batch: 3,
    bound: 4,
    nc: 97,
    ncall: 2878565,
    efficiency: 0.971,
    loglstar: [-437.933, -436.032, -432.656],
    logz: -472.176,
    logzError: 0.219,
    stopping: { name: "stop", value: 1.179, tolerance: 1 },
    nEffective: 8480,
    nEffectiveWanted: 10000,
    startedAt: 1_700_000_000_000,
    elapsed: 300,
    remaining: 100,
    workers: 2,
    trace: { ncall: [100, 200], logz: [-500, -472], logzError: [1, 0.2] },
    warnings: [],
    ...changes,
  };
}

export function sampleMessage(changes: Partial<StatusMessage> = {}): StatusMessage {
  return { v: 1, kernelSession: "one", seq: 1, sent: 0, fits: [sampleFit()], ...changes };
}
