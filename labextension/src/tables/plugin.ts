import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker } from "@jupyterlab/notebook";
import { findKernelsBy } from "./kernel-rows";

/** Lets long tables fetch their rows from the kernel of the notebook that they stand in. */
export const tableRowsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@nightbook/labextension:table-rows",
  description: "Fetches the rows of long tables from their kernel.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_app: JupyterFrontEnd, notebooks: INotebookTracker) => {
    findKernelsBy((output) => {
      const panel = notebooks.find(({ node }) => node.contains(output));
      return panel?.sessionContext.session?.kernel ?? null;
    });
  },
};
