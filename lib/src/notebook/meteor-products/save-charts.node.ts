import type { Chart } from "../../charts";
import { renderSvg } from "../../charts/render.node";
import { rasterize } from "../../charts/resvg.node";

/** Pixels of a PNG file per point of a chart: 288 per inch, for print. */
const scale = 3;

/**
 * Writes each chart as PNG, SVG and Vega-Lite JSON, which hold the same data.
 * @param charts by the names of their files, without extension
 * @param write writes a file
 */
export async function saveCharts(
  charts: Readonly<Record<string, Chart>>,
  write: (name: string, content: string | Uint8Array) => void,
): Promise<void> {
  for (const [stem, { spec }] of Object.entries(charts)) {
    const svg = await renderSvg(spec);
    write(`${stem}.png`, rasterize(svg, scale).png);
    write(`${stem}.svg`, svg);
    write(`${stem}.vl.json`, `${JSON.stringify(spec)}\n`);
  }
}
