import * as fs from "node:fs";
import { displaySymbol } from "nightbook/core";
import { outputOf } from "../display/mime-bundle";
import { bytesMime, imageOutput } from "../display/mime-content";
import type { MimeBundle, NotebookApi } from "../notebook-api/api";
import type { DenoJupyter, DenoNamespace } from "../notebook-api/deno";
import type { CellAttribution } from "./cell-attribution";
import { report } from "./report";

/** What `Deno.jupyter` is in cells. It is no global: packages would take this process for Deno. */
export function denoNamespace(nb: NotebookApi, attribution: CellAttribution): DenoNamespace {
  const jupyter: DenoJupyter = {
    $display: displaySymbol,
    display: (value, { raw, update, display_id: id } = {}) => nb.display(value, { raw, update, id }),
    format: async (value) => (await outputOf(value)).data,
    md: (strings, ...values) => displayable({ "text/markdown": String.raw({ raw: strings }, ...values) }),
    html: (strings, ...values) => displayable({ "text/html": String.raw({ raw: strings }, ...values) }),
    svg: (strings, ...values) => displayable({ "image/svg+xml": String.raw({ raw: strings }, ...values) }),
    image: (source) => {
      const bytes = typeof source === "string" ? fs.readFileSync(source) : source;
      const mime = bytesMime(bytes);
      if (mime === undefined) throw new TypeError("These are not the bytes of a PNG, JPEG, GIF, WebP or PDF");
      return displayable(imageOutput(bytes, mime));
    },
    broadcast: async (messageType, content, { metadata = {}, buffers = [] } = {}) =>
      report({ type: "broadcast", cell: attribution.current(), messageType, content, metadata }, buffers),
  };
  return Object.freeze({ jupyter: Object.freeze(jupyter) });
}

function displayable(bundle: MimeBundle): object {
  return { [displaySymbol]: () => bundle };
}
