import { NightbookError } from "../../../core/errors";
import type { EarlyEnd } from "../budget";

/** The error of a run that ends without a single point of the posterior. */
export function nothingFound(end: EarlyEnd | null): NightbookError {
  return new NightbookError(`${end?.message ?? "The run ended"} before any point with a likelihood above 0 was found`, {
    code: "NO_FEASIBLE_POINT",
    hint: "Check that the prior covers the data and that the likelihood is right, or narrow the prior",
  });
}
