import { erosionLines, massLine, noiseLines, stonyLines, trajectoryLines } from "./main-body";
import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** A stone that erodes and then bursts. */
export const erosionAndDisruption: ShippedPrior = {
  name: "erosion-and-disruption",
  original: "stony_meteoroid_eros+disruption.prior",
  kind: "prior",
  title: "Erosion and disruption",
  description:
    "A stone that sheds grains and bursts when the air presses harder than its strength. For meteors that end in a flare.",
  text: `# A stone that sheds grains and bursts when the dynamic pressure exceeds its strength.
${priorHeader}
${trajectoryLines}lum_eff_type, 7, fix               # luminous efficiency that depends on speed and mass

${massLine}${stonyLines}
${erosionLines("1e-6")}
# pieces of the disruption: their masses are shares of what is left of the body
disruption_on, True, fix
compressive_strength, 0.1, 100000, log               # [Pa]
disruption_mass_index, 1, 3
disruption_mass_min_ratio, 0.00001, 0.5, log         # smallest piece
disruption_mass_max_ratio, 0.00001, 0.5, log         # largest piece
disruption_mass_grain_ratio, 0, 1                    # share that turns to grains at once

${noiseLines}`,
};
