// Prime numbers of 64 bits, as two words each.
const [p1High, p1Low] = [0x9e3779b1, 0x85ebca87];
const [p2High, p2Low] = [0xc2b2ae3d, 0x27d4eb4f];
const [p3High, p3Low] = [0x165667b1, 0x9e3779f9];
const [p4High, p4Low] = [0x85ebca77, 0xc2b2ae63];
const [p5High, p5Low] = [0x27d4eb2f, 0x165667c5];

/** The number at hand, as two words; unsigned after each step. */
const number = new Uint32Array(2);
const [high, low] = [0, 1];

/**
 * Checksum XXH64 with seed 0.
 * @returns its two words, the high one first
 * @see [Collet2012]
 */
export function xxh64(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = bytes;
  let at = 0;
  if (length >= 32) {
    const lanes = Uint32Array.of(0x60ea27ee, 0xadc0b5d6, p2High, p2Low, 0, 0, 0x61c8864e, 0x7a143579);
    at = length - (length % 32);
    for (let lane = 0; lane < 4; lane++) runLane(lanes, lane, view, at);
    const sum = new Uint32Array(2);
    for (const [lane, bits] of [1, 7, 12, 18].entries()) {
      set(lanes[2 * lane], lanes[2 * lane + 1]);
      rotate(bits);
      add(sum[high], sum[low]);
      sum.set(number);
    }
    for (let lane = 0; lane < 4; lane++) {
      set(0, 0);
      round(lanes[2 * lane], lanes[2 * lane + 1]);
      set(sum[high] ^ number[high], sum[low] ^ number[low]);
      multiply(p1High, p1Low);
      add(p4High, p4Low);
      sum.set(number);
    }
  } else set(p5High, p5Low);
  add(Math.floor(length / 0x100000000), length >>> 0);
  for (; at + 8 <= length; at += 8) {
    const [h, l] = [number[high], number[low]];
    set(0, 0);
    round(view.getUint32(at + 4, true), view.getUint32(at, true));
    set(h ^ number[high], l ^ number[low]);
    rotate(27);
    multiply(p1High, p1Low);
    add(p4High, p4Low);
  }
  if (at + 4 <= length) {
    const [h, l] = [number[high], number[low]];
    set(0, view.getUint32(at, true));
    multiply(p1High, p1Low);
    set(h ^ number[high], l ^ number[low]);
    rotate(23);
    multiply(p2High, p2Low);
    add(p3High, p3Low);
    at += 4;
  }
  for (; at < length; at++) {
    const [h, l] = [number[high], number[low]];
    set(0, bytes[at]);
    multiply(p5High, p5Low);
    set(h ^ number[high], l ^ number[low]);
    rotate(11);
    multiply(p1High, p1Low);
  }
  mix(33);
  multiply(p2High, p2Low);
  mix(29);
  multiply(p3High, p3Low);
  mix(32);
  return [number[high], number[low]];
}

/** Takes every fourth number of 64 bits into a lane: as {@link round}, but with all words at hand. */
function runLane(lanes: Uint32Array, lane: number, view: DataView, end: number): void {
  let laneHigh = lanes[2 * lane] | 0;
  let laneLow = lanes[2 * lane + 1] | 0;
  const [p2Lower, p2Upper, p1Lower, p1Upper] = [p2Low & 0xffff, p2Low >>> 16, p1Low & 0xffff, p1Low >>> 16];
  for (let at = 8 * lane; at < end; at += 32) {
    const l = view.getInt32(at, true);
    const h = view.getInt32(at + 4, true);
    let a = l & 0xffff;
    let b = l >>> 16;
    let ad = Math.imul(a, p2Upper);
    let bc = (Math.imul(b, p2Lower) >>> 0) + (Math.imul(a, p2Lower) >>> 16);
    let carried = Math.imul(b, p2Upper) + (ad >>> 16) + (bc >>> 16) + (((ad & 0xffff) + (bc & 0xffff)) >>> 16);
    const low64 = (laneLow >>> 0) + (Math.imul(l, p2Low) >>> 0);
    const high64 = (laneHigh + carried + Math.imul(h, p2Low) + Math.imul(l, p2High) + (low64 > 0xffffffff ? 1 : 0)) | 0;
    // Turned by 31 bits.
    const turnedHigh = (high64 << 31) | (low64 >>> 1);
    const turnedLow = (low64 << 31) | (high64 >>> 1);
    a = turnedLow & 0xffff;
    b = turnedLow >>> 16;
    ad = Math.imul(a, p1Upper);
    bc = (Math.imul(b, p1Lower) >>> 0) + (Math.imul(a, p1Lower) >>> 16);
    carried = Math.imul(b, p1Upper) + (ad >>> 16) + (bc >>> 16) + (((ad & 0xffff) + (bc & 0xffff)) >>> 16);
    laneHigh = (carried + Math.imul(turnedHigh, p1Low) + Math.imul(turnedLow, p1High)) | 0;
    laneLow = Math.imul(turnedLow, p1Low);
  }
  lanes[2 * lane] = laneHigh;
  lanes[2 * lane + 1] = laneLow;
}

function set(h: number, l: number): void {
  number[high] = h;
  number[low] = l;
}

/** Takes eight bytes in. */
function round(h: number, l: number): void {
  const laneHigh = number[high];
  const laneLow = number[low];
  set(h, l);
  multiply(p2High, p2Low);
  add(laneHigh, laneLow);
  rotate(31);
  multiply(p1High, p1Low);
}

function add(h: number, l: number): void {
  const sum = number[low] + l;
  number[high] = number[high] + h + (sum > 0xffffffff ? 1 : 0);
  number[low] = sum;
}

function rotate(bits: number): void {
  const h = number[high];
  const l = number[low];
  number[high] = (h << bits) | (l >>> (32 - bits));
  number[low] = (l << bits) | (h >>> (32 - bits));
}

/** Exclusive or with itself, shifted down. */
function mix(bits: number): void {
  const [h, l] = [number[high], number[low]];
  number[low] = l ^ (bits === 32 ? h : bits > 32 ? h >>> (bits - 32) : (l >>> bits) | (h << (32 - bits)));
  if (bits < 32) number[high] = h ^ (h >>> bits);
}

/** The low 64 bits of a product. */
function multiply(h: number, l: number): void {
  const mine = number[low];
  const a = mine & 0xffff;
  const b = mine >>> 16;
  const c = l & 0xffff;
  const d = l >>> 16;
  const ad = Math.imul(a, d);
  const bc = b * c + (Math.imul(a, c) >>> 16);
  const middle = (ad & 0xffff) + (bc & 0xffff);
  const carried = Math.imul(b, d) + (ad >>> 16) + (bc >>> 16) + (middle >>> 16);
  number[high] = carried + Math.imul(number[high], l) + Math.imul(mine, h);
  number[low] = Math.imul(mine, l);
}
