import { isNightbookError } from "../../core/errors";
import type { Report } from "./object-reader";

/**
 * What some work gives. Damage becomes a finding, and what it is in is left out.
 * @param offset where to say that it is, when the error does not
 */
export function guarded<T>(report: Report, offset: number, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    const message = error.message.replace("Cannot read the eventio file: ", "Left out: ");
    report({ severity: "error", code: "OBJECT_DAMAGED", message, offset: error.place.offset ?? offset });
    return undefined;
  }
}
