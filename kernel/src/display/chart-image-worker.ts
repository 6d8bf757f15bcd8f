import { parentPort } from "node:worker_threads";

/** What the library's renderer offers. */
interface Renderer {
  renderPng(spec: object, options: { scale: number }): Rendered | Promise<Rendered>;
}

interface Rendered {
  png: Uint8Array;
  width: number;
  height: number;
}

/** Pixels per CSS pixel, so that images are sharp on paper and on fine screens. */
const scale = 2;
const rendererModule = "nightbook/charts/render";

/** Draws charts, one after another. */
parentPort?.on("message", ({ id, spec }: { id: number; spec: object }) => {
  void draw(spec).then(
    (image) => parentPort?.postMessage({ id, image }),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

async function draw(spec: object): Promise<object> {
  const { renderPng } = require(rendererModule) as Renderer;
  const { png, width, height } = await renderPng(spec, { scale });
  return { png: Buffer.from(png).toString("base64"), width, height };
}
