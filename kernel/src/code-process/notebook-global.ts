import { vegaLiteMime } from "nightbook/core";
import { bundleOutput, outputOf } from "../display/mime-bundle";
import { bytesMime, imageOutput } from "../display/mime-content";
import { picture } from "../display/picture";
import { tableBundle } from "../display/table-bundle";
import { readTable } from "../display/tables";
import { vegaMime } from "../display/vega-spec";
import type {
  Display,
  DisplayOptions,
  ImageOptions,
  MimeBundle,
  NotebookApi,
  Progress,
  TableOptions,
} from "../notebook-api/api";
import type { CellAttribution } from "./cell-attribution";
import type { CellComms } from "./cell-comms";
import type { Output } from "./conversation";
import type { Interrupts } from "./interrupts";
import { report } from "./report";
import { startProgress } from "./text-progress";
import type { UserInput } from "./user-input";

/** The parts of the code process that `nb` gives access to. */
export interface NotebookParts {
  attribution: CellAttribution;
  comms: CellComms;
  interrupts: Interrupts;
  input: UserInput;
}

/** Makes the global `nb`. */
export function notebookApi(parts: NotebookParts): NotebookApi {
  const { attribution, comms, interrupts, input } = parts;
  return Object.freeze({
    display: displayFor(attribution),
    comms,
    clearOutput: (wait = false) => report({ type: "clear", cell: attribution.current(), wait }),
    input: (prompt = "", options: { password?: boolean } = {}) =>
      input.ask(attribution.current(), prompt, options.password === true),
    progress: (label: string, total?: number): Progress => startProgress(attribution.current(), label, total),
    get interrupted() {
      return interrupts.signal;
    },
  });
}

function displayFor(attribution: CellAttribution): Display {
  const send = (cell: string, output: Output, options: DisplayOptions) => {
    const { id, update } = options;
    const metadata = { ...output.metadata, ...options.metadata };
    report({ type: "display", cell, data: output.data, metadata, ...(id === undefined ? {} : { id, update }) });
  };
  const show = async (value: unknown, options: DisplayOptions = {}): Promise<void> => {
    const cell = attribution.current();
    if (options.raw === true) send(cell, bundleOutput(value as MimeBundle, value), options);
    else {
      // Sent at once where possible, so that outputs keep their order even if nobody awaits this.
      const output = outputOf(value);
      send(cell, output instanceof Promise ? await output : output, options);
    }
  };
  const raw = (bundle: MimeBundle, options: DisplayOptions = {}): Promise<void> =>
    show(bundle, { ...options, raw: true });
  return Object.assign(show, {
    html: (html: string, options?: DisplayOptions) => raw({ "text/html": html }, options),
    markdown: (markdown: string, options?: DisplayOptions) =>
      raw({ "text/markdown": markdown, "text/plain": markdown }, options),
    svg: (svg: string, options?: DisplayOptions) => raw({ "image/svg+xml": svg }, options),
    image: async (image: object, options?: ImageOptions) => {
      const mime = image instanceof Uint8Array ? bytesMime(image) : undefined;
      await raw(mime === undefined ? picture(image, options) : imageOutput(image as Uint8Array, mime), options);
    },
    table: async (table: object, options: TableOptions = {}) => {
      await raw(tableBundle(readTable(table, options.units), options.caption), options);
    },
    vega: (spec: object, options?: DisplayOptions) =>
      raw({ [vegaMime((spec as { $schema?: unknown }).$schema) ?? vegaLiteMime]: spec }, options),
  });
}
