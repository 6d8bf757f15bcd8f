import { erosionLines, massLine, noiseLines, stonyLines, trajectoryLines } from "./main-body";
import { priorHeader, type ShippedPrior } from "./shipped-prior";

/** A stone that erodes. */
export const oneErosion: ShippedPrior = {
  name: "one-erosion",
  original: "stony_meteoroid_1ErosFrag.prior",
  kind: "prior",
  title: "One erosion",
  description: "A stone that sheds grains from one height on. The usual choice for faint and medium meteors.",
  text: `# A stone that sheds grains from one height on.
${priorHeader}
${trajectoryLines}
${massLine}${stonyLines}
${erosionLines("1e-6")}
${noiseLines}`,
};
