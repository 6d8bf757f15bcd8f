import type { RemoteCores } from "nightbook/core";
import { countText, decimalText } from "./number-text";

/** What one worker on another machine contributes: `16 cores, 310 points/s`. */
export function remoteText({ cores, perSecond }: RemoteCores): string {
  const coresText = cores === 1 ? "1 core" : `${countText(cores)} cores`;
  return perSecond > 0 ? `${coresText}, ${paceText(perSecond)}` : `${coresText}, no answer yet`;
}

/** What they contribute together. */
export function remoteSummary(remote: readonly RemoteCores[]): string {
  const sum = (of: (worker: RemoteCores) => number): number => remote.reduce((total, worker) => total + of(worker), 0);
  const cores = sum((worker) => worker.cores);
  const perSecond = sum((worker) => worker.perSecond);
  const pace = perSecond > 0 ? `, ${paceText(perSecond)}` : "";
  return `Of them on other machines: ${cores === 1 ? "1 core" : `${countText(cores)} cores`}${pace}`;
}

function paceText(perSecond: number): string {
  return `${perSecond >= 10 ? countText(perSecond) : decimalText(perSecond, perSecond >= 1 ? 1 : 2)} points/s`;
}
