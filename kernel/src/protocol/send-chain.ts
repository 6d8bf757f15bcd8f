/** What can send the frames of one message. */
export interface FrameSocket {
  send(frames: Buffer[]): Promise<void>;
}

/** Sends messages one after another: a ZeroMQ socket refuses a second send while one is under way. */
export class SendChain {
  private readonly waiting: Buffer[][] = [];
  private pumping: Promise<void> | undefined;

  constructor(private readonly socket: FrameSocket) {}

  send(frames: Buffer[]): void {
    this.waiting.push(frames);
    this.pumping ??= this.pump();
  }

  /** Resolves when everything has been handed to the socket. */
  async idle(): Promise<void> {
    await this.pumping;
  }

  private async pump(): Promise<void> {
    try {
      for (let frames = this.waiting.shift(); frames !== undefined; frames = this.waiting.shift()) {
        await this.socket.send(frames);
      }
    } catch {
      // The socket is closed: nobody listens any more.
      this.waiting.length = 0;
    } finally {
      this.pumping = undefined;
    }
  }
}
