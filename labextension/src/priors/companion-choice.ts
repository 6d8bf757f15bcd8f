import type { Contents } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { Signal } from "@lumino/signaling";
import { type PriorDocument, type PriorFileKind, parsePrior } from "nightbook/priors";
import type { ChoiceMemory } from "../observation/chosen-observation";
import { baseName } from "../observation/observation-origin";

/** What kind of file a path names. */
export function kindOf(path: string): PriorFileKind {
  return path.endsWith(".extraprior") ? "extraprior" : "prior";
}

/** The kind of file that goes with a file: fragmentations with a prior, a prior with fragmentations. */
export function companionKind(path: string): PriorFileKind {
  return kindOf(path) === "prior" ? "extraprior" : "prior";
}

/** The file that goes with the one that is edited. */
export class CompanionChoice implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  private _path: string | null = null;
  private _document: PriorDocument | null = null;
  private _isDisposed = false;

  /**
   * @param path of the edited file on the server
   * @param beside finds the files in its folder that it could be
   */
  constructor(
    private readonly path: () => string,
    private readonly beside: (path: string) => Promise<readonly string[]>,
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

  /** Takes what was chosen last; without that, fragmentations take the prior of their name, or the only one there is. */
  async recall(): Promise<void> {
    const stored = this.memory.getItem(this.key);
    if (stored !== null) return stored === "" ? undefined : this.read(stored);
    if (kindOf(this.path()) === "prior") return;
    const found = await this.beside(this.path());
    const sameName = this.path().replace(/extraprior$/, "prior");
    const likely = found.find((path) => path === sameName) ?? (found.length === 1 ? found[0]! : null);
    if (likely !== null && this._path === null) await this.read(likely);
  }

  /** Chooses a file, or none, and remembers it. */
  choose(path: string | null): void {
    this.memory.setItem(this.key, path ?? "");
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
    return `nightbook:companion:${this.path()}`;
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
        : parsePrior(String(file.content), { kind: kindOf(path), fileName: baseName(path) });
    this.changed.emit();
  }
}
