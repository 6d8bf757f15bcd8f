import type { FitStatus } from "nightbook/core";
import type { Trans } from "../translate";
import { durationText, withErrorText } from "./number-text";

/** What the notice says: outcome, time and evidence. */
export function endText(fit: FitStatus, trans: Trans): string {
  const took = durationText(fit.elapsed, trans);
  switch (fit.phase) {
    case "failed":
      return trans.__("%1 has failed after %2. %3", fit.label, took, fit.message ?? "").trim();
    case "stopped":
      return trans.__("%1 has stopped after %2. %3", fit.label, took, fit.message ?? "").trim();
    default:
      return trans.__("%1 is done after %2: log Z %3.", fit.label, took, withErrorText(fit.logz, fit.logzError, 2));
  }
}
