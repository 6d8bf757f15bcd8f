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

  /** How many points lie below a log-likelihood and how many share it, the one in `slot` left out. */
  rankOf(logl: number, slot: number): { lower: number; equal: number } {
    let lower = 0;
    let equal = 0;
    for (let i = 0; i < this.points.length; i++) {
      if (i === slot) continue;
      if (this.points[i].logl < logl) lower++;
      else if (this.points[i].logl === logl) equal++;
    }
    return { lower, equal };
  }
}
