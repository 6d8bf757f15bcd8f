import type { PriorEntry, TextEdit, VariableInfo } from "nightbook/priors";
import { english, type Trans } from "../translate";
import { shortNumber } from "./resolved-text";

/** A choice of options behind the two values of a line, with the names of those values. */
export interface PriorShape {
  id: string;
  /** For people. */
  label: string;
  /** As written in the file, in this order. */
  options: readonly string[];
  first: string;
  /** `null` where there is no second value. */
  second: string | null;
}

/** What a line can be; the order is that of the menu. */
export const priorShapes: readonly PriorShape[] = [
  { id: "uniform", label: "uniform", options: [], first: "min", second: "max" },
  { id: "uniform-log", label: "uniform in log", options: ["log"], first: "min", second: "max" },
  { id: "norm", label: "normal", options: ["norm"], first: "σ", second: "mean" },
  { id: "norm-log", label: "normal in log", options: ["norm", "log"], first: "σ", second: "mean" },
  { id: "invgamma", label: "inverse gamma", options: ["invgamma"], first: "α", second: "mode" },
  { id: "fix", label: "fixed", options: ["fix"], first: "value", second: null },
];

/** The shape of a line, or `null` when its options make none that the menu has. */
export function shapeOf(entry: PriorEntry): PriorShape | null {
  const written = new Set(entry.options.map((option) => option.text));
  return (
    priorShapes.find((shape) => shape.options.length === written.size && shape.options.every((o) => written.has(o))) ??
    null
  );
}

/** What a variable can be: words, switches and whole numbers of the program's can only be fixed. */
export function shapesFor(info: VariableInfo | null): readonly PriorShape[] {
  return info === null || info.type === "number" ? priorShapes : priorShapes.filter(({ id }) => id === "fix");
}

/** What a fixed variable can be, where that is a choice of words. */
export function valueChoices(info: VariableInfo | null): readonly string[] {
  return info?.type === "switch" ? ["True", "False"] : (info?.words ?? []);
}

/** Where values of real meteors mostly lie, for people; empty where that is not known. */
export function usualText(info: VariableInfo | null, trans: Trans = english): string {
  if (info?.usual === undefined) return "";
  const [low, high] = info.usual.map(shortNumber);
  return trans.__("usually %1 … %2", low, info.unit === "" ? high : `${high} ${info.unit}`);
}

/** What a column holds in a line of this shape: `min`, `mean`, `value`… */
export function valueName(shape: PriorShape | null, column: "name" | "first" | "second"): string {
  return column === "name" ? "name" : (shape?.[column] ?? "");
}

/**
 * The change that gives a line another shape. Where the number of values stays, only the
 * options change; a line that becomes fixed keeps its most likely value where it names one.
 */
export function changeShape(source: string, entry: PriorEntry, shape: PriorShape, info: VariableInfo | null): TextEdit {
  const { name, first, second, options } = entry;
  const lastValue = second ?? first ?? name;
  const end = (options.at(-1) ?? lastValue).end;
  const comma = first !== null && /\s/.test(source.slice(name.end, first.start)) ? ", " : ",";
  const becomesFixed = shape.second === null;
  if (first !== null && becomesFixed === entry.fixed && (becomesFixed || second !== null)) {
    return { start: lastValue.end, end, text: shape.options.map((option) => comma + option).join("") };
  }
  const values = becomesFixed ? [fixedValue(entry)] : freeValues(entry, shape, info);
  return { start: name.end, end, text: [...values, ...shape.options].map((field) => comma + field).join("") };
}

/** Of a normal or inverse gamma line the location, of a uniform one the minimum. */
function fixedValue({ first, second, options }: PriorEntry): string {
  const located = options.some((option) => option.text === "norm" || option.text === "invgamma");
  return (located ? second?.text : first?.text) || "nan";
}

/** Something sensible to begin with: around the value that was fixed, else what the catalogue proposes. */
function freeValues({ first }: PriorEntry, shape: PriorShape, info: VariableInfo | null): [string, string] {
  const value = first?.text ?? "";
  const [low, high] = info?.template.split(",").map((field) => field.trim()) ?? [];
  if (shape.id === "invgamma") return ["10", value || "nan"];
  if (shape.id === "norm" && Number(value) !== 0 && Number.isFinite(Number(value))) return [`${value}/10`, value];
  if (low !== undefined && high !== undefined && !info!.template.includes("fix")) return [low, high];
  return [value || "nan", "nan"];
}
