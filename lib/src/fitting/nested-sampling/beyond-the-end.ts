import { RunningEvidence } from "./evidence";
import type { Posterior } from "./posterior";
import type { Sample } from "./sample";
import type { StrandSettings } from "./strand";

/**
 * A base run ends when its live points hold too little evidence to matter. A narrow peak that none of them has met yet is
 * then missed, silently. So a few live points go on from there until the volume is smaller by this factor of e: one that
 * fills a part p of the region at the end is met about `points · p · e^depth` times. Depth is cheaper than points.
 */
const depth = 7;
/** Part of the live points of the base run that go on. */
const part = 0.1;

/** What a strand that goes on beyond the end of a base run needs. */
export interface Beyond {
  readonly settings: StrandSettings;
  /** True when the strand has gone far enough: at the death of a point among `count`. */
  isFarEnough(worst: Sample, count: number, best: number): boolean;
}

/**
 * A strand that goes on where a base run ended.
 *
 * @param base the samples of the base run, in order of death
 * @param replaced how many of them died by being replaced; the others were alive at the end
 * @param posterior of the base run
 * @param nlive of the base run
 * @param dlogz evidence to come that is too little to matter
 * @returns null where all points that were alive share a likelihood, so that there is nothing beyond
 */
export function beyondTheEnd(
  base: readonly Sample[],
  replaced: number,
  posterior: Posterior,
  { nlive, dlogz }: { readonly nlive: number; readonly dlogz: number },
): Beyond | null {
  if (replaced === 0) return null;
  const lower = base[replaced - 1].logl;
  const alive = base.slice(replaced).filter(({ logl }) => logl > lower);
  const fewest = 2 * base[0].u.length + 2;
  if (alive.length < fewest || alive.every(({ logl }) => logl === alive[0].logl)) return null;
  const { logvol, logz, logl } = posterior;
  const evidence = new RunningEvidence(logvol[logl.findLastIndex((each) => each <= lower)]);
  const enough = evidence.logvol - depth;
  evidence.logz = logz[logz.length - 1];
  return {
    settings: {
      batch: 1,
      nlive: Math.max(fewest, Math.round(part * nlive)),
      lower,
      upper: Number.POSITIVE_INFINITY,
      alive,
    },
    isFarEnough(worst, count, best): boolean {
      if (evidence.logvol < enough && evidence.remaining(best) < dlogz) return true;
      evidence.add(worst.logl, count);
      return false;
    },
  };
}

/** Errors by which the evidence may rise beyond the end of the base run, were nothing found there. */
const surprising = 4;

/** A warning where the evidence rose beyond the end of the base run more than its error explains. */
export function foundBeyond(base: Posterior, after: Posterior): string[] {
  const last = base.logz.length - 1;
  const risen = after.logz[after.logz.length - 1] - base.logz[last];
  if (!(risen > surprising * base.logzerr[last])) return [];
  return [
    `A peak was found only beyond the end of the base run, which raised the log-evidence by ${risen.toFixed(2)}: more may be ` +
      "hidden; compare with a run of another seed, and use more live points (nlive) or a smaller dlogz",
  ];
}
