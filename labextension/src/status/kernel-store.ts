import type { Kernel } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import type { StatusRequest } from "nightbook/core";
import { type KernelFits, kernelRestarted, noFits, receive } from "./kernel-fits";
import { StatusConnection } from "./status-connection";

/** What happened to the fits of a kernel. */
export interface KernelNews {
  kernelId: string;
  before: KernelFits;
  after: KernelFits;
}

/** Knows the fits of every kernel that the page is connected to. */
export class KernelStore implements IDisposable {
  private readonly _changed = new Signal<this, KernelNews | null>(this);
  private readonly byKernel = new Map<string, KernelFits>();
  private readonly connections = new Map<Kernel.IKernelConnection, StatusConnection>();
  private _isDisposed = false;

  constructor(private readonly now: () => number) {}

  /** The fits of a kernel, or the state of a connection (`null`), have changed. */
  get changed(): ISignal<this, KernelNews | null> {
    return this._changed;
  }

  /** What is known of a kernel's fits. */
  fitsOf(kernelId: string): KernelFits {
    return this.byKernel.get(kernelId) ?? noFits;
  }

  /** The connection to a kernel; `undefined` when there is none. */
  connectionTo(kernelId: string): Kernel.IKernelConnection | undefined {
    return [...this.connections.keys()].find((kernel) => kernel.id === kernelId && !kernel.isDisposed);
  }

  /** Asks something of a kernel. */
  request(kernelId: string, request: StatusRequest): void {
    const kernel = this.connectionTo(kernelId);
    if (kernel !== undefined) this.connections.get(kernel)?.request(request);
  }

  /** After a sleep or a lost network: connects anew where that is needed, and asks all for their state. */
  wake(): void {
    for (const [kernel, connection] of this.connections) {
      if (kernel.isDisposed) continue;
      if (kernel.connectionStatus === "disconnected") void kernel.reconnect().catch(() => undefined);
      else connection.request({ request: "snapshot" });
    }
  }

  /** Listens to a kernel. */
  join(kernel: Kernel.IKernelConnection): void {
    if (this.connections.has(kernel)) return;
    const connection = new StatusConnection(kernel);
    connection.message.connect((_, data) => this.update(kernel.id, (fits) => receive(fits, data, this.now())), this);
    kernel.statusChanged.connect(this.onStatus, this);
    kernel.connectionStatusChanged.connect(this.onConnection, this);
    kernel.disposed.connect(this.leave, this);
    this.connections.set(kernel, connection);
  }

  /** Listens no longer. */
  leave(kernel: Kernel.IKernelConnection): void {
    const connection = this.connections.get(kernel);
    if (connection === undefined) return;
    connection.dispose();
    kernel.statusChanged.disconnect(this.onStatus, this);
    kernel.connectionStatusChanged.disconnect(this.onConnection, this);
    kernel.disposed.disconnect(this.leave, this);
    this.connections.delete(kernel);
    if (![...this.connections.keys()].some((other) => other.id === kernel.id)) this.byKernel.delete(kernel.id);
    this._changed.emit(null);
  }

  /** Forgets the connections that others have closed. */
  leaveDisposed(): void {
    for (const kernel of [...this.connections.keys()]) if (kernel.isDisposed) this.leave(kernel);
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

  private onStatus(kernel: Kernel.IKernelConnection, status: Kernel.Status): void {
    if (status === "restarting" || status === "autorestarting" || status === "dead" || status === "terminating") {
      this.update(kernel.id, kernelRestarted);
    }
  }

  private onConnection(): void {
    this._changed.emit(null);
  }

  private update(kernelId: string, change: (fits: KernelFits) => KernelFits): void {
    const before = this.fitsOf(kernelId);
    const after = change(before);
    this.byKernel.set(kernelId, after);
    this._changed.emit({ kernelId, before, after });
  }
}
