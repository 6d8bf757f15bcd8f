import { displaySymbol } from "nightbook/core";
import type { Output } from "../code-process/conversation";
import { bytesMime, imageOutput, jsonSafe } from "./mime-content";
import { plainText } from "./plain-text";
import { call, isObject, property } from "./properties";
import { tableBundle } from "./table-bundle";
import { arrayOfRecords, arrowTable, danfoFrame, dataFrame, type TableReader } from "./tables";
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
    data["text/plain"] = vegaText(data) ?? (drawsItself(value, bundle) ? textOfBundle(data, value) : plainText(value));
  }
  return { data, metadata };
}

/** Kinds of values in the order in which they are tried; the first that fits wins. */
const recognisers: readonly Recogniser[] = [
  selfDisplayed,
  canvas,
  chartBySpecification,
  tableOf(dataFrame),
  tableOf(arrowTable),
  tableOf(danfoFrame),
  imageBytes,
  element,
  plainSpecification,
  records,
];

function tableOf(read: TableReader): Recogniser {
  return (value) => {
    const source = read(value);
    return source === undefined ? undefined : tableBundle(source);
  };
}

/** Records are plain values as well: in text they are shown as such. */
function records(value: object): Bundle | undefined {
  const source = arrayOfRecords(value);
  return source === undefined ? undefined : { ...tableBundle(source), "text/plain": plainText(value) };
}

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

/** A bundle as it is, or an object that is there to be drawn: its properties say nothing. */
function drawsItself(value: unknown, bundle: Bundle): boolean {
  return value === bundle || (isObject(value) && typeof property(value, displaySymbol) === "function");
}

function textOfBundle(data: Bundle, value: unknown): string {
  if (typeof data["text/markdown"] === "string") return data["text/markdown"];
  const name = isObject(value) ? (property(value, "constructor") as { name?: unknown } | undefined)?.name : undefined;
  const kinds = Object.keys(data).join(", ");
  return typeof name === "string" && name !== "" && name !== "Object" ? `[${name}: ${kinds}]` : `[${kinds}]`;
}
