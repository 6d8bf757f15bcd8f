import { displaySymbol } from "nightbook/core";
import type { Output } from "../code-process/conversation";
import { htmlTable, tableRowLimit } from "./html-table";
import { bytesMime, imageOutput, jsonSafe } from "./mime-content";
import { plainText } from "./plain-text";
import { vegaMime, vegaText } from "./vega-spec";

type Bundle = Record<string, unknown>;

/** How one kind of value is recognised: its content by MIME type, or `undefined` if it is another kind. */
type Recogniser = (value: object) => Bundle | undefined | Promise<Bundle>;

/** A value in its richest form, always with plain text. Only values that take their time to draw themselves give a promise. */
export function outputOf(value: unknown): Output | Promise<Output> {
  const bundle = isObject(value) ? richest(value) : undefined;
  if (bundle instanceof Promise) return bundle.then((drawn) => bundleOutput(isObject(drawn) ? drawn : {}, value));
  return bundleOutput(bundle ?? {}, value);
}

/** A bundle of content by MIME type made ready to travel: bytes in base 64, plain text added. */
export function bundleOutput(bundle: Bundle, value: unknown, metadata: Record<string, unknown> = {}): Output {
  const data: Bundle = {};
  for (const [mime, content] of Object.entries(bundle)) {
    if (content !== undefined && content !== null) data[mime] = jsonSafe(mime, content);
  }
  if (typeof data["text/plain"] !== "string") {
    data["text/plain"] = vegaText(data) ?? (value === bundle ? textOfBundle(data) : plainText(value));
  }
  return { data, metadata };
}

/** Kinds of values in the order in which they are tried; the first that fits wins. */
const recognisers: readonly Recogniser[] = [
  selfDisplayed,
  canvas,
  chartBySpecification,
  dataFrame,
  arrowTable,
  imageBytes,
  element,
  plainSpecification,
  arrayOfRecords,
];

function richest(value: object): Bundle | undefined | Promise<Bundle> {
  for (const recognise of recognisers) {
    const bundle = recognise(value);
    if (bundle !== undefined) return bundle;
  }
  return undefined;
}

function selfDisplayed(value: object): Promise<Bundle> | Bundle | undefined {
  const draw = property(value, displaySymbol);
  const bundle: unknown = typeof draw === "function" ? draw.call(value) : undefined;
  if (!isObject(bundle)) return undefined;
  return typeof property(bundle, "then") === "function"
    ? Promise.resolve(bundle as Promise<Bundle>)
    : (bundle as Bundle);
}

function canvas(value: object): Bundle | undefined {
  const url = call(value, "toDataURL");
  const found = typeof url === "string" ? /^data:(image\/[\w.+-]+);base64,(.*)$/s.exec(url) : null;
  return found === null ? undefined : { [found[1] ?? "image/png"]: found[2] };
}

function chartBySpecification(value: object): Bundle | undefined {
  const spec = call(value, "toSpec");
  return isObject(spec) ? plainSpecification(spec) : undefined;
}

function plainSpecification(value: object): Bundle | undefined {
  const mime = vegaMime(property(value, "$schema"));
  return mime === undefined ? undefined : { [mime]: value };
}

function dataFrame(value: object): Bundle | undefined {
  if (property(value, "schema") === undefined || typeof property(value, "head") !== "function") return undefined;
  if (typeof property(value, "toRecords") !== "function") return undefined;
  const head = call(value, "head", tableRowLimit);
  const records = isObject(head) ? call(head, "toRecords") : call(value, "toRecords");
  if (!Array.isArray(records)) return undefined;
  const total = Number(property(value, "height") ?? property(value, "length") ?? records.length);
  return { "text/html": htmlTable(namesIn(records), records, total) };
}

function arrowTable(value: object): Bundle | undefined {
  const schema = property(value, "schema");
  const total = property(value, "numRows");
  const fields = isObject(schema) ? property(schema, "fields") : undefined;
  if (!Array.isArray(fields) || typeof total !== "number" || typeof property(value, "get") !== "function") {
    return undefined;
  }
  const rows = Array.from({ length: Math.min(total, tableRowLimit) }, (_, index) => call(value, "get", index));
  const names = fields.map((field: { name: unknown }) => String(field.name));
  return {
    "text/html": htmlTable(names, rows, total),
    "text/plain": `Table of ${total} rows: ${fields.map((field) => String(field)).join(", ")}`,
  };
}

function imageBytes(value: object): Bundle | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const mime = bytesMime(value);
  return mime === "image/png" || mime === "image/jpeg" ? imageOutput(value, mime) : undefined;
}

function element(value: object): Bundle | undefined {
  const html = property(value, "outerHTML");
  if (typeof html !== "string") return undefined;
  return /^\s*<svg[\s>]/i.test(html) ? { "image/svg+xml": html } : { "text/html": html };
}

function arrayOfRecords(value: object): Bundle | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return undefined;
  return { "text/html": htmlTable(namesIn(value), value, value.length) };
}

function isRecord(value: unknown): boolean {
  if (!isObject(value) || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && property(value, "$schema") === undefined;
}

function namesIn(records: readonly unknown[]): string[] {
  return [
    ...new Set(records.slice(0, tableRowLimit).flatMap((record) => (isObject(record) ? Object.keys(record) : []))),
  ];
}

/** Reads a property of an unknown object: proxies may throw or answer to every name. */
function property(value: object, name: string | symbol): unknown {
  try {
    return (value as Record<string | symbol, unknown>)[name];
  } catch {
    return undefined;
  }
}

function call(value: object, name: string, ...args: unknown[]): unknown {
  const method = property(value, name);
  try {
    return typeof method === "function" ? method.apply(value, args) : undefined;
  } catch {
    return undefined;
  }
}

function textOfBundle(data: Bundle): string {
  return `[${Object.keys(data).join(", ")}]`;
}

function isObject(value: unknown): value is object {
  return value !== null && (typeof value === "object" || typeof value === "function");
}
