import type { Channels, RequestChannel } from "../protocol/channels";
import type { Header, HeaderMaker, JsonObject, Message } from "../protocol/message";
import type { IopubPublisher } from "../protocol/publisher";

/** Answers requests, and tells when the kernel is busy with one. */
export class Responder {
  /** The execute request that is being worked on. */
  private executing: Header | undefined;

  constructor(
    private readonly channels: Channels,
    private readonly headers: HeaderMaker,
    readonly publisher: IopubPublisher,
  ) {}

  /** Sends the reply to a request; its type follows from the request's. */
  reply(channel: RequestChannel, request: Message, content: object): void {
    this.send(channel, request, request.header.msg_type.replace(/_request$/, "_reply"), content);
  }

  /** Sends a message to whoever sent the request. Returns its id. */
  send(channel: RequestChannel, request: Message, type: string, content: object): string {
    const header = this.headers.make(type);
    this.channels.send(channel, {
      identities: request.identities,
      header,
      parent: request.header,
      metadata: {},
      content: content as JsonObject,
      buffers: [],
    });
    return header.msg_id;
  }

  busy(request: Message): void {
    this.publisher.publish("status", { execution_state: "busy" }, request.header);
  }

  /** The request is done. While a cell runs, pages are told at once that the kernel still is busy with that. */
  idle(request: Message): void {
    this.publisher.publish("status", { execution_state: "idle" }, request.header);
    if (this.executing !== undefined && this.executing.msg_id !== request.header.msg_id) {
      this.publisher.publish("status", { execution_state: "busy" }, this.executing);
    }
  }

  startExecuting(request: Message): void {
    this.executing = request.header;
    this.busy(request);
  }

  endExecuting(request: Message): void {
    this.executing = undefined;
    this.idle(request);
  }

  /** Answers a request with what the work gives; without content there is no reply. */
  async respond(
    channel: RequestChannel,
    request: Message,
    work: () => object | undefined | Promise<object | undefined>,
  ): Promise<void> {
    this.busy(request);
    try {
      const content = await work();
      if (content !== undefined) this.reply(channel, request, content);
    } catch (error) {
      const { name, message } = error as Error;
      this.reply(channel, request, {
        status: "error",
        ename: name,
        evalue: message,
        traceback: [`${name}: ${message}`],
      });
    }
    this.idle(request);
  }
}
