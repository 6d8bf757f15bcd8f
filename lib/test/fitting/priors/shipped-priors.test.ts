import { describe, expect, it } from "@jest/globals";
import { parsePrior, requirePrior, resolvePrior, shippedPrior, shippedPriors } from "../../../src/fitting/priors";
import { goldenBounds, helpers, lightCurve } from "./golden";

/** Which file of the original program a shipped prior stands for. */
const originals: Record<string, string> = {
  "single-body": "stony_meteoroid_SingleBody.prior",
  "one-erosion": "stony_meteoroid_1ErosFrag.prior",
  "two-erosions": "stony_meteoroid_2ErosFrag.prior",
  "erosion-and-disruption": "stony_meteoroid_eros+disruption.prior",
  iron: "iron_meteoroid.prior",
  automatic: "stony_meteoroid.prior",
  default: "(none: built-in default)",
};
const extras: Record<string, string> = {
  "third-fragmentation": "metsim_fragmentation_add_third_fragmentation.extraprior",
  fireball: "metsim_fragmentation_fireball.extraprior",
};

function expectBounds(name: string, extra: string | undefined, wanted: (typeof goldenBounds)[string]): void {
  const document = parsePrior(shippedPrior(name).text, { fileName: `${name}.prior` });
  const beside = extra === undefined ? undefined : parsePrior(shippedPrior(extra).text, { kind: "extraprior" });
  const prior = requirePrior(resolvePrior(document, { helpers, lightCurve, extra: beside }));
  expect(prior.variables).toEqual(wanted.variables);
  expect(prior.flags).toEqual(wanted.flags);
  expect(Object.keys(prior.fixed).sort()).toEqual(Object.keys(wanted.fixed).sort());
  const close = (a: unknown, b: unknown) =>
    typeof a === "number" && typeof b === "number" ? Math.abs(a - b) <= 1e-12 * Math.abs(b) : a === b;
  prior.bounds.forEach((bound, i) => {
    expect(bound.every((value, side) => close(value, wanted.bounds[i][side]))).toBe(true);
  });
  for (const [variable, value] of Object.entries(prior.fixed))
    expect([variable, close(value, wanted.fixed[variable])]).toEqual([variable, true]);
}

describe("shipped priors", () => {
  it("all have a counterpart, a title and a description", () => {
    expect(shippedPriors.map((prior) => prior.name).sort()).toEqual(
      [...Object.keys(originals), ...Object.keys(extras)].sort(),
    );
    for (const { title, description, text, name } of shippedPriors) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length > 3 && description.length > 20 && text.startsWith("#")).toBe(true);
      expect(text.split("\n").every((line) => line.length <= 120)).toBe(true);
    }
  });

  it.each(Object.entries(originals))("%s has the bounds of %s", (name, original) => {
    expectBounds(name, undefined, goldenBounds[original]);
  });

  it.each(Object.entries(extras))("%s has the bounds of %s", (extra, original) => {
    expectBounds("two-erosions", extra, goldenBounds[`${originals["two-erosions"]} + ${original}`]);
    expectBounds("automatic", extra, goldenBounds[`${originals.automatic} + ${original}`]);
  });

  it("have no issues, save one that the original program has too", () => {
    for (const { text, kind, name } of shippedPriors) {
      const prior = kind === "prior" ? text : shippedPrior("one-erosion").text;
      const extra = kind === "extraprior" ? parsePrior(text, { kind }) : undefined;
      const { issues } = resolvePrior(parsePrior(prior), { helpers, lightCurve, extra });
      expect([name, issues.filter((issue) => issue.code !== "LOG10_TAKEN_OVER")]).toEqual([name, []]);
    }
  });

  it("are asked for by name, ours or the original's", () => {
    for (const [name, original] of [...Object.entries(originals), ...Object.entries(extras)]) {
      if (name === "default") continue;
      expect(shippedPrior(original).name).toBe(name);
      expect(shippedPrior(original.replace(/\.\w+$/, "")).name).toBe(name);
    }
    expect(() => shippedPrior("one-erosoin")).toThrow("There is no shipped prior called one-erosoin");
    expect(() => shippedPrior("constructor")).toThrow(expect.objectContaining({ code: "PRIOR_NOT_SHIPPED" }));
  });
});
