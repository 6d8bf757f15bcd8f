import type { MimeBundle } from "./api";

/** How `Deno.jupyter.display` shows a value. */
export interface DenoDisplayOptions {
  /** The value already is a bundle of content by MIME type. */
  raw?: boolean;
  /** Replace the output of that name instead of adding one. */
  update?: boolean;
  /** Name of the output. */
  display_id?: string;
}

/** What `broadcast` sends beside the content. */
export interface DenoBroadcastExtra {
  metadata?: Record<string, unknown>;
  buffers?: readonly Uint8Array[];
}

/** The part of Deno's `Deno.jupyter` that notebooks use, so that they run here unchanged. */
export interface DenoJupyter {
  /** Key of the method by which an object draws itself. */
  readonly $display: symbol;
  /** Shows a value below the cell. */
  display(value: unknown, options?: DenoDisplayOptions): Promise<void>;
  /** A value's content by MIME type. */
  format(value: unknown): Promise<MimeBundle>;
  /** Markdown, to be shown. */
  md(strings: TemplateStringsArray, ...values: unknown[]): object;
  /** HTML, to be shown. */
  html(strings: TemplateStringsArray, ...values: unknown[]): object;
  /** An SVG drawing, to be shown. */
  svg(strings: TemplateStringsArray, ...values: unknown[]): object;
  /** An image, from the path of its file or from its bytes, to be shown. */
  image(source: string | Uint8Array): object;
  /** Publishes a message to all pages. */
  broadcast(type: string, content: Record<string, unknown>, extra?: DenoBroadcastExtra): Promise<void>;
}

/** The only part of Deno that cells find. */
export interface DenoNamespace {
  readonly jupyter: DenoJupyter;
}
