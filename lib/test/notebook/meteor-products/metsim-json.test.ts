import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { priorTransform } from "../../../src/fitting/priors";
import { MeteorFit } from "../../../src/notebook/meteor-fit.node";
import { openMeteor } from "../../../src/notebook/meteor-input/open-meteor.node";
import { drawSolutions } from "../../../src/notebook/meteor-products/draw-solutions";
import { metsimJson } from "../../../src/notebook/meteor-products/metsim-json";
import { openPrior } from "../../../src/notebook/prior.node";
import { changing, emptyFolder, pickle } from "./small-fit";

describe("metsimJson", () => {
  it.each(["third-fragmentation", "fireball", undefined])(
    "gives constants that simulate to the likelihood of their point, with the entries of %s",
    async (extra) => {
      const fit = new MeteorFit(await openMeteor(pickle), openPrior(changing, { extra }));
      const { resolved, likelihood, observation } = fit;
      const theta = priorTransform(resolved)(new Float64Array(resolved.variables.length).fill(0.45));
      const logl = likelihood.logLikelihood(theta);
      expect(Number.isFinite(logl)).toBe(true);
      const noiseOf = (name: "noise_lum" | "noise_lag") => theta[resolved.variables.indexOf(name)];
      const noise = { noise_lum: noiseOf("noise_lum"), noise_lag: noiseOf("noise_lag") };
      const path = join(emptyFolder(), "solution.json");
      writeFileSync(path, metsimJson(likelihood.constants(theta), noise));
      const constants = JSON.parse(metsimJson(likelihood.constants(theta), noise));
      expect(constants.fragmentation_on).toBe(extra !== undefined);
      const again = drawSolutions([{ name: "it", constants }], observation, noise, "it");
      expect(Math.abs(again.logl["it"] - logl)).toBeLessThan(1e-9);
      expect((await openMeteor(path)).truths?.["m_init"]).toBe(constants.m_init);
    },
  );
});
