import type { FitStatus } from "nightbook/core";
import { phaseFace, progressShare, progressText } from "./fit-progress";
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
): Announcement {
  if (last.text !== "" && now - last.at < pause) return last;
  const text = fits.slice(0, 3).map(sentence).join(" ");
  return text === last.text ? last : { text, at: now };
}

function sentence(fit: FitStatus): string {
  const phase = phaseFace(fit.phase).word.toLowerCase();
  if (hasEnded(fit)) {
    const outcome = fit.logz === null ? "" : `, log Z ${withErrorText(fit.logz, fit.logzError, 1)}`;
    return `${fit.label}: ${phase}${outcome}.`;
  }
  const share = progressShare(fit);
  const percent = share === null ? "" : ` ${Math.round(share * 20) * 5} percent,`;
  return `${fit.label}: ${phase},${percent} ${progressText(fit)}.`;
}
