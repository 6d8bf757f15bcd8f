import type { YFile } from "@jupyter/ydoc";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import type { Contents } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import { loadingOverrides, type TextEdit } from "nightbook/priors";
import { type ChoiceMemory, ChosenObservation } from "../observation/chosen-observation";
import { MeteorWorker } from "../observation/meteor-worker-client";
import type { ObservationLibrary } from "../observation/observation-library";
import { CompanionChoice, kindOf } from "./companion-choice";
import { DiskWatch } from "./disk-watch";
import { minimalEdit } from "./minimal-edit";
import type { PriorSettings } from "./prior-settings";
import { type PriorView, viewOf } from "./prior-view";
import type { KnownHelpers } from "./suggestions";

/** What an editor needs of the page. */
export interface PriorServices {
  contents: Contents.IManager;
  library: ObservationLibrary;
  memory: ChoiceMemory;
  settings: PriorSettings;
  /** Starts a fit with a prior. */
  fit: ((model: PriorModel) => Promise<void>) | null;
}

/**
 * A prior file on the text model that it shares with every other view of the file. Edits go
 * through `updateSource`: it marks the file as changed, which `setSource` does not, and keeps
 * the rest of the text, the cursors elsewhere and the steps of undo intact.
 */
export class PriorModel implements IDisposable {
  private readonly _changed = new Signal<this, void>(this);
  private _view: PriorView | null = null;
  private notebookHelpers: KnownHelpers | null = null;
  private isLooking = false;
  private _isSeen = false;
  private _isDisposed = false;

  /** The observation that the prior is shown for. */
  readonly observation: ChosenObservation;
  readonly worker: MeteorWorker = new MeteorWorker();
  /** The fragmentations that go with the prior, or the prior that goes with the fragmentations. */
  readonly companion: CompanionChoice;
  /** Notices a newer version on disk. */
  readonly disk: DiskWatch;

  constructor(
    private readonly context: DocumentRegistry.CodeContext,
    readonly services: PriorServices,
  ) {
    this.observation = new ChosenObservation(services.library, this.worker, services.memory);
    const { contents, library, memory } = services;
    this.companion = new CompanionChoice(
      () => this.path,
      (path) => library.companionsBeside(path),
      contents,
      memory,
    );
    this.companion.changed.connect(this.onContent, this);
    this.disk = new DiskWatch(context, services.contents);
    this.disk.changed.connect(this.emitChanged, this);
    this.observation.changed.connect(this.onContent, this);
    context.model.contentChanged.connect(this.onContent, this);
    context.model.stateChanged.connect(this.emitChanged, this);
    void context.ready.then(() => {
      this.onContent();
      void this.observation.recall(this.path);
      void this.companion.recall();
    });
  }

  /** The text, or what may be done with it, has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether the file has been read. */
  get isReady(): boolean {
    return this.context.isReady;
  }

  get readOnly(): boolean {
    return this.context.model.readOnly;
  }

  get text(): string {
    return this.context.model.sharedModel.getSource();
  }

  get library(): ObservationLibrary {
    return this.services.library;
  }

  get path(): string {
    return this.context.path;
  }

  /** The text as the prior language understands it. */
  get view(): PriorView {
    this._view ??= viewOf(this.text, this.path, this.observation.state.observation, this.companion.document);
    return this._view;
  }

  /** Paths of the prior that a fit takes and of its fragmentations; `null` for none. */
  get files(): { prior: string | null; extra: string | null } {
    const { chosen } = this.companion;
    return kindOf(this.path) === "prior" ? { prior: this.path, extra: chosen } : { prior: chosen, extra: this.path };
  }

  /** Helper variables of the observation, else those of the meteor that a notebook has open. */
  get helpers(): KnownHelpers | null {
    const { observation } = this.observation.state;
    return observation === null ? this.notebookHelpers : { values: observation.helper_vars, notebook: "" };
  }

  /** Asks the open notebooks for a meteor, where no observation is chosen. */
  async lookForHelpers(): Promise<void> {
    if (this.observation.state.observation !== null || this.isLooking) return;
    this.isLooking = true;
    this.notebookHelpers = await this.library.helpersInNotebooks().catch(() => null);
    this.isLooking = false;
    this.emitChanged();
  }

  /** Whether the prior predictive is shown: as it was for this file last, else as the settings say. */
  get showsPredictive(): boolean {
    const stored = this.services.memory.getItem(`nightbook:predictive:${this.path}`);
    return stored === null ? this.services.settings.value.predictive : stored === "true";
  }

  set showsPredictive(shows: boolean) {
    this.services.memory.setItem(`nightbook:predictive:${this.path}`, String(shows));
  }

  /** Whether the editor is in sight; what is not seen need not be computed. */
  get isSeen(): boolean {
    return this._isSeen;
  }

  set isSeen(seen: boolean) {
    if (seen === this._isSeen) return;
    this._isSeen = seen;
    this.disk.isWatching = seen;
    this.emitChanged();
  }

  /** Makes one change, one step for undo. Returns whether anything changed. */
  apply(edit: TextEdit): boolean {
    const change = minimalEdit(this.text, edit);
    if (change === null || this.readOnly) return false;
    const file = this.context.model.sharedModel as YFile;
    // Changes within half a second would otherwise be undone together.
    file.undoManager.stopCapturing();
    file.transact(() => file.updateSource(change.start, change.end, change.text));
    file.undoManager.stopCapturing();
    if (this.services.settings.value.saveOnCommit) void this.save();
    return true;
  }

  get canUndo(): boolean {
    return this.context.model.sharedModel.canUndo();
  }

  get canRedo(): boolean {
    return this.context.model.sharedModel.canRedo();
  }

  undo(): void {
    this.context.model.sharedModel.undo();
    this.markChanged();
  }

  redo(): void {
    this.context.model.sharedModel.redo();
    this.markChanged();
  }

  async save(): Promise<void> {
    await this.context.save();
  }

  /** Takes the file as it is on disk; what was not saved is lost. */
  async reload(): Promise<void> {
    await this.context.revert();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    const { model } = this.context;
    model.contentChanged.disconnect(this.onContent, this);
    model.stateChanged.disconnect(this.emitChanged, this);
    this.disk.dispose();
    this.companion.dispose();
    this.observation.dispose();
    this.worker.dispose();
    Signal.clearData(this);
  }

  /** Undo and redo change the text without saying so; after a save that would lose them. */
  private markChanged(): void {
    this.context.model.dirty = true;
  }

  private onContent(): void {
    this._view = null;
    if (this.isReady) {
      const { document } = this.view;
      const main = document.kind === "prior" ? document : this.companion.document;
      this.observation.setOverrides(main === null ? {} : loadingOverrides(main));
    }
    this.emitChanged();
  }

  private emitChanged(): void {
    if (!this._isDisposed) this._changed.emit();
  }
}
