import { randomUUID } from "node:crypto";

/** Version of the Jupyter messaging protocol that this kernel speaks. */
export const protocolVersion = "5.4";

/** Header of a message. Empty for the parent of a message that nobody asked for. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** Content, metadata and headers are JSON objects. */
export type JsonObject = Record<string, unknown>;

/** A message, and on router sockets whom it came from. */
export interface Message {
  identities: Buffer[];
  header: Header;
  parent: Header | JsonObject;
  metadata: JsonObject;
  content: JsonObject;
  buffers: Buffer[];
}

/** Makes the headers of a kernel's messages. */
export class HeaderMaker {
  readonly session = randomUUID();
  private count = 0;

  make(type: string): Header {
    return {
      msg_id: `${this.session}_${++this.count}`,
      msg_type: type,
      session: this.session,
      username: "kernel",
      date: new Date().toISOString(),
      version: protocolVersion,
    };
  }
}
