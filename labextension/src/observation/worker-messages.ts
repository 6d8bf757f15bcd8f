import type { Observation } from "nightbook/meteoroid";
import type { LoadingOverrides, ResolvedPrior } from "nightbook/priors";
import type { DrawnMeteor } from "../predictive/drawn-meteors";
import type { ObservationSource } from "./observation-of-files";

/** What the page asks of its worker. A new request to draw ends the one before. */
export type WorkerRequest =
  | { id: number; kind: "observe"; source: ObservationSource; overrides: LoadingOverrides }
  | { id: number; kind: "draw"; observation: Observation; prior: ResolvedPrior; count: number }
  | { id: number; kind: "cancel" };

/** What the worker answers; draws come in several parts, `null` for a meteor that cannot be. */
export type WorkerReply =
  | { id: number; kind: "observation"; observation: Observation }
  | { id: number; kind: "draws"; draws: (DrawnMeteor | null)[]; done: boolean }
  | { id: number; kind: "failed"; message: string };
