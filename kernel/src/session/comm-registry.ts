import { statusCommId, statusCommTarget } from "nightbook/core";
import type { CodeProcess } from "../code-process/code-process";
import type { CommKind, Report } from "../code-process/conversation";
import type { JsonObject, Message } from "../protocol/message";
import type { IopubPublisher } from "../protocol/publisher";
import type { FitBoard } from "./fit-board";

type CommReport = Extract<Report, { type: "comm" }>;

const messageTypes: Record<CommKind, string> = { open: "comm_open", msg: "comm_msg", close: "comm_close" };
const kinds: Record<string, CommKind> = { comm_open: "open", comm_msg: "msg", comm_close: "close" };

/** All open comms. Messages pass by the queue of cells: they arrive while a cell runs. */
export class CommRegistry {
  private readonly targets = new Set<string>();
  private readonly comms = new Map<string, string>();
  private readonly handled = new Map<number, { request: Message; done(): void }>();
  private count = 0;

  constructor(
    private readonly publisher: IopubPublisher,
    private readonly board: FitBoard,
    private readonly code: () => CodeProcess,
  ) {}

  /** Content of the reply to `comm_info_request`. */
  info(target: unknown): JsonObject {
    const all = [...this.comms, [statusCommId, statusCommTarget] as const];
    const asked = all.filter(([, name]) => target === undefined || target === null || target === name);
    return { status: "ok", comms: Object.fromEntries(asked.map(([id, name]) => [id, { target_name: name }])) };
  }

  /** A comm message from a page. Resolves when the code it is meant for has handled it. */
  async receive(request: Message): Promise<void> {
    const { content, header } = request;
    const kind = kinds[header.msg_type];
    const id = String(content["comm_id"] ?? "");
    const target = content["target_name"] === undefined ? undefined : String(content["target_name"]);
    if (kind === undefined) return;
    if (id === statusCommId || target === statusCommTarget) {
      // A page that closes the status comm is one viewer less, no more.
      if (kind !== "close") this.board.request(content, header);
      return;
    }
    if (kind === "open") {
      if (target === undefined || !this.targets.has(target)) {
        this.publisher.publish("comm_close", { comm_id: id, data: {} }, header);
        return;
      }
      this.comms.set(id, target);
    }
    if (!this.comms.has(id)) return;
    if (kind === "close") this.comms.delete(id);
    const token = ++this.count;
    const done = new Promise<void>((resolve) => this.handled.set(token, { request, done: resolve }));
    const data = content["data"] ?? {};
    this.code().send({ type: "comm", token, kind, id, target, data, metadata: request.metadata }, request.buffers);
    await done;
  }

  /** A comm message from the user's code. `cell` is what it is a child of when it answers no message. */
  publish(report: CommReport, buffers: Buffer[], cell: Message | undefined): void {
    const { kind, id, target, data, metadata, token } = report;
    if (kind === "open") this.comms.set(id, target ?? "");
    if (kind === "close") this.comms.delete(id);
    const parent = (token === undefined ? undefined : this.handled.get(token)?.request) ?? cell;
    const opening = kind === "open" ? { target_name: target, target_module: null } : {};
    this.publisher.publish(
      messageTypes[kind],
      { comm_id: id, data, ...opening },
      parent?.header ?? {},
      buffers,
      metadata,
    );
  }

  /** The user's code has handled a message. */
  settled(token: number): void {
    this.handled.get(token)?.done();
    this.handled.delete(token);
  }

  /** The user's code lets pages open comms of this name, or no longer does. */
  setTarget(name: string, known: boolean): void {
    if (known) this.targets.add(name);
    else this.targets.delete(name);
  }

  /** The process with the user's code is gone, and with it the other end of all comms. */
  allLost(): void {
    for (const id of this.comms.keys()) this.publisher.publish("comm_close", { comm_id: id, data: {} }, {});
    this.comms.clear();
    this.targets.clear();
    for (const token of [...this.handled.keys()]) this.settled(token);
  }
}
