import { vegaLiteMime } from "nightbook/core";

/** Media type of a specification by its `$schema`, as JupyterLab draws it; `undefined` if it is none. */
export function vegaMime(schema: unknown): string | undefined {
  const found = typeof schema === "string" ? /\/schema\/(vega|vega-lite)\/v(\d+)/.exec(schema) : null;
  if (found === null) return undefined;
  return found[1] === "vega" ? "application/vnd.vega.v5+json" : vegaLiteMime;
}

/** One sentence for the chart in a bundle, which is what a terminal shows and a screen reader speaks. */
export function vegaText(data: Record<string, unknown>): string | undefined {
  const spec = data[vegaLiteMime] ?? data["application/vnd.vega.v5+json"];
  if (spec === null || typeof spec !== "object") return undefined;
  const { title, description } = spec as { title?: unknown; description?: unknown };
  const heading = typeof title === "object" && title !== null ? (title as { text?: unknown }).text : title;
  const text = description ?? heading;
  return text === undefined ? "Vega chart" : `Chart: ${Array.isArray(text) ? text.join(" ") : String(text)}`;
}
