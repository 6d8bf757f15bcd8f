import type { ShippedPrior } from "./shipped-prior";

/** One more piece that splits off late. */
export const thirdFragmentation: ShippedPrior = {
  name: "third-fragmentation",
  original: "metsim_fragmentation_add_third_fragmentation.extraprior",
  kind: "extraprior",
  title: "A third fragmentation",
  description: "Adds to a prior one eroding fragment that takes all that is left in the lower half of the path.",
  text: `# Beside a .prior file: in the lower half of the path all that is left becomes one eroding fragment.
# A line "- TYPE" opens a block: M main body changes, A all fragments change, F fragments split off,
# EF eroding fragments split off, D dust is released. Lines are as in a .prior file.

- EF
height, h_end, h_beg-(h_beg-h_end)/2                 # height of the fragmentation [m]
mass_percent, 100, fix                               # share of the mass that splits off
number, 1, fix                                       # number of fragments
sigma, 0.001/1e6, 0.05/1e6                           # ablation coefficient [kg/J]
erosion_coeff, 0.0, 1e-6, log                        # erosion coefficient [kg/J]
grain_mass_min, 5e-12, 1e-9, log                     # smallest grains [kg]
grain_mass_max, 1e-10, 1e-7, log                     # largest grains [kg]
mass_index, 1, 3                                     # mass index of the grains
`,
};
