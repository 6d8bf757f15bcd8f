import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import { ILauncher } from "@jupyterlab/launcher";
import { IMainMenu } from "@jupyterlab/mainmenu";
import { INotebookTracker } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator, nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { priorIcon } from "../icons";
import { ObservationLibrary } from "../observation/observation-library";
import { fitWithPrior } from "./fit-with-prior";
import { addPriorCommands, priorCommands } from "./prior-commands";
import type { PriorServices } from "./prior-model";
import { defaultPriorSettings, PriorSettings } from "./prior-settings";
import { type PriorDocumentWidget, PriorEditorFactory } from "./prior-widget";

const pluginId = "@nightbook/labextension:prior-editor";
const factoryName = "Prior editor";

/** Opens `.prior` and `.extraprior` files in a table with checks and previews. */
export const priorEditorPlugin: JupyterFrontEndPlugin<void> = {
  id: pluginId,
  description: "Edits prior files in a table with checks and previews.",
  autoStart: true,
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    ILauncher,
    IMainMenu,
    IDefaultFileBrowser,
    INotebookTracker,
    ISettingRegistry,
  ],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    menu: IMainMenu | null,
    browser: IDefaultFileBrowser | null,
    notebooks: INotebookTracker | null,
    registry: ISettingRegistry | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load("nightbook");
    const { contents } = app.serviceManager;
    const services: PriorServices = {
      contents,
      library: new ObservationLibrary(contents, notebooks, browser?.model ?? null, trans),
      memory: window.localStorage,
      settings: followSettings(registry),
      fit: notebooks && ((model) => fitWithPrior(app, notebooks, model, trans)),
    };
    const tracker = registerEditor(app, services, trans);
    void restorer?.restore(tracker, {
      command: "docmanager:open",
      args: (widget) => ({ path: widget.context.path, factory: factoryName }),
      name: (widget) => widget.context.path,
    });
    addPriorCommands(app, { tracker, browser, factoryName, fit: services.fit }, trans);
    for (const command of Object.values(priorCommands)) {
      palette?.addItem({ command, category: "Nightbook", args: { isPalette: true } });
    }
    for (const [rank, command] of [priorCommands.create, priorCommands.createFragmentation].entries()) {
      launcher?.add({ command, category: "Nightbook", rank: rank + 1 });
      menu?.fileMenu.newMenu.addItem({ command, rank: 40 + rank });
    }
    const isPrior = (): boolean => tracker.currentWidget !== null && tracker.currentWidget === app.shell.currentWidget;
    menu?.editMenu.undoers.undo.add({ id: priorCommands.undo, isEnabled: isPrior });
    menu?.editMenu.undoers.redo.add({ id: priorCommands.redo, isEnabled: isPrior });
  },
};

function registerEditor(
  app: JupyterFrontEnd,
  services: PriorServices,
  trans: TranslationBundle,
): WidgetTracker<PriorDocumentWidget> {
  const { docRegistry } = app;
  docRegistry.addFileType({
    name: "prior",
    displayName: trans.__("Prior File"),
    extensions: [".prior"],
    mimeTypes: ["text/x-nightbook-prior"],
    fileFormat: "text",
    icon: priorIcon,
  });
  docRegistry.addFileType({
    name: "extraprior",
    displayName: trans.__("Fragmentation Prior File"),
    extensions: [".extraprior"],
    mimeTypes: ["text/x-nightbook-extraprior"],
    fileFormat: "text",
    icon: priorIcon,
  });
  const fileTypes = ["prior", "extraprior"];
  const factory = new PriorEditorFactory(
    { name: factoryName, label: trans.__("Prior Editor"), fileTypes, defaultFor: fileTypes },
    services,
    trans,
    () => docRegistry.getWidgetFactory("Editor")?.contentProviderId,
  );
  const tracker = new WidgetTracker<PriorDocumentWidget>({ namespace: "nightbook-prior" });
  factory.widgetCreated.connect((_, widget) => {
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  docRegistry.addWidgetFactory(factory);
  return tracker;
}

function followSettings(registry: ISettingRegistry | null): PriorSettings {
  const settings = new PriorSettings();
  void registry?.load(pluginId).then((loaded) => {
    const apply = (): void => {
      settings.value = { ...defaultPriorSettings, ...(loaded.composite as Partial<PriorSettings["value"]>) };
    };
    apply();
    loaded.changed.connect(apply);
  });
  return settings;
}
