import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { tableMime } from "./table-content";
import { TableWidget } from "./table-widget";

/** Draws the tables of the kernel in place of their static HTML, whose rank is 50. */
const tableExtension: IRenderMime.IExtension = {
  id: "@nightbook/labextension:table",
  description: "Draws tables in pages that can be sorted.",
  rank: 40,
  dataType: "json",
  rendererFactory: {
    // Values become text nodes, so that tables of notebooks nobody trusts yet can be drawn.
    safe: true,
    mimeTypes: [tableMime],
    createRenderer: (options) => new TableWidget(options),
  },
};

export default tableExtension;
