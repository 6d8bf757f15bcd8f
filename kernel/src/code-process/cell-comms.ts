import { randomUUID } from "node:crypto";
import type { Comm, CommMessage, Comms } from "../notebook-api/api";
import type { CommFrame, CommKind } from "./conversation";
import { report } from "./report";

type Handler = (message: CommMessage) => void;
type OpenHandler = (comm: Comm, open: CommMessage) => void;

/** The code process's end of every comm that cells opened or let open. */
export class CellComms implements Comms {
  private readonly targets = new Map<string, OpenHandler>();
  private readonly comms = new Map<string, CellComm>();
  private token: number | undefined;

  registerTarget(target: string, handler: OpenHandler): void {
    if (typeof handler !== "function") throw new TypeError(`The handler must be a function, got ${typeof handler}`);
    this.targets.set(target, handler);
    report({ type: "target", name: target, known: true });
  }

  unregisterTarget(target: string): void {
    this.targets.delete(target);
    report({ type: "target", name: target, known: false });
  }

  open(target: string, data: unknown = {}, metadata = {}, buffers: readonly ArrayBufferView[] = []): Comm {
    const comm = this.create(randomUUID().replace(/-/g, ""), target);
    comm.tell("open", data, metadata, buffers);
    return comm;
  }

  /** A message from the page. */
  receive(frame: CommFrame & { token: number }, buffers: Buffer[]): void {
    const message: CommMessage = { data: frame.data, metadata: frame.metadata, buffers };
    this.token = frame.token;
    try {
      if (frame.kind === "open") {
        const target = frame.target ?? "";
        const handler = this.targets.get(target);
        const comm = this.create(frame.id, target);
        if (handler === undefined) comm.close();
        else handler(comm, message);
      } else {
        this.comms.get(frame.id)?.receive(frame.kind, message);
      }
    } finally {
      this.token = undefined;
      report({ type: "commDone", token: frame.token });
    }
  }

  private create(id: string, target: string): CellComm {
    const send = (kind: CommKind, data: unknown, metadata: object, buffers: readonly ArrayBufferView[]) => {
      const content = { data: data ?? {}, metadata: { ...metadata } };
      report({ type: "comm", token: this.token, kind, id, target, ...content }, buffers);
    };
    const comm = new CellComm(id, target, send, () => this.comms.delete(id));
    this.comms.set(id, comm);
    return comm;
  }
}

type Send = (kind: CommKind, data: unknown, metadata: object, buffers: readonly ArrayBufferView[]) => void;

class CellComm implements Comm {
  private onMessage: Handler | undefined;
  private onClosed: Handler | undefined;
  private open = true;

  constructor(
    readonly id: string,
    readonly target: string,
    private readonly transmit: Send,
    private readonly forget: () => void,
  ) {}

  send(data: unknown, metadata: Record<string, unknown> = {}, buffers: readonly ArrayBufferView[] = []): void {
    if (!this.open) throw new Error(`This comm is closed: ${this.id}`);
    this.transmit("msg", data, metadata, buffers);
  }

  close(data: unknown = {}): void {
    if (!this.open) return;
    this.open = false;
    this.forget();
    this.transmit("close", data, {}, []);
  }

  onMsg(handler: Handler): void {
    this.onMessage = handler;
  }

  onClose(handler: Handler): void {
    this.onClosed = handler;
  }

  /** Tells the page something about this comm. */
  tell: Send = (kind, data, metadata, buffers) => this.transmit(kind, data, metadata, buffers);

  /** Takes a message from the page. */
  receive(kind: CommKind, message: CommMessage): void {
    if (kind === "msg") {
      this.onMessage?.(message);
      return;
    }
    this.open = false;
    this.forget();
    this.onClosed?.(message);
  }
}
