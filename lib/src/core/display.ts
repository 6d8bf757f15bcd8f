/**
 * The symbol under which an object offers its own picture to a notebook. It is the
 * protocol of Deno's kernel, so that our results draw themselves there too.
 */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** MIME type to content, the form in which Jupyter carries outputs. */
export type MimeBundle = Record<string, unknown>;

/** An object that draws itself in a notebook. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** MIME type of a Vega-Lite 5 specification, the version that JupyterLab 4.6 draws. */
export const vegaLiteMime = "application/vnd.vegalite.v5+json";
