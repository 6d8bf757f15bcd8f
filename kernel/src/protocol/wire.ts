import { createHmac, timingSafeEqual } from "node:crypto";
import type { Header, JsonObject, Message } from "./message";

const delimiter = Buffer.from("<IDS|MSG>");

/** Signs messages and checks signatures. */
export class Signer {
  private readonly algorithm: string;

  constructor(
    scheme: string,
    private readonly key: string,
  ) {
    this.algorithm = scheme.replace(/^hmac-/, "");
  }

  sign(parts: readonly Buffer[]): Buffer {
    if (this.key === "") return Buffer.alloc(0);
    const hmac = createHmac(this.algorithm, this.key);
    for (const part of parts) hmac.update(part);
    return Buffer.from(hmac.digest("hex"));
  }

  accepts(parts: readonly Buffer[], signature: Buffer): boolean {
    const expected = this.sign(parts);
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
}

/** The ZeroMQ frames of a message. */
export function encodeMessage(message: Message, signer: Signer): Buffer[] {
  const parts = [message.header, message.parent, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part), "utf8"),
  );
  return [...message.identities, delimiter, signer.sign(parts), ...parts, ...message.buffers];
}

/** The message in ZeroMQ frames; `undefined` if they are none, or not signed with our key. */
export function decodeMessage(frames: readonly Buffer[], signer: Signer): Message | undefined {
  const at = frames.findIndex((frame) => frame.equals(delimiter));
  const signature = frames[at + 1];
  const parts = frames.slice(at + 2, at + 6);
  if (at < 0 || signature === undefined || parts.length < 4 || !signer.accepts(parts, signature)) return undefined;
  try {
    const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString("utf8")) as JsonObject);
    if (typeof header?.["msg_type"] !== "string") return undefined;
    return {
      identities: frames.slice(0, at),
      header: header as unknown as Header,
      parent: parent ?? {},
      metadata: metadata ?? {},
      content: content ?? {},
      buffers: frames.slice(at + 6),
    };
  } catch {
    return undefined;
  }
}
