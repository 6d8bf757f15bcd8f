import { createContext, Script } from "node:vm";
import { NightbookError } from "../core/errors";
import { timeLimitCode } from "../parallel/time-limited-tasks.node";

const script = new Script("call()");
const place: { call: () => unknown } = { call: () => undefined };
const context = createContext(place);

/**
 * Makes a call in this thread and ends it when it takes too long.
 * @param seconds that it may take
 * @throws what the call throws; {@link NightbookError} `TIME_LIMIT`
 */
export function timeLimitedCall<T>(seconds: number, call: () => T): T {
  place.call = call;
  try {
    return script.runInContext(context, { timeout: Math.max(1, Math.round(1000 * seconds)) }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new NightbookError(`time limit of ${seconds} s`, { code: timeLimitCode, cause: error });
  }
}
