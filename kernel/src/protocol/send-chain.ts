/** What can send the frames of one message. */
export interface FrameSocket {
  send(frames: Buffer[]): Promise<void>;
}

/** Sends messages one after another: a ZeroMQ socket refuses a second send while one is under way. */
export class SendChain {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly socket: FrameSocket) {}

  /** Sends a message after those before it. One that the socket refuses is lost, not those behind it. */
  send(frames: Buffer[]): void {
    this.last = this.last.then(() => this.socket.send(frames)).catch(() => {});
  }

  /** Resolves when everything has been handed to the socket. */
  async idle(): Promise<void> {
    await this.last;
  }
}
