/**
 * Plain data as text that gives back the same bits: JSON in which arrays of doubles are base64 (little endian)
 * and numbers that JSON has no word for are named.
 */

/** Key that marks what JSON cannot say. */
const mark = "$";

/**
 * @param value numbers, strings, booleans, null, arrays, plain objects and `Float64Array`s; members that are
 *   `undefined` are left out
 * @throws {TypeError} when there is anything else in it
 */
export function toWire(value: unknown): string {
  return JSON.stringify(encoded(value));
}

/** @throws {SyntaxError} when the text is not what `toWire` makes */
export function fromWire(text: string): unknown {
  return decoded(JSON.parse(text));
}

function encoded(value: unknown): unknown {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { [mark]: Object.is(value, -0) ? "-0" : `${value}` };
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "object":
      break;
    default:
      throw new TypeError(`Cannot be sent to another machine: a ${typeof value}`);
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item) => encoded(item ?? null));
  if (value instanceof Float64Array) {
    return { [mark]: "f64", data: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
  }
  const kind = Object.prototype.toString.call(value);
  if (kind !== "[object Object]" || mark in value) throw new TypeError(`Cannot be sent to another machine: ${kind}`);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encoded(item)]));
}

function decoded(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  const special = (value as Record<string, unknown>)[mark];
  if (special === undefined) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decoded(item)]));
  }
  if (special === "f64") return doubles((value as { data?: unknown }).data);
  if (["NaN", "Infinity", "-Infinity", "-0"].includes(String(special))) return Number(special);
  throw new SyntaxError("Unknown mark in data from the queue");
}

function doubles(text: unknown): Float64Array {
  const bytes = typeof text === "string" ? Uint8Array.from(Buffer.from(text, "base64")) : new Uint8Array(1);
  if (bytes.length % 8 !== 0) throw new SyntaxError("Damaged numbers in data from the queue");
  return new Float64Array(bytes.buffer);
}
