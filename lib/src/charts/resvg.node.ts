import { NightbookError } from "../core/errors";
import { withoutFarMarks } from "./far-marks";
import { fontFamily, fontFile } from "./font-metrics.node";

/** Largest picture, pixels; so many take a quarter of a gigabyte. */
const maxPixels = 64e6;

/** An SVG document as pixels; `width` and `height` are those of the document. */
export function rasterize(svg: string, scale: number): { png: Uint8Array; width: number; height: number } {
  const { Resvg }: typeof import("@resvg/resvg-js") = require("@resvg/resvg-js");
  const options = {
    fitTo: { mode: "zoom", value: scale } as const,
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFile],
      sansSerifFamily: fontFamily,
      defaultFontFamily: fontFamily,
    },
  };
  const { width, height } = new Resvg(svg, options);
  if (width * height * scale * scale > maxPixels) {
    throw new NightbookError(`Cannot draw the chart: ${width} × ${height} at scale ${scale} is too large`, {
      code: "CHART_TOO_LARGE",
      hint: "Give a smaller width, height or scale",
    });
  }
  const document = new Resvg(withoutFarMarks(svg, width, height), options);
  return { png: new Uint8Array(document.render().asPng()), width, height };
}
