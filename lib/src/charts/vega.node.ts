import type { Loader, LoggerInterface, Spec } from "vega";
import { NightbookError } from "../core/errors";
import { textWidth } from "./font-metrics.node";

/** Vega with the parts that its own declarations miss. */
type Vega = typeof import("vega") & {
  resetSVGDefIds(): void;
  textMetrics: { width(item: { fontSize?: number }, text: unknown): number };
};

/** Vega, loaded when the first chart is drawn. It measures text in the font in which pictures are drawn. */
function loadVega(): Vega {
  const vega: Vega = require("vega");
  vega.textMetrics.width = ({ fontSize = 11 }, text) => textWidth(String(text ?? "").trim()) * fontSize;
  return vega;
}

/**
 * Draws a Vega-Lite or Vega specification as SVG.
 *
 * @param spec told apart by `$schema`; without one it is Vega-Lite
 * @throws {NightbookError} `CHART_INVALID` or `CHART_LOADS_DATA`
 */
export async function vegaSvg(spec: Readonly<Record<string, unknown>>): Promise<string> {
  const vega = loadVega();
  const { loader, refused } = refusingLoader();
  const complaints: string[] = [];
  const logger = collectingLogger(complaints);
  const svg = await attempt(async () => {
    const view = new vega.View(vega.parse(asVega(spec, logger)), { renderer: "none", loader, logger });
    try {
      // Identifiers inside the document start afresh, so that equal charts give equal documents.
      vega.resetSVGDefIds();
      return await view.toSVG();
    } finally {
      view.finalize();
    }
  });
  if (refused.length > 0) {
    throw new NightbookError(`Cannot draw the chart: it loads ${refused[0]}`, {
      code: "CHART_LOADS_DATA",
      hint: "Put the data into the specification, as data.values",
    });
  }
  if (complaints.length > 0) throw invalid(complaints[0]);
  return svg;
}

/** The Vega specification behind a Vega-Lite one. */
function asVega(spec: Readonly<Record<string, unknown>>, logger: LoggerInterface): Spec {
  // Compiling writes into nested objects, and the caller's specification is not ours.
  const copy = structuredClone(spec);
  if (String(copy["$schema"] ?? "").includes("/vega/")) return copy as Spec;
  const { compile }: typeof import("vega-lite") = require("vega-lite");
  return compile(copy as unknown as Parameters<typeof compile>[0], { logger }).spec;
}

/** A loader that reads nothing but pictures inside the specification, and remembers what it refused. */
function refusingLoader(): { loader: Loader; refused: string[] } {
  const refused: string[] = [];
  const refuse = (uri: string): Promise<never> => {
    refused.push(uri);
    return Promise.reject(new Error("A chart loads nothing"));
  };
  const sanitize = (uri: string) => (uri.startsWith("data:image/") ? Promise.resolve({ href: uri }) : refuse(uri));
  return { loader: { load: refuse, http: refuse, file: refuse, sanitize }, refused };
}

/** Errors are collected; warnings, such as a field without data, are no reason to draw nothing. */
function collectingLogger(errors: string[]): LoggerInterface {
  const logger: LoggerInterface = {
    level: ((_?: number) => (_ === undefined ? 0 : logger)) as LoggerInterface["level"],
    error: (...parts) => {
      errors.push(parts.map(String).join(" "));
      return logger;
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

async function attempt(draw: () => Promise<string>): Promise<string> {
  try {
    return await draw();
  } catch (error) {
    throw invalid((error as Error).message, error);
  }
}

function invalid(reason: string, cause?: unknown): NightbookError {
  return new NightbookError(`Cannot draw the chart: ${reason}`, {
    code: "CHART_INVALID",
    hint: "Check the specification against the documentation of Vega-Lite 5",
    cause,
  });
}
