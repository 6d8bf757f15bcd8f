import type { YFile } from "@jupyter/ydoc";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import type { TextEdit } from "nightbook/priors";
import { minimalEdit } from "./minimal-edit";
import { type PriorView, viewOf } from "./prior-view";

/**
 * A prior file on the text model that it shares with every other view of the file. Edits go
 * through `updateSource`: it marks the file as changed, which `setSource` does not, and keeps
 * the rest of the text, the cursors elsewhere and the steps of undo intact.
 */
export class PriorModel implements IDisposable {
  private readonly _changed = new Signal<this, void>(this);
  private _view: PriorView | null = null;
  private _isDisposed = false;

  constructor(private readonly context: DocumentRegistry.CodeContext) {
    context.model.contentChanged.connect(this.onContent, this);
    context.model.stateChanged.connect(this.emitChanged, this);
    void context.ready.then(() => this.emitChanged());
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

  /** The text as the prior language understands it. */
  get view(): PriorView {
    this._view ??= viewOf(this.text, this.context.path);
    return this._view;
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

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    Signal.clearData(this);
  }

  /** Undo and redo change the text without saying so; after a save that would lose them. */
  private markChanged(): void {
    this.context.model.dirty = true;
  }

  private onContent(): void {
    this._view = null;
    this.emitChanged();
  }

  private emitChanged(): void {
    if (!this._isDisposed) this._changed.emit();
  }
}
