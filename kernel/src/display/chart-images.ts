import * as path from "node:path";
import { Worker } from "node:worker_threads";
import type { log as Log } from "../log";

/** A chart as an image: base-64 PNG, and the size in which it is to be shown. */
export interface ChartImage {
  png: string;
  width: number;
  height: number;
}

/** Time in ms after which a chart is shown without an image. */
const patience = 15_000;

/** Makes images of charts in a thread of its own, started with the first chart. */
export class ChartImages {
  /** Off with `NIGHTBOOK_PNG=0`. */
  readonly enabled = process.env["NIGHTBOOK_PNG"] !== "0";
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, (image: ChartImage | undefined) => void>();
  private count = 0;

  constructor(private readonly log: typeof Log) {}

  /** The image of a Vega-Lite specification, or `undefined` if none can be made. */
  draw(spec: unknown): Promise<ChartImage | undefined> {
    const id = ++this.count;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(id, undefined), patience);
      this.waiting.set(id, (image) => {
        clearTimeout(timer);
        resolve(image);
      });
      this.thread().postMessage({ id, spec });
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private thread(): Worker {
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(path.join(__dirname, "chart-image-worker.js"));
    worker.unref();
    worker.on("message", ({ id, image, error }: { id: number; image?: ChartImage; error?: string }) => {
      if (error !== undefined) this.log(`chart image: ${error}`);
      this.settle(id, image);
    });
    worker.on("error", (error) => {
      this.log(`chart image: ${error.message}`);
      this.worker = undefined;
      for (const id of [...this.waiting.keys()]) this.settle(id, undefined);
    });
    this.worker = worker;
    return worker;
  }

  private settle(id: number, image: ChartImage | undefined): void {
    this.waiting.get(id)?.(image);
    this.waiting.delete(id);
  }
}
