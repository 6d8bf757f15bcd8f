import type { Contents } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { Signal } from "@lumino/signaling";
import { type PriorDocument, parsePrior } from "nightbook/priors";
import type { ChoiceMemory } from "../observation/chosen-observation";
import { baseName } from "../observation/observation-origin";

/** The fragmentation file that goes with a prior, if a person has chosen one. */
export class FragmentationChoice implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  private _path: string | null = null;
  private _document: PriorDocument | null = null;
  private _isDisposed = false;

  /** @param path of the prior on the server */
  constructor(
    private readonly path: () => string,
    private readonly contents: Contents.IManager,
    private readonly memory: ChoiceMemory,
  ) {
    contents.fileChanged.connect(this.onFile, this);
  }

  /** Path of the chosen file; `null` for none. */
  get chosen(): string | null {
    return this._path;
  }

  /** The chosen file, parsed; `null` for none, and while it is being read. */
  get document(): PriorDocument | null {
    return this._document;
  }

  /** Takes what was chosen for this prior last. */
  recall(): void {
    const stored = this.memory.getItem(this.key);
    if (stored !== null) void this.read(stored);
  }

  /** Chooses a file, or none, and remembers it. */
  choose(path: string | null): void {
    if (path === null) this.memory.removeItem(this.key);
    else this.memory.setItem(this.key, path);
    void this.read(path);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    this.contents.fileChanged.disconnect(this.onFile, this);
    Signal.clearData(this);
  }

  private get key(): string {
    return `nightbook:fragmentation:${this.path()}`;
  }

  private onFile(_: Contents.IManager, { newValue }: Contents.IChangedArgs): void {
    if (this._path !== null && newValue?.path === this._path) void this.read(this._path);
  }

  private async read(path: string | null): Promise<void> {
    this._path = path;
    const file =
      path === null
        ? null
        : await this.contents.get(path, { type: "file", format: "text", content: true }).catch(() => null);
    if (this._isDisposed || path !== this._path) return;
    // A file that is gone is no choice any more.
    if (file === null) this._path = null;
    this._document =
      file === null || path === null
        ? null
        : parsePrior(String(file.content), { kind: "extraprior", fileName: baseName(path) });
    this.changed.emit();
  }
}
