import { Publisher, Reply, Router } from "zeromq";
import { type ConnectionInfo, channelAddress } from "./connection";
import type { Message } from "./message";
import { SendChain } from "./send-chain";
import { decodeMessage, encodeMessage, Signer } from "./wire";

/** The channels on which requests come in. */
export type RequestChannel = "shell" | "control" | "stdin";

/** The five sockets of a kernel. */
export class Channels {
  private readonly signer: Signer;
  private readonly routers: Record<RequestChannel, Router>;
  private readonly iopub = new Publisher({ sendHighWaterMark: 0, linger: 1000 });
  private readonly heartbeat = new Reply({ linger: 0 });
  private readonly chains: Record<RequestChannel | "iopub", SendChain>;

  constructor(private readonly info: ConnectionInfo) {
    const router = () => new Router({ sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 });
    this.signer = new Signer(info.signature_scheme, info.key);
    this.routers = { shell: router(), control: router(), stdin: router() };
    this.chains = {
      shell: new SendChain(this.routers.shell),
      control: new SendChain(this.routers.control),
      stdin: new SendChain(this.routers.stdin),
      iopub: new SendChain(this.iopub),
    };
  }

  /** The ports, as a `connect_reply` tells them. */
  get ports(): object {
    const { shell_port, iopub_port, stdin_port, control_port, hb_port } = this.info;
    return { status: "ok", shell_port, iopub_port, stdin_port, control_port, hb_port };
  }

  /** Binds all sockets. */
  async open(): Promise<void> {
    const { info, routers } = this;
    await Promise.all([
      routers.shell.bind(channelAddress(info, info.shell_port)),
      routers.control.bind(channelAddress(info, info.control_port)),
      routers.stdin.bind(channelAddress(info, info.stdin_port)),
      this.iopub.bind(channelAddress(info, info.iopub_port)),
      this.heartbeat.bind(channelAddress(info, info.hb_port)),
    ]);
    void this.echo();
  }

  /** Calls the handler for every well signed message of a channel. */
  listen(channel: RequestChannel, handle: (message: Message) => void): void {
    void this.receive(channel, handle);
  }

  /** Sends a message on a router socket to its `identities`, or publishes it. */
  send(channel: RequestChannel | "iopub", message: Message): void {
    this.chains[channel].send(encodeMessage(message, this.signer));
  }

  /** Waits until everything is sent, then closes the sockets. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.chains).map((chain) => chain.idle()));
    for (const socket of [...Object.values(this.routers), this.iopub, this.heartbeat]) socket.close();
  }

  private async receive(channel: RequestChannel, handle: (message: Message) => void): Promise<void> {
    for await (const frames of this.routers[channel]) {
      const message = decodeMessage(frames, this.signer);
      if (message !== undefined) handle(message);
    }
  }

  private async echo(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }
}
