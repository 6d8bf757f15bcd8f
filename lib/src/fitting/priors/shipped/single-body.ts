import { massLine, noiseLines, stonyLines, trajectoryLines } from "./main-body";
import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** A solid stone. */
export const singleBody: ShippedPrior = {
  name: "single-body",
  original: "stony_meteoroid_SingleBody.prior",
  kind: "prior",
  title: "Single body",
  description:
    "A stone that ablates in one piece. The simplest model; start here when the light curve is smooth and short.",
  text: `# A stone that ablates in one piece and never breaks.
${priorHeader}
${trajectoryLines}
${massLine}${stonyLines}
# no erosion: it would begin 1 m above the ground, with coefficient 0
erosion_height_start, 1, fix
erosion_coeff, 0, fix

${noiseLines}`,
};
