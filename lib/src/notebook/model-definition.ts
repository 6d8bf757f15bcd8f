import { NightbookError } from "../core/errors";
import type { Model, ModelShape } from "../fitting/nested-sampling";

/** What a person's own model is made of: a prior, a likelihood, and what charts and provenance should know of them. */
export interface ModelDefinition extends Model, ModelNotes {}

/** A definition that has been checked. */
export interface CheckedDefinition extends ModelDefinition {
  /** The source text of the two functions. */
  readonly text: string;
}

/** What a model says of itself beside its mathematics; all of it is optional. */
export interface ModelNotes {
  /** Name of the model, for titles and progress. Default the name of its file, or `"model"`. */
  readonly label?: string;
  /** True values of parameters, drawn in charts. */
  readonly truths?: Readonly<Record<string, number>>;
  /** Units of parameters and derived quantities, for tables and charts. */
  readonly units?: Readonly<Record<string, string>>;
  /** Data files that the model reads, relative to its own: their hashes are part of what determines a result. */
  readonly files?: readonly string[];
}

/** What is known of a model without its functions, so that it can cross threads. */
export type ModelOutline = ModelShape & ModelNotes;

const functions = ["priorTransform", "logLikelihood"] as const;
const lists = ["derived", "wrapped", "files"] as const;

/**
 * Checks what a module exports, or an object of a cell, and takes the model from it.
 *
 * @param given the exports or the object
 * @param what `"module"` or `"object"`, for messages
 * @throws {NightbookError} `MODEL_INVALID` with what is missing or wrong
 */
export function modelDefinition(given: unknown, what: "module" | "object"): CheckedDefinition {
  if (typeof given !== "object" || given === null) throw invalid(`The model is not an object: ${String(given)}`);
  const fields = given as Readonly<Record<string, unknown>>;
  const { parameters } = fields;
  if (parameters === undefined) throw missing(fields, "parameters", what);
  if (!isNames(parameters) || parameters.length === 0) {
    throw invalid("parameters is not a list of names", 'Write it as ["period", "amplitude"]');
  }
  for (const name of functions) {
    if (fields[name] === undefined) throw missing(fields, name, what);
    if (typeof fields[name] !== "function") throw invalid(`${name} is not a function but ${typeof fields[name]}`);
  }
  for (const name of lists) {
    if (fields[name] !== undefined && !isNames(fields[name])) throw invalid(`${name} is not a list of texts`);
  }
  const { ordered, label, truths, units } = fields;
  if (ordered !== undefined && !(Array.isArray(ordered) && ordered.every(isNames))) {
    throw invalid("ordered is not a list of lists of names", 'Write it as [["period1", "period2"]]');
  }
  if (label !== undefined && typeof label !== "string") throw invalid("label is not a text");
  if (truths !== undefined && !isRecordOf(truths, "number")) {
    throw invalid("truths is not an object of numbers", "Write it as { period: 5.37 }");
  }
  if (units !== undefined && !isRecordOf(units, "string")) {
    throw invalid("units is not an object of texts", 'Write it as { period: "d" }');
  }
  const { priorTransform, logLikelihood } = fields as unknown as Model;
  return {
    text: `${priorTransform}\n${logLikelihood}`,
    ...outlineOf(fields as unknown as ModelOutline),
    priorTransform: (u) => priorTransform.call(given, u),
    logLikelihood: (x) => logLikelihood.call(given, x),
  };
}

/** The part of a definition that can cross threads. */
export function outlineOf(definition: ModelOutline): ModelOutline {
  const { parameters, derived, wrapped, ordered, label, truths, units, files } = definition;
  const copy = (names: readonly string[]) => [...names];
  return {
    parameters: copy(parameters),
    ...(derived && { derived: copy(derived) }),
    ...(wrapped && { wrapped: copy(wrapped) }),
    ...(ordered && { ordered: ordered.map(copy) }),
    ...(label !== undefined && { label }),
    ...(truths && { truths: { ...truths } }),
    ...(units && { units: { ...units } }),
    ...(files && { files: copy(files) }),
  };
}

function missing(fields: Readonly<Record<string, unknown>>, name: string, what: "module" | "object"): NightbookError {
  const plain = (text: string) => text.replace(/_/g, "").toLowerCase();
  const similar = Object.keys(fields).find((key) => plain(key) === plain(name));
  const wanted = what === "module" ? `exports no ${name}` : `has no ${name}`;
  const spelling = what === "module" ? examples[name].module : examples[name].object;
  return invalid(
    `The model ${wanted}`,
    similar === undefined ? `Add ${spelling}` : `It has ${similar}: spell it ${name}`,
  );
}

const examples: Readonly<Record<string, { module: string; object: string }>> = {
  parameters: { module: 'export const parameters = ["a", "b"];', object: 'parameters: ["a", "b"]' },
  priorTransform: {
    module: "export function priorTransform(u) { return [ … ]; }, from the unit cube to the parameters",
    object: "priorTransform: (u) => [ … ], from the unit cube to the parameters",
  },
  logLikelihood: {
    module: "export function logLikelihood(x) { return … ; }, the natural logarithm of the likelihood",
    object: "logLikelihood: (x) => …, the natural logarithm of the likelihood",
  },
};

function invalid(message: string, hint?: string): NightbookError {
  return new NightbookError(message, { code: "MODEL_INVALID", hint });
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "");
}

function isRecordOf(value: unknown, kind: "number" | "string"): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === kind);
}
