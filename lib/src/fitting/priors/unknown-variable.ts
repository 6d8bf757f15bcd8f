import { fragmentationType, fragmentationVariables } from "./fragmentation";
import type { IssueList } from "./issue-list";
import { nearestName } from "./nearest-name";
import { shortened } from "./parse-entry";
import type { PriorField } from "./prior-document";
import type { PriorFileKind } from "./prior-issue";
import { priorVariable, priorVariables } from "./variables";

/** Tells that a line names no variable, and what was probably meant. */
export function unknownVariable(name: PriorField, kind: PriorFileKind, issues: IssueList): void {
  issues.add("error", "UNKNOWN_VARIABLE", name, `Unknown variable ${shortened(name.text)}`, hintFor(name.text, kind));
}

function hintFor(name: string, kind: PriorFileKind): string {
  const names = (kind === "prior" ? priorVariables : fragmentationVariables).map((variable) => variable.name);
  const [first] = name.split(/\s/);
  if (first !== name && names.includes(first)) return `A comma is missing after ${first}`;
  const block = /^(.+)_(M|A|F|EF|D)\d+$/.exec(name);
  if (kind === "prior" && block && fragmentationVariables.some((variable) => variable.name === block[1])) {
    return `Fragmentation belongs in an .extraprior file: ${block[1]} in a block - ${block[2]}`;
  }
  const near = nearestName(name, names);
  if (near) return `Did you mean ${near}?`;
  if (kind === "prior") return `The usual variables are ${usualNames.join(", ")}`;
  if (fragmentationType(name)) return `A block is opened by - ${name}`;
  const inPrior = priorVariable(name) ? `${name} belongs in the .prior file. ` : "";
  return `${inPrior}A block knows ${names.join(", ")}`;
}

const usualNames = [
  "v_init",
  "zenith_angle",
  "m_init",
  "rho",
  "sigma",
  "erosion_height_start",
  "erosion_coeff",
  "erosion_mass_index",
  "erosion_mass_min",
  "erosion_mass_max",
  "noise_lag",
  "noise_lum",
];
