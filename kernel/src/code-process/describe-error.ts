import { inspect } from "node:util";
import { formatPlace, isNightbookError } from "nightbook/core";
import type { CellError } from "../typescript/cell-errors";
import { excerpt } from "./stack-traces";

/** Name under which an interrupted cell reports. */
export const interruptName = "KeyboardInterrupt";

/** What a waiting cell is given when the user interrupts it. */
export class KeyboardInterrupt extends Error {
  override readonly name = interruptName;
  constructor() {
    super("The cell was interrupted");
  }
}

/** A thrown value as Jupyter's messages carry it: with the user's own lines, causes and hints. */
export function describeError(thrown: unknown): CellError {
  if (!isErrorLike(thrown)) {
    const text = inspect(thrown, { colors: false });
    return { ename: "Thrown", evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const ename = nameOf(thrown);
  const evalue = String(thrown.message ?? "");
  if (ename === interruptName) return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
  return { ename, evalue, traceback: tracebackOf(thrown, 0) };
}

/** The name that the error bears, or that of its class where that gave it none of its own. */
function nameOf(error: Error): string {
  const given = String(error.name || "Error");
  const own = error.constructor?.name;
  const inherited = !Object.hasOwn(error, "name") && !Object.hasOwn(Object.getPrototypeOf(error) ?? {}, "name");
  return inherited && typeof own === "string" && own !== "" ? own : given;
}

function tracebackOf(error: Error, depth: number): string[] {
  const stack = typeof error.stack === "string" ? error.stack : String(error);
  const [head = "", ...frames] = stack.split("\n");
  const name = nameOf(error);
  const known = head === error.name || head.startsWith(`${error.name}: `);
  const lines = [known ? name + head.slice(String(error.name).length) : head, ...frames];
  if (depth === 0) lines.push(...excerpt(stack));
  if (isNightbookError(error)) {
    const place = formatPlace(error.place ?? {});
    if (place !== "") lines.push(`Where: ${place}`);
    if (error.hint !== undefined) lines.push(`Hint: ${error.hint}`);
  }
  if (error instanceof AggregateError) {
    for (const inner of error.errors.slice(0, 5)) lines.push(...nested("Among them: ", inner, depth));
  }
  if (error.cause !== undefined) lines.push(...nested("Caused by: ", error.cause, depth));
  return lines;
}

function nested(lead: string, cause: unknown, depth: number): string[] {
  if (depth >= 5) return [];
  const lines = isErrorLike(cause) ? tracebackOf(cause, depth + 1) : [inspect(cause, { colors: false })];
  return lines.map((line, index) => (index === 0 ? `${lead}${line}` : line));
}

function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}
