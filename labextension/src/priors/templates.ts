import { type PriorFileKind, priorHeader, shippedPriors } from "nightbook/priors";

/** A file to begin with. */
export interface PriorTemplate {
  name: string;
  title: string;
  description: string;
  text: string;
}

const blank: Record<PriorFileKind, PriorTemplate> = {
  prior: {
    name: "blank",
    title: "Blank",
    description: "Only a comment that says how a line is read.",
    text: priorHeader,
  },
  extraprior: {
    name: "blank-fragmentation",
    title: "Blank",
    description: "Only a comment that says what goes here.",
    text: "# Fragmentations, one block each: a line such as - EF, then its variables\n",
  },
};

/** The templates of a kind of file, simplest first, a blank one at the end. */
export function templatesFor(kind: PriorFileKind): readonly PriorTemplate[] {
  return [...shippedPriors.filter((prior) => prior.kind === kind), blank[kind]];
}
