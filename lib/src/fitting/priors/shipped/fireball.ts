import type { ShippedPrior } from "./shipped-prior";

/** Several events, for a bright meteor. */
export const fireball: ShippedPrior = {
  name: "fireball",
  original: "metsim_fragmentation_fireball.extraprior",
  kind: "extraprior",
  title: "Fireball",
  description:
    "Adds to a prior a change of the main body, three fragments, a change of drag and a release of dust. An example to cut down: it has many variables.",
  text: `# Beside a .prior file: several events of a bright meteor. Remove the blocks that you do not need.
# A line "- TYPE" opens a block. What a block needs and does not name is fixed at its default.

- M
# the main body ablates and erodes in another way from here on
height, h_end-100, h_beg+100                         # [m]
sigma, 0.001/1e6, 0.05/1e6                           # ablation coefficient [kg/J]
erosion_coeff, 0.0, 1e-6, log                        # erosion coefficient [kg/J]
grain_mass_min, 5e-12, 1e-9, log                     # smallest grains [kg]
grain_mass_max, 5e-12, 1e-9, log                     # largest grains [kg]
mass_index, 1, 3                                     # mass index of the grains

- F
# three fragments split off; each takes its part of 10 percent of the mass
height, 96000, fix                                   # [m]
number, 3, fix

- A
# all fragments are slowed in another way
height, nan, fix                                     # from the begin height on
gamma, 0.4, 2                                        # drag coefficient

- D
# dust is released at once
height, nan, fix
mass_percent, 10, 100                                # share of the mass [percent]
`,
};
