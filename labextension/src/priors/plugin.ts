import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette, WidgetTracker } from "@jupyterlab/apputils";
import { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import { ILauncher } from "@jupyterlab/launcher";
import { IMainMenu } from "@jupyterlab/mainmenu";
import { ITranslator, nullTranslator, type TranslationBundle } from "@jupyterlab/translation";
import { shippedPrior } from "nightbook/priors";
import { priorIcon } from "../icons";
import { type PriorDocumentWidget, PriorEditorFactory } from "./prior-widget";

const factoryName = "Prior editor";

const commands = {
  create: "nightbook:new-prior",
  undo: "nightbook:undo-in-prior",
  redo: "nightbook:redo-in-prior",
  nextProblem: "nightbook:next-prior-problem",
  previousProblem: "nightbook:previous-prior-problem",
};

/** Opens `.prior` and `.extraprior` files in a table with checks and previews. */
export const priorEditorPlugin: JupyterFrontEndPlugin<void> = {
  id: "@nightbook/labextension:prior-editor",
  description: "Edits prior files in a table with checks and previews.",
  autoStart: true,
  optional: [ITranslator, ILayoutRestorer, ICommandPalette, ILauncher, IMainMenu, IDefaultFileBrowser],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    menu: IMainMenu | null,
    browser: IDefaultFileBrowser | null,
  ): void => {
    const trans = (translator ?? nullTranslator).load("nightbook");
    const tracker = registerEditor(app, trans);
    void restorer?.restore(tracker, {
      command: "docmanager:open",
      args: (widget) => ({ path: widget.context.path, factory: factoryName }),
      name: (widget) => widget.context.path,
    });
    addCommands(app, tracker, browser, trans);
    for (const command of Object.values(commands)) palette?.addItem({ command, category: "Nightbook" });
    launcher?.add({ command: commands.create, category: "Nightbook", rank: 1 });
    menu?.fileMenu.newMenu.addItem({ command: commands.create, rank: 40 });
    const isPrior = (): boolean => tracker.currentWidget !== null && tracker.currentWidget === app.shell.currentWidget;
    menu?.editMenu.undoers.undo.add({ id: commands.undo, isEnabled: isPrior });
    menu?.editMenu.undoers.redo.add({ id: commands.redo, isEnabled: isPrior });
  },
};

function registerEditor(app: JupyterFrontEnd, trans: TranslationBundle): WidgetTracker<PriorDocumentWidget> {
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
    trans,
  );
  const tracker = new WidgetTracker<PriorDocumentWidget>({ namespace: "nightbook-prior" });
  factory.widgetCreated.connect((_, widget) => {
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  docRegistry.addWidgetFactory(factory);
  return tracker;
}

function addCommands(
  app: JupyterFrontEnd,
  tracker: WidgetTracker<PriorDocumentWidget>,
  browser: IDefaultFileBrowser | null,
  trans: TranslationBundle,
): void {
  const current = (): PriorDocumentWidget["content"] | undefined => tracker.currentWidget?.content;
  const describedBy = { args: { type: "object", properties: {} } };
  const add = (id: string, label: string, isEnabled: () => boolean, execute: () => void): void => {
    app.commands.addCommand(id, { label, isEnabled, execute, describedBy });
  };
  const isOpen = (): boolean => current() !== undefined;
  add(
    commands.undo,
    trans.__("Undo in Prior"),
    () => current()?.model.canUndo ?? false,
    () => current()?.model.undo(),
  );
  add(
    commands.redo,
    trans.__("Redo in Prior"),
    () => current()?.model.canRedo ?? false,
    () => current()?.model.redo(),
  );
  add(commands.nextProblem, trans.__("Next Problem in Prior"), isOpen, () => current()?.goToProblem(1));
  add(commands.previousProblem, trans.__("Previous Problem in Prior"), isOpen, () => current()?.goToProblem(-1));
  app.commands.addCommand(commands.create, {
    label: (args) => (args.isPalette ? trans.__("New Prior File") : trans.__("Prior File")),
    caption: trans.__("Create a prior for a meteor with one erosion"),
    icon: priorIcon,
    describedBy: { args: { type: "object", properties: { cwd: { type: "string" } } } },
    execute: async (args) => {
      const path = typeof args.cwd === "string" ? args.cwd : (browser?.model.path ?? "");
      const { contents } = app.serviceManager;
      const file = await contents.newUntitled({ path, type: "file", ext: ".prior" });
      await contents.save(file.path, { type: "file", format: "text", content: shippedPrior("one-erosion").text });
      return app.commands.execute("docmanager:open", { path: file.path, factory: factoryName });
    },
  });
}
