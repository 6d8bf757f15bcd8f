import type { Basis, MeanTerm } from "./basis";
import { ForwardSelection } from "./forward-selection";
import type { Moments } from "./moments";

/** Terms beyond the straight ones, at most, and how many may bring nothing before the search ends. */
const mostTerms = 60;
const patience = 5;

/** The terms that a mean shall have. */
export interface ChosenTerms {
  /** In held-out log-density, over the straight terms. */
  readonly gain: number;
  /** Places among all terms. */
  readonly terms: readonly number[];
  /** As many, chosen by each half of the points alone. */
  readonly ofHalves: readonly (readonly number[])[];
}

/**
 * Chooses the terms of means: those that explain most one after the other, as many as pay on the other half of the points.
 */
export class TermChoice {
  /** Coordinates that each term depends on; −1 for none. */
  private readonly axes: readonly (readonly number[])[];

  /**
   * @param terms all terms
   * @param halves their moments in each half of the points
   * @param whole those of all points
   * @param most terms that the points can decide
   */
  constructor(
    basis: Basis,
    terms: readonly MeanTerm[],
    private readonly halves: readonly [Moments, Moments],
    private readonly whole: Moments,
    private readonly most: number,
  ) {
    this.axes = terms.map(({ first, second }) => [basis.axisOf(first), basis.axisOf(second)]);
  }

  /** Those for the mean of a coordinate given others. */
  best(target: number, given: readonly number[]): ChosenTerms {
    const [left, right] = this.halves;
    const paths = [this.path(left, right, target, given), this.path(right, left, target, given)];
    const steps = Math.min(paths[0].scores.length, paths[1].scores.length);
    let many = 0;
    const score = (k: number): number => 0.5 * (paths[0].scores[k] + paths[1].scores[k]);
    for (let k = 1; k < steps; k++) if (score(k) > score(many)) many = k;
    const selection = this.begun(this.whole, target, given);
    for (let k = 0; k < many; k++) selection.addBest();
    const ofHalves = paths.map(({ selection, first }) => selection.chosen.slice(0, first + many));
    return { gain: score(many) - score(0), terms: selection.chosen, ofHalves };
  }

  private path(
    learned: Moments,
    judged: Moments,
    target: number,
    given: readonly number[],
  ): { selection: ForwardSelection; first: number; scores: number[] } {
    const selection = this.begun(learned, target, given);
    const first = selection.chosen.length;
    const scores = [selection.heldOut(judged)];
    const most = Math.min(mostTerms, this.most - first);
    let best = 0;
    while (scores.length <= most && scores.length - 1 - best < patience && selection.addBest()) {
      scores.push(selection.heldOut(judged));
      if (scores[scores.length - 1] > scores[best]) best = scores.length - 1;
    }
    return { selection, first, scores };
  }

  /** With the straight terms. */
  private begun(moments: Moments, target: number, given: readonly number[]): ForwardSelection {
    const isGiven = new Set([-1, ...given]);
    const allowed = Uint8Array.from(this.axes, (axes) => (axes.every((axis) => isGiven.has(axis)) ? 1 : 0));
    const selection = new ForwardSelection(moments, 1 + target, allowed);
    for (const term of straightTerms(given)) selection.add(term);
    return selection;
  }
}

/** Places of the constant and of coordinates among all terms. */
export function straightTerms(given: readonly number[]): number[] {
  return [0, ...given.map((axis) => 1 + axis)];
}
