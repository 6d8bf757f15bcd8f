import { NightbookError } from "../../core/errors";
import type { LedgerConfiguration, NestedSamplingRecord, NestedSamplingResult } from "../../fitting/nested-sampling";
import { nestedSamplingResult } from "../../fitting/nested-sampling/nested-sampling-result";

/** Version of the file. */
const resultVersion = 1;
const format = "nightbook posterior";

/** What determines a result: the configuration of its ledger, and the options that ended it. */
export type ResultConfiguration = LedgerConfiguration & { readonly end: Readonly<Record<string, number>> };

/**
 * A result as text, complete but for times and machine: equal runs give equal texts.
 * Arrays become `{"f64": […]}` and `{"i32": […]}`; numbers that JSON does not have become texts.
 */
export function posteriorJson(record: NestedSamplingRecord, configuration: ResultConfiguration): string {
  const { timings: _timings, samples: _sameAsSamplesV, ...rest } = record;
  return `${JSON.stringify({ v: resultVersion, format, configuration, result: plain(rest) })}\n`;
}

/**
 * The result in a text that {@link posteriorJson} made.
 * @throws {NightbookError} `RESULT_DAMAGED` when it is none, `RESULT_VERSION` when its version is a later one
 */
export function posteriorOfJson(text: string): { result: NestedSamplingResult; configuration: ResultConfiguration } {
  let json: { v?: unknown; format?: unknown; configuration: ResultConfiguration; result: unknown };
  try {
    json = JSON.parse(text);
    if (json.format !== format) throw new TypeError("it is no result");
  } catch (cause) {
    throw new NightbookError(`Cannot read the result: ${(cause as Error).message}`, {
      code: "RESULT_DAMAGED",
      hint: "Run the fit again in this folder: what was computed is kept in its ledger",
      cause,
    });
  }
  if (json.v !== resultVersion) {
    throw new NightbookError(`The result has format version ${json.v}; this program knows version ${resultVersion}`, {
      code: "RESULT_VERSION",
      hint: "Use the version of nightbook that wrote it, or a later one",
    });
  }
  const record = revived(json.result) as Omit<NestedSamplingRecord, "samples" | "timings">;
  const timings = { startedAt: 0, elapsed: 0, workers: 0 };
  const result = nestedSamplingResult({ ...record, samples: record.samples_v, timings });
  return { result, configuration: json.configuration };
}

function plain(value: unknown): unknown {
  if (typeof value === "number") return plainNumber(value);
  if (value instanceof Float64Array) return { f64: Array.from(value, plainNumber) };
  if (value instanceof Int32Array) return { i32: Array.from(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return typeof value === "function" ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

function plainNumber(x: number): number | string {
  if (Object.is(x, -0)) return "-0";
  return Number.isFinite(x) ? x : String(x);
}

const texts = new Set(["-0", "NaN", "Infinity", "-Infinity"]);

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value === "string") return texts.has(value) ? Number(value) : value;
  if (typeof value !== "object" || value === null) return value;
  const { f64, i32 } = value as { f64?: readonly (number | string)[]; i32?: readonly number[] };
  if (Array.isArray(f64)) return Float64Array.from(f64, Number);
  if (Array.isArray(i32)) return Int32Array.from(i32);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revived(item)]));
}
