import type { Kernel, Session } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { Signal } from "@lumino/signaling";
import type { KernelStore } from "./kernel-store";

/** The kernels of a server, and who uses them. */
export interface RunningKernels {
  kernels: Pick<Kernel.IManager, "running" | "connectTo" | "runningChanged">;
  sessions: Pick<Session.IManager, "running" | "runningChanged">;
}

/** A running kernel whose notebook is not open in this page. */
export interface ElsewhereKernel {
  id: string;
  /** Name of its notebook, else of the kernel. */
  name: string;
  path: string | null;
}

/** The kernel of this program, as its spec is named. */
const ownKernel = "nightbook";

/** Connects to kernels whose notebooks are closed or open elsewhere, while somebody wants to see the fits of all. */
export class ElsewhereKernels implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  private readonly connections = new Map<string, Kernel.IKernelConnection>();
  private _isOn = false;

  /** @param isHere whether a kernel's notebook is open in this page */
  constructor(
    private readonly running: RunningKernels,
    private readonly store: KernelStore,
    private readonly isHere: (kernelId: string) => boolean,
  ) {
    running.kernels.runningChanged.connect(this.refresh, this);
    running.sessions.runningChanged.connect(this.refresh, this);
  }

  set isOn(on: boolean) {
    this._isOn = on;
    this.refresh();
  }

  get kernels(): ElsewhereKernel[] {
    return [...this.connections.values()].map(({ id, name }) => {
      const session = [...this.running.sessions.running()].find(({ kernel }) => kernel?.id === id);
      return { id, name: session?.name || name, path: session?.type === "notebook" ? session.path : null };
    });
  }

  /** Joins what has come, and leaves what has gone. */
  refresh(): void {
    const wanted = this._isOn
      ? [...this.running.kernels.running()].filter(({ id, name }) => name === ownKernel && !this.isHere(id))
      : [];
    let isChanged = false;
    for (const [id, connection] of this.connections) {
      if (wanted.some((model) => model.id === id)) continue;
      this.store.leave(connection);
      connection.dispose();
      this.connections.delete(id);
      isChanged = true;
    }
    for (const model of wanted) {
      if (this.connections.has(model.id)) continue;
      const connection = this.running.kernels.connectTo({ model, handleComms: false });
      this.connections.set(model.id, connection);
      this.store.join(connection);
      isChanged = true;
    }
    if (isChanged) this.changed.emit();
  }

  dispose(): void {
    this.isOn = false;
    this.running.kernels.runningChanged.disconnect(this.refresh, this);
    this.running.sessions.runningChanged.disconnect(this.refresh, this);
    Signal.clearData(this);
  }

  get isDisposed(): boolean {
    return !this._isOn && this.connections.size === 0;
  }
}
