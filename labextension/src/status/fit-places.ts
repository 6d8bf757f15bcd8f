import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Notification } from "@jupyterlab/apputils";
import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { serverPath } from "./server-path";
import type { StatusGroup } from "./status-hub";

/** Goes to where a fit runs and where its results are. */
export class FitPlaces {
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly notebooks: INotebookTracker,
    private readonly serverRoot: string,
    private readonly trans: TranslationBundle,
  ) {}

  /** Whether there is a notebook to show. */
  hasCell(group: StatusGroup): boolean {
    return group.kind === "kernel" && group.path !== null;
  }

  /** Brings the notebook to the front, and in it the cell that runs the fit. */
  async reveal(group: StatusGroup, fit: FitStatus): Promise<void> {
    const panel = this.panelOf(group) ?? (await this.open(group.path));
    if (panel === undefined) return;
    this.app.shell.activateById(panel.id);
    await panel.revealed;
    const { content } = panel;
    const index = content.widgets.findIndex((cell) => cell.model.id === fit.cellId);
    if (index < 0) return;
    content.deselectAll();
    content.activeCellIndex = index;
    await content.scrollToItem(index, "smart");
  }

  /** Shows the folder of a fit in the file browser. */
  async openResults(group: StatusGroup, fit: FitStatus): Promise<void> {
    const path = group.kind === "run" ? group.title : serverPath(fit.folder ?? "", this.serverRoot);
    if (path === null) {
      Notification.info(this.trans.__("The results are in %1, which this server does not show.", fit.folder), {
        autoClose: false,
      });
      return;
    }
    await this.app.commands.execute("filebrowser:go-to-path", { path });
    await this.app.commands.execute("filebrowser:activate");
  }

  private panelOf(group: StatusGroup): NotebookPanel | undefined {
    return this.notebooks.find((panel) => panel.sessionContext.session?.kernel?.id === group.key);
  }

  private async open(path: string | null): Promise<NotebookPanel | undefined> {
    if (path === null) return undefined;
    await this.app.commands.execute("docmanager:open", { path });
    return this.notebooks.find((panel) => panel.context.path === path);
  }
}
