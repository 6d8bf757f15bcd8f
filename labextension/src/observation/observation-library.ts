import { type FileBrowserModel, FileDialog } from "@jupyterlab/filebrowser";
import type { INotebookTracker } from "@jupyterlab/notebook";
import type { Contents } from "@jupyterlab/services";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { Observation } from "nightbook/meteoroid";
import type { LoadingOverrides } from "nightbook/priors";
import { companionKind } from "../priors/companion-choice";
import type { KnownHelpers } from "../priors/suggestions";
import { type KernelMeteor, kernelMeteors } from "./kernel-meteors";
import type { ObservationFile, ObservationSource } from "./observation-of-files";
import { baseName, folderOf, mayHoldMeteor, type ObservationOrigin, reportFor } from "./observation-origin";

/** Finds observations: files of the server, and meteors of open notebooks. */
export class ObservationLibrary {
  constructor(
    private readonly contents: Contents.IManager,
    private readonly notebooks: INotebookTracker | null,
    private readonly files: FileBrowserModel | null,
    private readonly trans: TranslationBundle,
  ) {}

  /** Files beside a prior that may hold a meteor. */
  async beside(path: string): Promise<ObservationOrigin[]> {
    const names = await this.namesIn(folderOf(path));
    const folder = folderOf(path);
    return names
      .filter(mayHoldMeteor)
      .sort()
      .map((name) => ({ kind: "files", paths: [joined(folder, name)] }));
  }

  /** Files beside a prior that may go with it: fragmentations, or for these a prior. */
  async companionsBeside(path: string): Promise<string[]> {
    const folder = folderOf(path);
    const names = await this.namesIn(folder);
    const ending = `.${companionKind(path)}`;
    return names
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => joined(folder, name));
  }

  /** Meteors that the kernels of open notebooks have. */
  async inNotebooks(): Promise<ObservationOrigin[]> {
    const found = this.openKernels().map(async ({ notebook, kernel }) => {
      const meteors = await kernelMeteors(kernel, {}).catch(() => []);
      return meteors.map(
        ({ name }): ObservationOrigin => ({ kind: "notebook", notebook, kernelId: kernel.id, meteor: name }),
      );
    });
    return (await Promise.all(found)).flat();
  }

  /** Helper variables of the meteor that was opened last in the notebook in front, else in another one. */
  async helpersInNotebooks(): Promise<KnownHelpers | null> {
    const front = this.notebooks?.currentWidget?.context.path;
    const kernels = this.openKernels().sort((a, b) => Number(b.notebook === front) - Number(a.notebook === front));
    for (const { notebook, kernel } of kernels) {
      const [meteor] = await kernelMeteors(kernel, {});
      if (meteor !== undefined) return { values: meteor.observation.helper_vars, notebook: baseName(notebook) };
    }
    return null;
  }

  /** Lets a person choose files; `null` when they do not. */
  async pick(path: string): Promise<ObservationOrigin | null> {
    if (this.files === null) return null;
    const { value } = await FileDialog.getOpenFiles({
      manager: this.files.manager,
      title: this.trans.__("Choose the observation of a meteor"),
      defaultPath: folderOf(path),
      filter: (item) => (/\.(pickle|pkl|json)$/i.test(item.name) || item.type === "directory" ? {} : null),
    });
    const paths = (value ?? []).filter((item) => item.type !== "directory").map((item) => item.path);
    return paths.length === 0 ? null : { kind: "files", paths };
  }

  /** The bytes of files, with the solver's report beside them. */
  async read(paths: readonly string[]): Promise<ObservationSource> {
    const files = await Promise.all(paths.map((path) => this.file(path)));
    const folder = folderOf(paths[0] ?? "");
    const report = reportFor(baseName(paths[0] ?? ""), await this.namesIn(folder));
    return { files, report: report === null ? null : await this.file(joined(folder, report)) };
  }

  /** A meteor of a notebook. Rejects where the kernel no longer has it. */
  async fromNotebook(
    { kernelId, meteor, notebook }: Extract<ObservationOrigin, { kind: "notebook" }>,
    overrides: LoadingOverrides,
  ): Promise<Observation> {
    const kernel = this.openKernels().find((candidate) => candidate.kernel.id === kernelId)?.kernel;
    const meteors = kernel === undefined ? [] : await kernelMeteors(kernel, overrides);
    const found = meteors.find(({ name }) => name === meteor);
    if (found === undefined) throw new Error(this.trans.__("%1 no longer has %2 open", baseName(notebook), meteor));
    return found.observation;
  }

  /** The files, as its kernel names them, of a notebook's meteor. */
  async filesOf({ kernelId, meteor }: Extract<ObservationOrigin, { kind: "notebook" }>): Promise<readonly string[]> {
    const kernel = this.openKernels().find((candidate) => candidate.kernel.id === kernelId)?.kernel;
    const meteors: readonly KernelMeteor[] = kernel === undefined ? [] : await kernelMeteors(kernel, {});
    return meteors.find(({ name }) => name === meteor)?.files ?? [];
  }

  private openKernels() {
    const panels = this.notebooks?.filter(() => true) ?? [];
    return panels.flatMap(({ context, sessionContext }) => {
      const kernel = sessionContext.session?.kernel;
      return kernel ? [{ notebook: context.path, kernel }] : [];
    });
  }

  private async namesIn(folder: string): Promise<string[]> {
    const listing = await this.contents.get(folder, { type: "directory", content: true }).catch(() => null);
    const items: Contents.IModel[] = listing?.content ?? [];
    return items.filter((item) => item.type !== "directory").map((item) => item.name);
  }

  private async file(path: string): Promise<ObservationFile> {
    const { content } = await this.contents.get(path, { type: "file", format: "base64", content: true });
    const text = atob(String(content).replaceAll("\n", ""));
    return { name: baseName(path), bytes: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) };
  }
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
