import { type Kernel, KernelMessage } from "@jupyterlab/services";
import type { IDisposable } from "@lumino/disposable";
import { type ISignal, Signal } from "@lumino/signaling";
import { type StatusRequest, statusCommId, statusCommTarget } from "nightbook/core";

/**
 * Listens to the status comm on one kernel connection.
 *
 * The comm has a well-known id and is made here at once, without a round trip: while a cell
 * runs the kernel may answer nothing, yet its messages flow. When the kernel opens the comm
 * itself, JupyterLab puts a new object in our comm's place, so that one is bound as well.
 * The comm is never closed from here; the kernel serves other pages too.
 */
export class StatusConnection implements IDisposable {
  private readonly _message = new Signal<this, unknown>(this);
  private comm: Kernel.IComm | null = null;
  private _isDisposed = false;

  constructor(readonly kernel: Kernel.IKernelConnection) {
    kernel.registerCommTarget(statusCommTarget, this.onOpen);
    kernel.connectionStatusChanged.connect(this.onConnection, this);
    if (!kernel.handleComms) kernel.iopubMessage.connect(this.onIopub, this);
    this.attach();
  }

  /** The data of every message that comes. */
  get message(): ISignal<this, unknown> {
    return this._message;
  }

  /** Asks the kernel for something; without a connection nothing is sent. */
  request(request: StatusRequest): void {
    const { kernel } = this;
    if (this.isDisposed || kernel.isDisposed || kernel.connectionStatus !== "connected") return;
    const message = KernelMessage.createMessage({
      msgType: "comm_msg",
      channel: "shell",
      username: kernel.username,
      session: kernel.clientId,
      content: { comm_id: statusCommId, data: { ...request } },
    });
    // A reply is not expected; a restart cancels the message, which is no error here.
    kernel.sendShellMessage(message, false, true).done.catch(() => undefined);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) return;
    this._isDisposed = true;
    if (!this.kernel.isDisposed) {
      this.kernel.removeCommTarget(statusCommTarget, this.onOpen);
      this.kernel.connectionStatusChanged.disconnect(this.onConnection, this);
      this.kernel.iopubMessage.disconnect(this.onIopub, this);
      this.comm?.dispose();
    }
    Signal.clearData(this);
  }

  /** Makes the comm where it is missing (at first, and after a restart) and asks for the state. */
  private attach(): void {
    if (this.kernel.handleComms && !this.kernel.hasComm(statusCommId)) {
      this.bind(this.kernel.createComm(statusCommTarget, statusCommId));
    }
    this.request({ request: "snapshot" });
  }

  private bind(comm: Kernel.IComm): void {
    this.comm = comm;
    comm.onMsg = (message) => this._message.emit(message.content.data);
  }

  private readonly onOpen = (comm: Kernel.IComm, message: KernelMessage.ICommOpenMsg): void => {
    this.bind(comm);
    this._message.emit(message.content.data);
  };

  private onConnection(_: Kernel.IKernelConnection, status: Kernel.ConnectionStatus): void {
    if (status === "connected") this.attach();
  }

  /** Another connection of this page owns the kernel's comms: read along. */
  private onIopub(_: Kernel.IKernelConnection, message: KernelMessage.IIOPubMessage): void {
    if (message.header.msg_type !== "comm_msg" && message.header.msg_type !== "comm_open") return;
    const content = message.content as { comm_id?: string; data?: unknown };
    if (content.comm_id === statusCommId) this._message.emit(content.data);
  }
}
