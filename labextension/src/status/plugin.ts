import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator } from "@jupyterlab/translation";
import { StatusHub } from "./status-hub";
import { StatusPanel } from "./status-panel";

const pluginId = "@nightbook/labextension:sampler-status";
const showCommand = "nightbook:show-sampler-status";

/** The live status panel of running fits, in the right side bar. */
export const samplerStatusPlugin: JupyterFrontEndPlugin<void> = {
  id: pluginId,
  description: "Follows running fits in a side panel.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator, ILayoutRestorer, ICommandPalette, ISettingRegistry, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    settings: ISettingRegistry | null,
    labShell: ILabShell | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load("nightbook");
    const now = (): number => Date.now();
    const hub = new StatusHub(notebooks, now);
    const panel = new StatusPanel(hub, trans, now);
    app.shell.add(panel, "right", { rank: 900, type: "Sampler Status" });
    restorer?.add(panel, panel.id);

    app.commands.addCommand(showCommand, {
      label: trans.__("Sampler Status"),
      caption: trans.__("Show the panel that follows running fits"),
      describedBy: { args: { type: "object", properties: {} } },
      execute: () => app.shell.activateById(panel.id),
    });
    palette?.addItem({ command: showCommand, category: "Nightbook" });

    let showOnStart = true;
    // Only into an empty side: what somebody has open there stays.
    hub.begun.connect(() => {
      if (showOnStart && labShell?.rightCollapsed) labShell.activateById(panel.id);
    });

    void settings?.load(pluginId).then((loaded) => {
      const apply = (): void => {
        panel.staleAfter = (loaded.get("staleAfter").composite as number) * 1000;
        showOnStart = loaded.get("showOnStart").composite as boolean;
        panel.update();
      };
      apply();
      loaded.changed.connect(apply);
    });
  },
};
