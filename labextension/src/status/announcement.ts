import type { FitStatus } from "nightbook/core";
import { english, type Trans } from "../translate";
import { fitFace, progressShare, progressText } from "./fit-progress";
import { hasEnded } from "./kernel-fits";
import { withErrorText } from "./number-text";

/** What a screen reader was last told, and when. */
export interface Announcement {
  text: string;
  at: number;
}

/**
 * The next sentence for the live region. It changes at most once per pause, whatever the
 * rate of updates, and says only what one would want to hear: phase, share, time left.
 * @param pause shortest time between two sentences, milliseconds
 */
export function nextAnnouncement(
  last: Announcement,
  fits: readonly FitStatus[],
  now: number,
  pause: number,
  trans: Trans = english,
): Announcement {
  if (last.text !== "" && now - last.at < pause) return last;
  const text = fits
    .slice(0, 3)
    .map((fit) => sentence(fit, trans))
    .join(" ");
  return text === last.text ? last : { text, at: now };
}

function sentence(fit: FitStatus, trans: Trans): string {
  const phase = trans.__(fitFace(fit).word).toLowerCase();
  if (hasEnded(fit)) {
    if (fit.logz === null) return trans.__("%1: %2.", fit.label, phase);
    return trans.__("%1: %2, log Z %3.", fit.label, phase, withErrorText(fit.logz, fit.logzError, 1));
  }
  const share = progressShare(fit);
  const left = progressText(fit, trans);
  if (share === null) return trans.__("%1: %2, %3.", fit.label, phase, left);
  return trans.__("%1: %2, %3 percent, %4.", fit.label, phase, Math.round(share * 20) * 5, left);
}
