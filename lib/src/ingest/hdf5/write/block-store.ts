import type { ByteSink } from "../../fits/write/byte-sink";

/** Blocks that may wait for other threads before those that bring more have to wait too. */
const mostWaiting = 16;

/** Puts blocks into a file in the order in which they come, also when some are made on other threads. */
export class BlockStore {
  #end: number;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #pending: Promise<void>[] = [];

  /** @param start address of the first block */
  constructor(
    private readonly sink: ByteSink,
    start: number,
  ) {
    this.#end = start;
  }

  /** Where the next block comes to lie when none is waiting. */
  get end(): number {
    return this.#end;
  }

  /** True when {@link room} should be awaited before more is brought. */
  get isFull(): boolean {
    return this.#waiting >= mostWaiting;
  }

  /** True when all blocks are in the file. */
  get isSettled(): boolean {
    return this.#waiting === 0;
  }

  /** Writes a block when those before it are written; its bytes may change once this has called `placed`. */
  place(block: Uint8Array | Promise<Uint8Array>, placed: (address: number, bytes: number) => void): void {
    if (this.#waiting === 0 && !("then" in block)) {
      this.#write(block, placed);
      return;
    }
    this.#waiting++;
    const made = Promise.resolve(block);
    // A failure is met by whoever waits for room, not by the runtime.
    made.catch(() => undefined);
    this.#last = this.#last
      .then(() => made)
      .then((bytes) => {
        this.#waiting--;
        this.#write(bytes, placed);
      });
    this.#last.catch(() => undefined);
    this.#pending.push(this.#last);
  }

  /** Waits until there is room for another block. */
  async room(): Promise<void> {
    while (this.#pending.length >= mostWaiting) await this.#pending.shift();
  }

  /** Waits until all blocks are in the file. */
  async settled(): Promise<void> {
    this.#pending.length = 0;
    await this.#last;
  }

  #write(bytes: Uint8Array, placed: (address: number, bytes: number) => void): void {
    const address = this.#end;
    this.sink.write(bytes);
    this.#end += bytes.length;
    placed(address, bytes.length);
  }
}
