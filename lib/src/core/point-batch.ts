/**
 * Points of the unit cube with room for their answers. Threads that share its memory divide the points among
 * themselves: each takes a free one, writes the answer in place and takes the next.
 */
export interface PointBatch {
  /** Shape `[n, ndim]`. */
  readonly u: Float64Array;
  /** Parameter vectors, shape `[n, ndim]`. */
  readonly v: Float64Array;
  /** Log-likelihoods, shape `[n]`. */
  readonly logl: Float64Array;
  /** Derived quantities, shape `[n, nderived]`. */
  readonly derived: Float64Array;
  /** Who has each point, shape `[n]`: 0 nobody, a positive number that hand at work, a negative one the hand that is done. */
  readonly hands: Int32Array;
}

/**
 * Room for a batch, in memory that threads can share where there is such memory.
 * @param u shape `[n, ndim]`; copied
 * @param ndim numbers per point
 * @param nderived derived quantities per point
 */
export function pointBatch(u: Float64Array, ndim: number, nderived: number): PointBatch {
  const n = u.length / ndim;
  const doubles = n * (2 * ndim + 1 + nderived);
  const bytes = 8 * doubles + 4 * n;
  const memory = canShare() ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  let next = 0;
  const column = (length: number): Float64Array => {
    const values = new Float64Array(memory, 8 * next, length);
    next += length;
    return values;
  };
  const batch = { u: column(u.length), v: column(u.length), logl: column(n), derived: column(n * nderived) };
  batch.u.set(u);
  return { ...batch, hands: new Int32Array(memory, 8 * doubles, n) };
}

/** True where threads can share memory. */
export function canShare(): boolean {
  return typeof SharedArrayBuffer !== "undefined";
}

/** Takes the first free point at or after `from`; −1 when there is none. */
export function takeFirst({ hands }: PointBatch, hand: number, from: number): number {
  for (let i = from; i < hands.length; i++) if (Atomics.compareExchange(hands, i, 0, hand) === 0) return i;
  return -1;
}

/** Takes up to `most` free points, the last ones, so as not to meet those who take the first. */
export function takeLast({ hands }: PointBatch, hand: number, most: number): number[] {
  const taken: number[] = [];
  for (let i = hands.length - 1; i >= 0 && taken.length < most; i--) {
    if (Atomics.compareExchange(hands, i, 0, hand) === 0) taken.push(i);
  }
  return taken.reverse();
}

/** Marks a point as done, once its answer is written; false when it is no longer this hand's. */
export function markDone({ hands }: PointBatch, i: number, hand: number): boolean {
  return Atomics.compareExchange(hands, i, hand, -hand) === hand;
}

/** Makes all points free that a hand has or had. @returns how many */
export function giveUp({ hands }: PointBatch, hand: number): number {
  let freed = 0;
  for (let i = 0; i < hands.length; i++) {
    const before = Atomics.load(hands, i);
    if ((before === hand || before === -hand) && Atomics.compareExchange(hands, i, before, 0) === before) freed++;
  }
  return freed;
}

/** How many points are free, and how many are not done. */
export function pointsLeft({ hands }: PointBatch): { free: number; open: number } {
  let free = 0;
  let open = 0;
  for (let i = 0; i < hands.length; i++) {
    const hand = Atomics.load(hands, i);
    if (hand >= 0) open++;
    if (hand === 0) free++;
  }
  return { free, open };
}

/** True when a hand has or had a point of the batch. */
export function hasTaken({ hands }: PointBatch, hand: number): boolean {
  for (let i = 0; i < hands.length; i++) if (Math.abs(Atomics.load(hands, i)) === hand) return true;
  return false;
}
