/** How often something is drawn from, and which part of the tries succeeds when its volume is counted. */
export interface Counted {
  readonly share: number;
  readonly acceptance: number;
}

/** Few tries may look hopeless, or certain, by chance: the least acceptance, and the least variance of a try. */
const [leastAcceptance, leastVariance] = [1e-6, 0.01];

/**
 * Relative errors that volumes may have so that `√Σ (share · error)²`, which they cause together, is `inAll`, after the
 * fewest tries: as many for each volume as its share times the spread of a try.
 */
export function wantedErrors(counted: readonly Counted[], inAll: number): number[] {
  const spreads = counted.map(({ acceptance }) =>
    Math.sqrt(Math.max(1 / Math.max(acceptance, leastAcceptance) - 1, leastVariance)),
  );
  const total = counted.reduce((sum, { share }, k) => sum + share * spreads[k], 0);
  return counted.map(({ share }, k) => inAll * Math.sqrt(spreads[k] / (share * total)));
}
