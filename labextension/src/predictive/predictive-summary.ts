import type { Observation } from "nightbook/meteoroid";
import { english, type Trans } from "../translate";
import type { DrawnMeteor } from "./drawn-meteors";

/** How well draws from a prior cover an observation. */
export interface PredictiveSummary {
  /** Draws asked for, and those of them that make no meteor. */
  draws: number;
  impossible: number;
  /** Share of the observed points that lie where the middle 90 % of the draws are, their noise allowed for. */
  light: number;
  lag: number;
  verdict: "covers" | "partly" | "misses";
}

/** Compares draws with the data; `null` while there is none that makes a meteor. */
export function predictiveSummary(
  observation: Observation,
  draws: readonly (DrawnMeteor | null)[],
): PredictiveSummary | null {
  const meteors = draws.filter((draw) => draw !== null);
  if (meteors.length === 0) return null;
  const { absolute_magnitudes, noise_mag, lag, noise_lag } = observation;
  const light = coverage(absolute_magnitudes, noise_mag, (i) => meteors.map((meteor) => meteor.magnitudeAtData[i]!));
  const inLag = coverage(lag, noise_lag, (i) => meteors.map((meteor) => meteor.lagAtData[i]!));
  const least = Math.min(light, inLag);
  return {
    draws: draws.length,
    impossible: draws.length - meteors.length,
    light,
    lag: inLag,
    verdict: least >= 0.9 ? "covers" : least >= 0.5 ? "partly" : "misses",
  };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The summary in words: what one sees in the picture, and what to do about it. */
export function summaryText(summary: PredictiveSummary, trans: Trans = english): string {
  const { draws, impossible, light, lag, verdict } = summary;
  const judgement = {
    covers: "The prior can explain this meteor.",
    partly: "The prior reaches part of the data: widen the bounds that keep the curves away from the rest.",
    misses: "The prior hardly reaches the data: check bounds and observation.",
  }[verdict];
  const shares = trans.__(
    "Of the light curve %1 and of the lag %2 of the points lie within the middle 90 % of the draws.",
    percent(light),
    percent(lag),
  );
  const none =
    impossible > 0 ? trans.__("%1 of %2 draws make no meteor that can be simulated.", impossible, draws) : "";
  return [trans.__(judgement), shares, none].filter((part) => part !== "").join(" ");
}

function coverage(data: readonly number[], noise: number, drawn: (point: number) => number[]): number {
  const covered = data.filter((value, i) => {
    const values = drawn(i).filter((draw) => !Number.isNaN(draw));
    if (values.length === 0) return false;
    values.sort((a, b) => a - b);
    const margin = Number.isFinite(noise) ? noise : 0;
    return value >= quantile(values, 0.05) - margin && value <= quantile(values, 0.95) + margin;
  });
  return data.length === 0 ? 1 : covered.length / data.length;
}

/** Of sorted values, which may end in infinities. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
