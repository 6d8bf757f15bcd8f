import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { WidgetTracker } from "@jupyterlab/apputils";
import type { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { PriorFileKind } from "nightbook/priors";
import { ask } from "../dialogs/ask";
import { priorIcon } from "../icons";
import type { PriorServices } from "./prior-model";
import type { PriorDocumentWidget } from "./prior-widget";
import { templatesFor } from "./templates";

/** Commands of the prior editor. */
export const priorCommands = {
  create: "nightbook:new-prior",
  createFragmentation: "nightbook:new-extraprior",
  fit: "nightbook:fit-with-prior",
  undo: "nightbook:undo-in-prior",
  redo: "nightbook:redo-in-prior",
  nextProblem: "nightbook:next-prior-problem",
  previousProblem: "nightbook:previous-prior-problem",
};

interface CommandParts {
  tracker: WidgetTracker<PriorDocumentWidget>;
  browser: IDefaultFileBrowser | null;
  factoryName: string;
  fit: PriorServices["fit"];
}

/** Adds the commands of the prior editor to the application. */
export function addPriorCommands(app: JupyterFrontEnd, parts: CommandParts, trans: TranslationBundle): void {
  const { tracker, fit } = parts;
  const current = (): PriorDocumentWidget["content"] | undefined => tracker.currentWidget?.content;
  const describedBy = { args: { type: "object", properties: {} } };
  const add = (id: string, label: string, isEnabled: () => boolean, execute: () => void | Promise<void>): void => {
    app.commands.addCommand(id, { label, isEnabled, execute, describedBy });
  };
  const isOpen = (): boolean => current() !== undefined;
  const { undo, redo, nextProblem, previousProblem } = priorCommands;
  add(
    undo,
    trans.__("Undo in Prior"),
    () => current()?.model.canUndo ?? false,
    () => current()?.model.undo(),
  );
  add(
    redo,
    trans.__("Redo in Prior"),
    () => current()?.model.canRedo ?? false,
    () => current()?.model.redo(),
  );
  add(nextProblem, trans.__("Next Problem in Prior"), isOpen, () => current()?.goToProblem(1));
  add(previousProblem, trans.__("Previous Problem in Prior"), isOpen, () => current()?.goToProblem(-1));
  const isPriorOpen = (): boolean => fit !== null && (current()?.model.files.prior ?? null) !== null;
  add(priorCommands.fit, trans.__("Fit with this Prior…"), isPriorOpen, async () => {
    const model = current()?.model;
    if (model !== undefined) await fit?.(model);
  });
  addCreator(app, parts, "prior", trans);
  addCreator(app, parts, "extraprior", trans);
}

/** The command that makes a file from a template; without the argument `template` it asks for one. */
function addCreator(
  app: JupyterFrontEnd,
  { browser, factoryName }: CommandParts,
  kind: PriorFileKind,
  trans: TranslationBundle,
): void {
  const isPrior = kind === "prior";
  const name = isPrior ? trans.__("Prior File") : trans.__("Fragmentation Prior File");
  const templates = templatesFor(kind);
  app.commands.addCommand(isPrior ? priorCommands.create : priorCommands.createFragmentation, {
    label: (args) => (args.isPalette ? trans.__("New %1", name) : name),
    caption: isPrior
      ? trans.__("Create a prior for the fit of a meteor")
      : trans.__("Create a prior of the fragmentations of a meteor"),
    icon: priorIcon,
    describedBy: {
      args: { type: "object", properties: { cwd: { type: "string" }, template: { type: "string" } } },
    },
    execute: async (args) => {
      const chosen = templates.find((template) => template.name === args.template) ?? (await askForTemplate());
      if (chosen === undefined) return;
      const path = typeof args.cwd === "string" ? args.cwd : (browser?.model.path ?? "");
      const { contents } = app.serviceManager;
      const file = await contents.newUntitled({ path, type: "file", ext: `.${kind}` });
      await contents.save(file.path, { type: "file", format: "text", content: chosen.text });
      return app.commands.execute("docmanager:open", { path: file.path, factory: factoryName });
    },
  });

  async function askForTemplate() {
    const titles = templates.map(({ title, description }) => `${trans.__(title)}: ${trans.__(description)}`);
    const value = titles[isPrior ? 1 : 0]!;
    const question = { title: trans.__("New %1", name), label: trans.__("Template"), okLabel: trans.__("Create") };
    const chosen = await ask({ ...question, value, choices: titles }, trans);
    return chosen === null ? undefined : templates[titles.indexOf(chosen)];
  }
}
