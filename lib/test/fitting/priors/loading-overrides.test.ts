import { describe, expect, it } from "@jest/globals";
import { loadingOverrides, parsePrior } from "../../../src/fitting/priors";
import { goldenText } from "./golden";

describe("loadingOverrides", () => {
  it.each([
    ["noise_lag, 5, fix", { noise_lag: 5 }],
    ["noise_lag, 10, 40, invgamma\nnoise_lum, 1, 3, norm", { noise_lag: 40, noise_lum: 3 }],
    ["noise_lum, 2, 4", { noise_lum: 3 }],
    ["noise_lag, 10, nan, invgamma\nnoise_lum, nan, fix", {}],
    ["noise_lag, 10, n_lag0, invgamma\nnoise_lum, 1, 2*n_lum0", {}],
    ["P_0m, 840, fix\nfps, 2*10, fix", { P_0m: 840, fps: 20 }],
    ["lum_eff_type, 0, fix\nlum_eff, 0.3, fix", { lum_eff_type: 0, lum_eff: 0.3 }],
    ["lum_eff, 0.1, 0.9", {}],
    ["noise_lag, oops, 3\nfps, , fix\nP_0m, 1/0, fix", {}],
    ["fps, 20, fix\nfps, 30, fix", { fps: 20 }],
    ["", {}],
  ])("%j", (text, wanted) => {
    expect(loadingOverrides(parsePrior(text))).toEqual(wanted);
  });

  it("of the iron prior", () => {
    expect(loadingOverrides(parsePrior(goldenText("iron_meteoroid.prior")))).toEqual({ lum_eff_type: 0, lum_eff: 0.3 });
  });
});
