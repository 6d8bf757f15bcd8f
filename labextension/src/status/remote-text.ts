import type { FitStatus, RemoteCores } from "nightbook/core";
import { english, type Trans } from "../translate";
import { countText, decimalText } from "./number-text";

/** What one worker on another machine contributes: `16 cores, 310 points/s`. */
export function remoteText({ cores, perSecond }: RemoteCores, trans: Trans = english): string {
  const text = coresText(cores, trans);
  return perSecond > 0 ? trans.__("%1, %2 points/s", text, paceText(perSecond)) : trans.__("%1, no answer yet", text);
}

/** What all workers together do: `16 workers, 310 calls/s`. */
export function workersText({ workers, ncall, elapsed }: FitStatus, trans: Trans = english): string {
  const text = workers === 1 ? trans.__("1 worker") : trans.__("%1 workers", countText(workers));
  return ncall > 0 && elapsed > 0 ? trans.__("%1, %2 calls/s", text, paceText(ncall / elapsed)) : text;
}

/** What they contribute together. */
export function remoteSummary(remote: readonly RemoteCores[], trans: Trans = english): string {
  const sum = (of: (worker: RemoteCores) => number): number => remote.reduce((total, worker) => total + of(worker), 0);
  const cores = sum((worker) => worker.cores);
  const perSecond = sum((worker) => worker.perSecond);
  const text = coresText(cores, trans);
  return perSecond > 0
    ? trans.__("Of them on other machines: %1, %2 points/s", text, paceText(perSecond))
    : trans.__("Of them on other machines: %1", text);
}

function coresText(cores: number, trans: Trans): string {
  return cores === 1 ? trans.__("1 core") : trans.__("%1 cores", countText(cores));
}

function paceText(perSecond: number): string {
  return perSecond >= 10 ? countText(perSecond) : decimalText(perSecond, perSecond >= 1 ? 1 : 2);
}
