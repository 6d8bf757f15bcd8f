import { Console } from "node:console";
import type { CellAttribution } from "./cell-attribution";
import { report } from "./report";

/** Sends what is written to the standard streams to the kernel, filed under the cell that wrote it. */
export function installStreams(attribution: CellAttribution): void {
  for (const name of ["stdout", "stderr"] as const) {
    const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      report({ type: "stream", cell: attribution.current(), name, text });
      const callback = typeof encoding === "function" ? encoding : done;
      if (typeof callback === "function") queueMicrotask(() => callback());
      return true;
    };
    Object.defineProperty(process[name], "write", { value: write, writable: true, configurable: true });
  }
  // A console of our own: the inspector's would keep every printed value alive.
  globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr, colorMode: false });
}
