import { erosionLines, massLine, noiseLines, stonyLines, trajectoryLines } from "./main-body";
import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** A stone that erodes in two stages. */
export const twoErosions: ShippedPrior = {
  name: "two-erosions",
  original: "stony_meteoroid_2ErosFrag.prior",
  kind: "prior",
  title: "Two erosions",
  description:
    "A stone that sheds grains and changes density, ablation and erosion at a second height. For light curves with two humps.",
  text: `# A stone that sheds grains from one height on and in another way from a second.
${priorHeader}
${trajectoryLines}
${massLine}${stonyLines}
${erosionLines("1e-6")}
# from here on the body that is left has other properties
erosion_height_change, h_end-100, h_beg+100          # height of the change [m]
erosion_rho_change, 100, 4000                        # bulk density [kg/m^3], not below the first one
erosion_sigma_change, 0.001/1e6, 0.05/1e6            # ablation coefficient [kg/J]
erosion_coeff_change, 0.0, 1e-6, log                 # erosion coefficient [kg/J]

${noiseLines}`,
};
