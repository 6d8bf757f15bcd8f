import { parentPort } from "node:worker_threads";
import type { ChartImage } from "./chart-images";

/** Pixels per CSS pixel, so that images are sharp on paper and on fine screens. */
const scale = 2;

/** Draws charts, one after another. */
parentPort?.on("message", ({ id, spec }: { id: number; spec: Record<string, unknown> }) => {
  void draw(spec).then(
    (image) => parentPort?.postMessage({ id, image }),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

async function draw(spec: Record<string, unknown>): Promise<ChartImage> {
  const { renderPng } = require("nightbook/charts/render") as typeof import("nightbook/charts/render");
  const { png, width, height } = await renderPng(spec, { scale });
  return { png: Buffer.from(png).toString("base64"), width, height };
}
