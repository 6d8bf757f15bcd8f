import { type Displayable, displaySymbol, type MimeBundle, vegaLiteMime } from "../core/display";
import { theme } from "./theme";

/** A Vega-Lite 5 specification, plain JSON. */
export interface VegaLiteSpec {
  $schema: string;
  /** One sentence, for people who cannot see the chart. */
  description: string;
  [property: string]: unknown;
}

/**
 * A picture of data: it draws itself in a notebook, and its specification can be changed or saved.
 *
 * @example
 * ```ts
 * import { chart } from "nightbook/charts";
 *
 * const points = chart(
 *   { data: { values: [{ x: 1, y: 2 }] }, mark: "point", encoding: { x: { field: "x" }, y: { field: "y" } } },
 *   "One point at (1, 2).",
 * );
 * points.spec.width = 400;
 * points.description; // => "One point at (1, 2)."
 * ```
 */
export class Chart implements Displayable {
  /** The specification; a change shows the next time the chart is drawn. */
  readonly spec: VegaLiteSpec;
  /** What the chart shows, with the key numbers, for terminals and screen readers. */
  readonly description: string;

  constructor(spec: VegaLiteSpec, description: string) {
    this.spec = spec;
    this.description = description;
  }

  [displaySymbol](): MimeBundle {
    return { [vegaLiteMime]: this.spec, "text/plain": this.description };
  }
}

/**
 * Makes a chart of a Vega-Lite 5 specification, in the look that all charts share.
 *
 * @param spec specification without `$schema`, copied; a `config` of its own replaces the shared look
 * @param description one sentence that says what the chart shows, with the key numbers
 * @returns the chart
 * @example
 * ```ts
 * import { chart } from "nightbook/charts";
 *
 * chart({ data: { values: [] }, mark: "bar" }, "Nothing yet.").spec.$schema; // => "https://vega.github.io/schema/vega-lite/v5.json"
 * ```
 */
export function chart(spec: Readonly<Record<string, unknown>>, description: string): Chart {
  const complete = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", description, config: theme, ...spec };
  // A copy through JSON: changes to one chart reach no other, and what is not JSON shows here, not in a notebook file.
  return new Chart(JSON.parse(JSON.stringify(complete)), description);
}
