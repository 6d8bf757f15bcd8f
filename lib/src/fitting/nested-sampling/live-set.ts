import type { Sample } from "./sample";

/** The points alive, in slots: a new point takes the slot of the one it replaces. */
export class LiveSet {
  readonly points: Sample[] = [];

  /** Slot of the point of least log-likelihood; the first among equals. */
  worst(): number {
    let slot = 0;
    for (let i = 1; i < this.points.length; i++) if (this.points[i].logl < this.points[slot].logl) slot = i;
    return slot;
  }

  /** Greatest log-likelihood. */
  best(): number {
    let best = Number.NEGATIVE_INFINITY;
    for (const { logl } of this.points) if (logl > best) best = logl;
    return best;
  }

  /**
   * Place of a log-likelihood among the points above a contour: how many there are, how many of them lie below
   * it, and how many share it. Points on the contour itself are as good as dead and do not count.
   */
  rankOf(logl: number, contour: number): { above: number; lower: number; equal: number } {
    let above = 0;
    let lower = 0;
    let equal = 0;
    for (const point of this.points) {
      if (point.logl <= contour) continue;
      above++;
      if (point.logl < logl) lower++;
      else if (point.logl === logl) equal++;
    }
    return { above, lower, equal };
  }
}
