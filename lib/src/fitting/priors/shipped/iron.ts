import { erosionLines, massLine, noiseLines, trajectoryLines } from "./main-body";
import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** A piece of iron. */
export const iron: ShippedPrior = {
  name: "iron",
  original: "iron_meteoroid.prior",
  kind: "prior",
  title: "Iron",
  description:
    "A piece of iron that sheds droplets of melt, in two stages. For slow, dense meteors that rise in brightness at once.",
  text: `# A piece of iron that sheds droplets of melt, in two stages.
${priorHeader}
${trajectoryLines}
rho_grain, 4000, fix                                 # density of the droplets [kg/m^3]
lum_eff_type, 0, fix                                 # constant luminous efficiency...
lum_eff, 0.3, fix                                    # ... of 0.3 percent
erosion_grain_distribution, gamma, fix               # droplets follow a gamma distribution, not a power law

${massLine}rho, 4000, 8000                    # bulk density [kg/m^3]
sigma, 0.001/1e6, 0.1/1e6          # ablation coefficient [kg/J]

${erosionLines("100e-6")}
# from here on the body that is left has other properties
erosion_height_change, h_end-100, h_beg+100          # height of the change [m]
erosion_rho_change, 4000, 8000                       # bulk density [kg/m^3]
erosion_sigma_change, 0.001/1e6, 0.1/1e6             # ablation coefficient [kg/J]
erosion_coeff_change, 0.0, 100e-6, log               # erosion coefficient [kg/J]

${noiseLines}`,
};
