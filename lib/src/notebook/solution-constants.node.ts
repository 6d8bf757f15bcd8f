import { basename } from "node:path";
import { NightbookError } from "../core/errors";
import type { Constants } from "../fitting/meteoroid";
import { readConstants } from "../fitting/meteoroid/erosion/read-constants";
import { accepting, constantsIn, meteorJsonKind } from "./meteor-input/meteor-json";
import type { MeteorResult } from "./meteor-result.node";
import { readJson } from "./products.node";

/** A solution: the result of a fit, whose best fit counts; the path of a MetSim JSON; or constants of the model. */
export type SolutionSource = MeteorResult | Partial<Constants> | string;

/**
 * The constants of a solution, complete, and what it is called: by the prior of a fit, or by its file.
 * @param otherwise name of constants
 * @throws {NightbookError} when the file cannot be read or holds no constants that a run accepts
 * @throws {RangeError | TypeError} when constants are out of range or of the wrong kind
 */
export function solutionConstants(source: SolutionSource, otherwise: string): { label: string; constants: Constants } {
  if (typeof source === "string") return { label: basename(source, ".json"), constants: constantsOfFile(source) };
  if (isResult(source)) {
    const { fit, best } = source;
    return { label: fit.prior.name, constants: fit.likelihood.constants(best) };
  }
  return { label: otherwise, constants: readConstants(source) };
}

function isResult(source: MeteorResult | Partial<Constants>): source is MeteorResult {
  return "nested" in source && "fit" in source;
}

function constantsOfFile(path: string): Constants {
  const document = readJson(path);
  const constants = meteorJsonKind(document, path) === "constants" ? constantsIn(document) : undefined;
  if (constants === undefined) {
    throw new NightbookError("This JSON holds an observation, not a solution", {
      code: "METEOR_JSON_FOREIGN",
      place: { path },
      hint: "Give the *.json of a MetSim solution",
    });
  }
  return accepting(path, () => readConstants(constants));
}
