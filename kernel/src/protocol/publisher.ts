import type { Channels } from "./channels";
import type { Header, HeaderMaker, JsonObject } from "./message";

/** Time in ms for which printed text is gathered into one message. */
const gatherTime = 15;
/** Length of gathered text at which it is sent at once. */
const gatherLength = 1 << 18;

/** Publishes on the iopub channel. Printed text is gathered; everything else keeps its place in the order. */
export class IopubPublisher {
  private gathered: { name: string; parent: Header; text: string[]; length: number } | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly channels: Channels,
    private readonly headers: HeaderMaker,
  ) {}

  /** Publishes a message. */
  publish(
    type: string,
    content: object,
    parent: Header | JsonObject,
    buffers: Buffer[] = [],
    metadata: JsonObject = {},
  ) {
    this.flush();
    this.send(type, content, parent, buffers, metadata);
  }

  /** Publishes printed text, soon. */
  stream(name: string, text: string, parent: Header): void {
    const { gathered } = this;
    if (gathered !== undefined && gathered.name === name && gathered.parent.msg_id === parent.msg_id) {
      gathered.text.push(text);
      gathered.length += text.length;
    } else {
      this.flush();
      this.gathered = { name, parent, text: [text], length: text.length };
      this.timer = setTimeout(() => this.flush(), gatherTime);
    }
    if ((this.gathered?.length ?? 0) > gatherLength) this.flush();
  }

  /** Publishes the text gathered so far. */
  flush(): void {
    const { gathered } = this;
    if (gathered === undefined) return;
    this.gathered = undefined;
    clearTimeout(this.timer);
    this.send("stream", { name: gathered.name, text: gathered.text.join("") }, gathered.parent, [], {});
  }

  private send(type: string, content: object, parent: Header | JsonObject, buffers: Buffer[], metadata: JsonObject) {
    this.channels.send("iopub", {
      identities: [Buffer.from(`kernel.${this.headers.session}.${type}`)],
      header: this.headers.make(type),
      parent,
      metadata,
      content: content as JsonObject,
      buffers,
    });
  }
}
