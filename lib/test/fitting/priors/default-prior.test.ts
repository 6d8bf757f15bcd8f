import { describe, expect, it } from "@jest/globals";
import { defaultPrior, PriorError, parsePrior } from "../../../src/fitting/priors";
import { helpers, lightCurve } from "./golden";

describe("defaultPrior", () => {
  it("says that everything is a default", () => {
    const prior = defaultPrior({ helpers });
    expect(Object.values(prior.details).every((variable) => variable.source === "default")).toBe(true);
  });

  it("takes an extraprior beside it", () => {
    const extra = parsePrior("- D\nmass_percent, 10, 100\n", { kind: "extraprior" });
    const prior = defaultPrior({ helpers, lightCurve }, extra);
    expect(prior.variables.at(-1)).toBe("mass_percent_D0");
    expect(prior.details.mass_percent_D0.source).toBe("extra");
  });

  it("cannot do without an observation", () => {
    expect(() => defaultPrior({ helpers: null })).toThrow(PriorError);
  });
});
