import { describe, expect, it } from "@jest/globals";
import { defaultPrior, parsePrior, type ResolvedPrior, requirePrior, resolvePrior } from "../../../src/fitting/priors";
import { goldenBounds, goldenText, helpers, lightCurve } from "./golden";

function resolved(name: string): ResolvedPrior {
  const [prior, extra] = name.split(" + ");
  if (prior.startsWith("(none")) return defaultPrior({ helpers });
  return requirePrior(
    resolvePrior(parsePrior(goldenText(prior)), {
      helpers,
      lightCurve,
      extra: extra === undefined ? undefined : parsePrior(goldenText(extra), { kind: "extraprior" }),
    }),
  );
}

describe("the original program's priors for the example", () => {
  it("are eleven", () => expect(Object.keys(goldenBounds)).toHaveLength(11));

  it.each(Object.entries(goldenBounds))("%s", (name, wanted) => {
    const prior = resolved(name);
    expect(prior.variables).toEqual(wanted.variables);
    expect(prior.flags).toEqual(wanted.flags);
    expect(Object.keys(prior.fixed)).toEqual(Object.keys(wanted.fixed));
    prior.bounds.forEach((bound, i) => {
      bound.forEach((value, side) => {
        expect(Math.abs(value - wanted.bounds[i][side])).toBeLessThanOrEqual(1e-12 * Math.abs(wanted.bounds[i][side]));
      });
    });
    for (const [variable, value] of Object.entries(prior.fixed)) {
      if (typeof value !== "number") expect(value).toBe(wanted.fixed[variable]);
      else expect(Math.abs(value - Number(wanted.fixed[variable]))).toBeLessThanOrEqual(1e-12 * Math.abs(value));
    }
    expect(Object.keys(prior.details)).toHaveLength(prior.variables.length + Object.keys(prior.fixed).length);
  });
});
