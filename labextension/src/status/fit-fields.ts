import type { FitStatus } from "nightbook/core";
import { english, type Trans } from "../translate";
import { countText, decimalText, durationText, unknownText } from "./number-text";

/** One field of the status line: its name, what it means in plain words, its value. */
export interface FitField {
  id: string;
  name: string;
  explain(fit: FitStatus): string;
  value(fit: FitStatus, trans?: Trans): string;
}

/** The importance engine counts rounds and kept evaluations; the others count accepted points. */
const isImportance = (fit: FitStatus): boolean => fit.engine === "importance";

/** Every field of the sampler's status line, in its order. */
export const fitFields: readonly FitField[] = [
  {
    id: "iteration",
    name: "Iterations",
    explain: (fit) =>
      isImportance(fit)
        ? "Evaluations of the likelihood that were kept so far."
        : "Points accepted so far. Each one is better than the worst point it replaces.",
    value: (fit) => countText(fit.iteration),
  },
  {
    id: "elapsed",
    name: "Time",
    explain: () => "Time since the fit began.",
    value: (fit, trans) => durationText(fit.elapsed, trans),
  },
  {
    id: "pace",
    name: "Pace",
    explain: () => "How long one iteration takes on average.",
    value: (fit, trans) => (fit.iteration > 0 ? paceText(fit.elapsed / fit.iteration, trans) : unknownText),
  },
  {
    id: "batch",
    name: "Batch",
    explain: (fit) =>
      isImportance(fit)
        ? "Round of sampling. Each round learns from the ones before it."
        : "Batch 0 is the base run over the whole prior; each later batch adds points where they help most.",
    value: (fit) => countText(fit.batch),
  },
  {
    id: "bound",
    name: "Bounds",
    explain: () => "How many times the region to search was drawn anew around the best points.",
    value: (fit) => countText(fit.bound),
  },
  {
    id: "nc",
    name: "Calls per point",
    explain: (fit) =>
      isImportance(fit)
        ? "Likelihood calls per kept evaluation. High numbers mean that much of the search is in vain."
        : "Likelihood calls that the last accepted point took. High numbers mean a hard search.",
    value: (fit) => countText(fit.nc),
  },
  {
    id: "ncall",
    name: "Likelihood calls",
    explain: () => "How many times the model was run and compared with the data.",
    value: (fit) => countText(fit.ncall),
  },
  {
    id: "efficiency",
    name: "Efficiency",
    explain: (fit) =>
      isImportance(fit)
        ? "Effective samples per hundred likelihood calls."
        : "Accepted points per hundred likelihood calls.",
    value: (fit) => (fit.efficiency === null ? unknownText : `${decimalText(fit.efficiency, 2)} %`),
  },
  {
    id: "loglstar",
    name: "log L range",
    explain: (fit) =>
      isImportance(fit)
        ? "Log-likelihood: lowest of the points < contour that the search is in < best found."
        : "Log-likelihood: where the batch begins < the threshold that a new point must beat < where the batch ends.",
    value: (fit) =>
      fit.loglstar.every((value) => value === null)
        ? unknownText
        : fit.loglstar
            .map((value, i) => (value === null ? ["−∞", unknownText, "∞"][i] : decimalText(value, 1)))
            .join(" < "),
  },
  {
    id: "stopping",
    name: "Stopping",
    explain: (fit) =>
      fit.stopping.name === "dlogz"
        ? "Evidence that may still be missing, in log Z. The run ends once it is below the tolerance on the right."
        : "How far the run is from its goal. It ends at the number on the right or below.",
    value: (fit) => `${decimalText(fit.stopping.value, 3)} → ${decimalText(fit.stopping.tolerance, 3)}`,
  },
  {
    id: "effective",
    name: "Effective size",
    explain: () => "Independent samples that the posterior is worth so far, of those wanted.",
    value: (fit, trans = english) => {
      const now = fit.nEffective === null ? unknownText : countText(fit.nEffective);
      return fit.nEffectiveWanted > 0 ? trans.__("%1 of %2", now, countText(fit.nEffectiveWanted)) : now;
    },
  },
];

function paceText(secondsPerIteration: number, trans: Trans = english): string {
  if (secondsPerIteration >= 1) return trans.__("%1 s each", decimalText(secondsPerIteration, 2));
  if (secondsPerIteration >= 1e-3) return trans.__("%1 ms each", decimalText(secondsPerIteration * 1e3, 1));
  return trans.__("%1 µs each", decimalText(secondsPerIteration * 1e6, 0));
}
