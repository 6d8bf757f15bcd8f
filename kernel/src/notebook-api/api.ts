/** Content by MIME type, as Jupyter carries outputs. */
export type MimeBundle = Record<string, unknown>;

/** How a value is shown. */
export interface DisplayOptions {
  /** The value already is a bundle of content by MIME type. */
  raw?: boolean;
  /** Name of the output, so that it can be replaced later. */
  id?: string;
  /** Replace the output of that name instead of adding one. */
  update?: boolean;
  /** Metadata by MIME type, for example `{ "image/png": { width: 400 } }`. */
  metadata?: Record<string, unknown>;
}

/** How numbers become a picture. */
export interface ImageOptions extends DisplayOptions {
  /** Pixels in a row, for a flat array. */
  width?: number;
  /** Rows, for a flat array. */
  height?: number;
  /** The values that get the first and the last colour; else the lowest and the highest. */
  range?: readonly [number, number];
  /** Where the first row is: at the top (the default) or, as in FITS images, at the bottom. */
  origin?: "upper" | "lower";
  colors?: "gray" | "viridis" | "inferno";
  /** How values between the two ends of the range are spread over the colours. */
  stretch?: "linear" | "sqrt" | "log" | "asinh";
  /** How many times each pixel is repeated; small images are enlarged by themselves. */
  scale?: number;
}

/** How a table is shown. */
export interface TableOptions extends DisplayOptions {
  caption?: string;
  /** Unit of columns, by name, where the table does not know them. */
  units?: Readonly<Record<string, string>>;
}

/** Shows values below the cell. */
export interface Display {
  /** Shows a value in its richest form. Resolves when it has been handed over. */
  (value: unknown, options?: DisplayOptions): Promise<void>;
  /** Shows HTML. */
  html(html: string, options?: DisplayOptions): Promise<void>;
  /** Shows Markdown. */
  markdown(markdown: string, options?: DisplayOptions): Promise<void>;
  /** Shows an SVG drawing. */
  svg(svg: string, options?: DisplayOptions): Promise<void>;
  /**
   * Shows an image from its bytes (PNG, JPEG, GIF, WebP, or PDF) or from numbers: rows of numbers, a flat array with
   * `width` and `height`, or an object with `data` and a size. Red, green, blue and opacity come as four bytes per pixel.
   */
  image(image: Uint8Array | ArrayLike<number> | ArrayLike<number>[] | object, options?: ImageOptions): Promise<void>;
  /** Shows a table: an Arrow table, a data frame, an array of objects, or an object of columns. */
  table(table: object, options?: TableOptions): Promise<void>;
  /** Shows a Vega-Lite 5 (or Vega 5) specification as a chart. */
  vega(spec: object, options?: DisplayOptions): Promise<void>;
}

/** A message that came over a comm. */
export interface CommMessage {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

/** A channel between the notebook page and this kernel. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** Sends data, and bytes as they are, to the page. */
  send(data: unknown, metadata?: Record<string, unknown>, buffers?: readonly ArrayBufferView[]): void;
  /** Closes the channel. */
  close(data?: unknown): void;
  /** Sets what is done with a message from the page. */
  onMsg(handler: (message: CommMessage) => void): void;
  /** Sets what is done when the page closes the channel. */
  onClose(handler: (message: CommMessage) => void): void;
}

/** Channels between the notebook page and this kernel. */
export interface Comms {
  /** Lets the page open channels of this name. */
  registerTarget(target: string, handler: (comm: Comm, open: CommMessage) => void): void;
  /** No longer lets the page open channels of this name. */
  unregisterTarget(target: string): void;
  /** Opens a channel to the page. */
  open(target: string, data?: unknown, metadata?: Record<string, unknown>, buffers?: readonly ArrayBufferView[]): Comm;
}

/** A line below the cell that tells how far something is. */
export interface Progress {
  /** Tells how much is done, and optionally what is being done. */
  update(done: number, message?: string): void;
  /** Ends the line. */
  done(message?: string): void;
}

/** What a notebook can do with its kernel. */
export interface NotebookApi {
  readonly display: Display;
  /** Removes the outputs of the cell; with `wait`, only when the next one comes. */
  clearOutput(wait?: boolean): void;
  /** Asks the user for a line of text. */
  input(prompt?: string, options?: { password?: boolean }): Promise<string>;
  readonly comms: Comms;
  /**
   * Starts a progress line.
   * @param label what is being done
   * @param total what `done` will be at the end; without it the line only counts
   */
  progress(label: string, total?: number): Progress;
  /** Aborts when the user interrupts the running cell; each cell has its own. */
  readonly interrupted: AbortSignal;
}
