import { randomUUID } from "node:crypto";
import type { NotebookApi } from "../notebook-api/api";

/** Stands for the module `tslab` in cells: its display functions, writing to this kernel. */
class TslabDisplay {
  private shown = false;
  constructor(private readonly id?: string) {}
  javascript(text: string): void {
    this.raw("text/javascript", text);
  }
  html(text: string): void {
    this.raw("text/html", text);
  }
  markdown(text: string): void {
    this.raw("text/markdown", text);
  }
  latex(text: string): void {
    this.raw("text/latex", text);
  }
  svg(text: string): void {
    this.raw("image/svg+xml", text);
  }
  png(bytes: Uint8Array): void {
    this.raw("image/png", bytes);
  }
  jpeg(bytes: Uint8Array): void {
    this.raw("image/jpeg", bytes);
  }
  gif(bytes: Uint8Array): void {
    this.raw("image/gif", bytes);
  }
  pdf(bytes: Uint8Array): void {
    this.raw("application/pdf", bytes);
  }
  text(text: string): void {
    this.raw("text/plain", text);
  }
  raw(mime: string, content: string | Uint8Array): void {
    const { nb } = globalThis as unknown as { nb: NotebookApi };
    void nb.display({ [mime]: content }, { raw: true, id: this.id, update: this.shown });
    this.shown = this.id !== undefined;
  }
}

/** Shows content of a given kind below the cell. */
export const display = new TslabDisplay();

/** A display whose content is replaced each time. */
export function newDisplay(): TslabDisplay {
  return new TslabDisplay(randomUUID());
}

/** Versions, by program. */
export const versions = { tslab: "1.0.22", typescript: "5.9.3", node: process.version };
