import type { DocumentRegistry } from "@jupyterlab/docregistry";
import type { Contents } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { Signal } from "@lumino/signaling";

/** Time between two looks, milliseconds. */
const interval = 5000;
/** Times of the same version may differ by so much, milliseconds. */
const tolerance = 500;

/** Notices that the file on disk is newer than the text that is shown. It looks only while somebody watches. */
export class DiskWatch implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  private timer: ReturnType<typeof setInterval> | undefined;
  private newer: number | null = null;
  private dismissed: number | null = null;

  constructor(
    private readonly context: DocumentRegistry.CodeContext,
    private readonly contents: Contents.IManager,
  ) {
    context.fileChanged.connect(this.forget, this);
  }

  /** Whether there is a newer version that nobody has put aside. */
  get isOutdated(): boolean {
    return this.newer !== null && this.newer !== this.dismissed;
  }

  set isWatching(watching: boolean) {
    if (watching === (this.timer !== undefined)) return;
    clearInterval(this.timer);
    this.timer = watching ? setInterval(() => void this.look(), interval) : undefined;
    if (watching) void this.look();
  }

  /** Goes on with the text that is shown; a still newer version is told of again. */
  dismiss(): void {
    this.dismissed = this.newer;
    this.changed.emit();
  }

  /** Looks at the file's time now. */
  async look(): Promise<void> {
    const known = this.context.contentsModel?.last_modified;
    // What several people share is kept on disk by the server.
    if (known === undefined || this.isDisposed || this.context.model.collaborative) return;
    const onDisk = await this.contents.get(this.context.path, { content: false }).catch(() => null);
    if (onDisk === null || this.isDisposed) return;
    // The text may have been saved or read anew meanwhile.
    const shown = Date.parse(this.context.contentsModel?.last_modified ?? known);
    const time = Date.parse(onDisk.last_modified);
    const newer = time > shown + tolerance ? time : null;
    if (newer === this.newer) return;
    this.newer = newer;
    this.changed.emit();
  }

  get isDisposed(): boolean {
    return this.context.isDisposed;
  }

  dispose(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.context.fileChanged.disconnect(this.forget, this);
    Signal.clearData(this);
  }

  private forget(): void {
    void this.look();
  }
}
