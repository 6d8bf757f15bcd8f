/** What a score of position is made of. */
export interface ScoreKind {
  /** In probit coordinates, which spread out what a prior squeezes against an edge, or in those of the cube. */
  readonly probit: boolean;
  /** Of curved features, or of quadratic ones. */
  readonly curved: boolean;
}

/** All kinds, in the order in which they are tried. */
const allKinds: readonly ScoreKind[] = [
  { probit: false, curved: false },
  { probit: false, curved: true },
  { probit: true, curved: false },
  { probit: true, curved: true },
];
/** All kinds are tried for every so-manieth bound: from one to the next little changes. */
const period = 4;

/** Remembers which kinds of scores served an exploration lately. */
export class ScoreHabits {
  private readonly lately = new Set<ScoreKind>();

  /** The kinds to try for a bound: now and then all, else those that won since. */
  worthTrying(round: number): readonly ScoreKind[] {
    if (round % period === 1) this.lately.clear();
    return this.lately.size === 0 ? allKinds : allKinds.filter((kind) => this.lately.has(kind));
  }

  /** Takes note of the kind that won for a part of a bound. */
  served(kind: ScoreKind, round: number): void {
    if (round % period === 1) this.lately.add(kind);
  }
}
