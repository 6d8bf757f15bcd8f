import type { JupyterFrontEnd } from "@jupyterlab/application";
import { type INotebookTracker, NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import type { TranslationBundle } from "@jupyterlab/translation";
import { ask } from "../dialogs/ask";
import { baseName, folderOf } from "../observation/observation-origin";
import { fitCell } from "./fit-cell";
import type { PriorModel } from "./prior-model";

/** Adds a cell that fits with a prior to a notebook that the person chooses, and runs it. */
export async function fitWithPrior(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  model: PriorModel,
  trans: TranslationBundle,
): Promise<void> {
  const { prior, extra } = model.files;
  if (prior === null) return;
  const panel = await chooseNotebook(app, notebooks, folderOf(model.path), trans);
  if (panel === null) return;
  // The kernel reads the file, so it has to be there as it is shown.
  if (!model.readOnly) await model.save();
  const { origin } = model.observation.state;
  const files = origin?.kind === "notebook" ? await model.library.filesOf(origin) : [];
  const source = fitCell({
    notebook: panel.context.path,
    prior,
    extra,
    origin,
    files,
  });
  app.shell.activateById(panel.id);
  await panel.revealed;
  await panel.sessionContext.ready;
  const { content } = panel;
  const cells = content.model?.sharedModel;
  if (cells === undefined) return;
  const last = cells.cells.length - 1;
  // An empty cell at the end is where one would type.
  const isFree = last >= 0 && cells.getCell(last).cell_type === "code" && cells.getCell(last).getSource() === "";
  if (isFree) cells.getCell(last).setSource(source);
  else cells.insertCell(last + 1, { cell_type: "code", source, metadata: { trusted: true } });
  content.activeCellIndex = cells.cells.length - 1;
  content.deselectAll();
  if (content.activeCell) await content.scrollToItem(content.activeCellIndex);
  void NotebookActions.run(content, panel.sessionContext);
}

/** One of the open notebooks or a new one; `null` when the person thinks better of it. */
async function chooseNotebook(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker,
  folder: string,
  trans: TranslationBundle,
): Promise<NotebookPanel | null> {
  const open = notebooks.filter(() => true);
  const names = open.map((panel) => panel.context.path);
  const fresh = trans.__("A new notebook");
  if (open.length > 0) {
    const value = await ask(
      {
        title: trans.__("Fit with this prior"),
        label: trans.__("Notebook that gets the cell"),
        okLabel: trans.__("Add and run"),
        value: notebooks.currentWidget?.context.path ?? names[0]!,
        choices: [...names, fresh],
      },
      trans,
    );
    if (value === null) return null;
    const chosen = open[names.indexOf(value)];
    if (chosen !== undefined) return chosen;
  }
  const made: unknown = await app.commands.execute("notebook:create-new", { kernelName: "nightbook", cwd: folder });
  const path = (made as { context?: { path: string } }).context?.path ?? "";
  return notebooks.find((panel) => baseName(panel.context.path) === baseName(path)) ?? null;
}
