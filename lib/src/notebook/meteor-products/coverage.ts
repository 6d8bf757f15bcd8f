import type { PointEstimates } from "../../fitting/meteoroid/posterior";

/** Which true values lie in the central intervals that hold 95 %, by variable; those that are not known are left out. */
export type Coverage = Readonly<Record<string, boolean>>;

/**
 * Holds the true values of a simulated meteor against its posterior.
 *
 * @param truths SI units
 * @param physical from sampler coordinates to SI units
 */
export function coverage(
  truths: Readonly<Record<string, number>>,
  variables: readonly string[],
  { low95, high95 }: Pick<PointEstimates, "low95" | "high95">,
  physical: (variable: string, value: number) => number,
): Coverage {
  const covered: Record<string, boolean> = {};
  for (const [k, name] of variables.entries()) {
    const truth = truths[name];
    if (truth === undefined || Number.isNaN(truth)) continue;
    covered[`${name}`] = truth >= physical(name, low95[k]) && truth <= physical(name, high95[k]);
  }
  return covered;
}
