/** Bytes that arrive in any order and are appended in the order in which their places were reserved. */
export class OrderedAppends {
  /** Bytes of the reserved places from the first that is not appended; null where none have come. */
  private readonly waiting: (Uint8Array | null)[] = [];
  private firstPlace = 0;
  private room: Promise<void> = Promise.resolve();

  /** @param append resolves when there is room for more */
  constructor(private readonly append: (bytes: Uint8Array) => Promise<void>) {}

  /** Reserves the next place. */
  reserve(): number {
    return this.firstPlace + this.waiting.push(null) - 1;
  }

  /**
   * Fills a place. What waits for an earlier one stays in memory.
   * @returns resolves when there is room for more
   */
  fill(place: number, bytes: Uint8Array): Promise<void> {
    this.waiting[place - this.firstPlace] = bytes;
    while (this.waiting.length > 0 && this.waiting[0] !== null) {
      const appended = this.append(this.waiting[0]);
      const before = this.room;
      this.room = Promise.all([before, appended]).then(() => {});
      // A failure stays, so whoever comes next hears of it even if nobody waits now.
      this.room.catch(() => {});
      this.waiting.shift();
      this.firstPlace++;
    }
    return this.room;
  }
}
