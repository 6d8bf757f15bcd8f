import { NightbookError } from "../core/errors";
import { fontFamily, fontFile } from "./font-metrics.node";

/** Largest picture, pixels; so many take a quarter of a gigabyte. */
const maxPixels = 64e6;

/** An SVG document as pixels; `width` and `height` are those of the document. */
export function rasterize(svg: string, scale: number): { png: Uint8Array; width: number; height: number } {
  const { Resvg }: typeof import("@resvg/resvg-js") = require("@resvg/resvg-js");
  const document = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFile],
      sansSerifFamily: fontFamily,
      defaultFontFamily: fontFamily,
    },
  });
  const { width, height } = document;
  if (width * height * scale * scale > maxPixels) {
    throw new NightbookError(`Cannot draw the chart: ${width} × ${height} at scale ${scale} is too large`, {
      code: "CHART_TOO_LARGE",
      hint: "Give a smaller width, height or scale",
    });
  }
  return { png: new Uint8Array(document.render().asPng()), width, height };
}
