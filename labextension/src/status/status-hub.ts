import type { ISessionContext } from "@jupyterlab/apputils";
import type { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import { hasBegun, isRunning, type KernelFits, kernelRestarted, noFits, receive } from "./kernel-fits";
import type { LinkState } from "./link";
import { StatusConnection } from "./status-connection";

/** What the panel shows: the notebook in front and the fits of its kernel. */
export interface StatusView {
  /** Name of the notebook in front; `null` without one. */
  notebook: string | null;
  /** Name of the kernel it runs on, for people; `null` without one. */
  kernelName: string | null;
  /** Id of that kernel; `null` without one. */
  kernelId: string | null;
  fits: KernelFits;
  link: LinkState;
}

/**
 * Keeps the fits of every open notebook's kernel, so that switching notebooks shows them at
 * once, and tells which are in front.
 */
export class StatusHub implements IDisposable {
  private readonly _changed = new Signal<this, void>(this);
  private readonly _begun = new Signal<this, void>(this);
  private readonly byKernel = new Map<string, KernelFits>();
  private readonly connections = new Map<Kernel.IKernelConnection, StatusConnection>();
  private _isDisposed = false;

  constructor(
    private readonly notebooks: INotebookTracker,
    private readonly now: () => number,
  ) {
    for (const panel of notebooks.filter(() => true)) this.follow(panel);
    notebooks.widgetAdded.connect(this.onNotebook, this);
    notebooks.currentChanged.connect(this.emitChanged, this);
  }

  /** Something the panel shows has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A fit has begun in the notebook in front. */
  get begun(): ISignal<this, void> {
    return this._begun;
  }

  /** The view of the notebook in front. */
  get view(): StatusView {
    const panel = this.notebooks.currentWidget;
    const kernel = this.kernelInFront;
    const fits = (kernel && this.byKernel.get(kernel.id)) ?? noFits;
    return {
      notebook: panel?.title.label ?? null,
      kernelName: kernel ? panel!.sessionContext.kernelDisplayName : null,
      kernelId: kernel?.id ?? null,
      fits,
      link: {
        socket: kernel?.connectionStatus ?? "disconnected",
        receivedAt: fits.receivedAt,
        running: isRunning(fits),
      },
    };
  }

  /** Asks the kernel in front to end a fit after its current step. */
  stop(fitId: string): void {
    this.connectionInFront?.request({ request: "stop", id: fitId });
  }

  /** Interrupts the kernel in front, for when it does not heed {@link stop}. */
  async interrupt(): Promise<void> {
    await this.kernelInFront?.interrupt();
  }

  /** Connects to the kernel in front anew after the connection was closed. */
  async reconnect(): Promise<void> {
    await this.kernelInFront?.reconnect();
  }

  /** Asks the kernel in front for its state again. */
  refresh(): void {
    this.connectionInFront?.request({ request: "snapshot" });
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    for (const kernel of [...this.connections.keys()]) this.leave(kernel);
    Signal.clearData(this);
  }

  private get kernelInFront(): Kernel.IKernelConnection | null {
    return this.notebooks.currentWidget?.sessionContext.session?.kernel ?? null;
  }

  private get connectionInFront(): StatusConnection | undefined {
    const kernel = this.kernelInFront;
    return kernel ? this.connections.get(kernel) : undefined;
  }

  private onNotebook(_: INotebookTracker, panel: NotebookPanel): void {
    this.follow(panel);
  }

  private follow(panel: NotebookPanel): void {
    const context: ISessionContext = panel.sessionContext;
    context.kernelChanged.connect((_, { oldValue, newValue }) => {
      if (oldValue) this.leave(oldValue);
      if (newValue) this.join(newValue);
      this.emitChanged();
    }, this);
    panel.disposed.connect(() => {
      for (const kernel of this.connections.keys()) if (kernel.isDisposed) this.leave(kernel);
    }, this);
    const kernel = context.session?.kernel;
    if (kernel) this.join(kernel);
  }

  private join(kernel: Kernel.IKernelConnection): void {
    if (this.connections.has(kernel)) return;
    const connection = new StatusConnection(kernel);
    connection.message.connect((_, data) => this.update(kernel.id, (fits) => receive(fits, data, this.now())), this);
    kernel.statusChanged.connect(this.onStatus, this);
    kernel.connectionStatusChanged.connect(this.emitChanged, this);
    kernel.disposed.connect(this.leave, this);
    this.connections.set(kernel, connection);
  }

  private leave(kernel: Kernel.IKernelConnection): void {
    const connection = this.connections.get(kernel);
    if (connection === undefined) return;
    connection.dispose();
    kernel.statusChanged.disconnect(this.onStatus, this);
    kernel.connectionStatusChanged.disconnect(this.emitChanged, this);
    kernel.disposed.disconnect(this.leave, this);
    this.connections.delete(kernel);
    if (![...this.connections.keys()].some((other) => other.id === kernel.id)) this.byKernel.delete(kernel.id);
  }

  private onStatus(kernel: Kernel.IKernelConnection, status: Kernel.Status): void {
    if (status === "restarting" || status === "autorestarting" || status === "dead" || status === "terminating") {
      this.update(kernel.id, kernelRestarted);
    }
  }

  private update(kernelId: string, change: (fits: KernelFits) => KernelFits): void {
    const before = this.byKernel.get(kernelId) ?? noFits;
    const after = change(before);
    this.byKernel.set(kernelId, after);
    if (kernelId !== this.kernelInFront?.id) return;
    this.emitChanged();
    if (hasBegun(before, after)) this._begun.emit();
  }

  private emitChanged(): void {
    this._changed.emit();
  }
}
