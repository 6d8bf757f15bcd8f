/*
 * Unpacks 16-bit numbers in four lanes. AssemblyScript: `node scripts/build-wasm.cjs` compiles it. Its twin in
 * TypeScript, huffman16.ts and transforms.ts in lib/src/ingest/zfits/codecs, goes from front to back; tests hold both to
 * the same numbers. Memory is laid out by symbol-lanes.ts and mean-lanes.ts there.
 *
 * One lane would wait for each of its steps; those of four overlap. No lane reads at or behind its `stop` by more than
 * sixteen bytes, nor writes behind its `limit` by more than thirty-two.
 */

const mask: u64 = 4095;

/**
 * Codes of Huffman, from the places that lie in memory from 0 on: bit, output, last bit to begin at, last place to write
 * at, for each lane. A lane also ends at a code that is longer than both tables know.
 */
export function decode(table: usize, second: usize, input: usize): void {
  let bit0 = load<u32>(0);
  let out0 = load<u32>(4);
  let stop0 = load<u32>(8);
  const limit0 = load<u32>(12);
  let bit1 = load<u32>(16);
  let out1 = load<u32>(20);
  let stop1 = load<u32>(24);
  const limit1 = load<u32>(28);
  let bit2 = load<u32>(32);
  let out2 = load<u32>(36);
  let stop2 = load<u32>(40);
  const limit2 = load<u32>(44);
  let bit3 = load<u32>(48);
  let out3 = load<u32>(52);
  let stop3 = load<u32>(56);
  const limit3 = load<u32>(60);
  while (
    i32(bit0 < stop0) & i32(out0 < limit0) & i32(bit1 < stop1) & i32(out1 < limit1) &
    i32(bit2 < stop2) & i32(out2 < limit2) & i32(bit3 < stop3) & i32(out3 < limit3)
  ) {
    const got0 = several(table, input, bit0, out0);
    bit0 += got0 & 255;
    out0 += (got0 >> 8) & 255;
    const got1 = several(table, input, bit1, out1);
    bit1 += got1 & 255;
    out1 += (got1 >> 8) & 255;
    const got2 = several(table, input, bit2, out2);
    bit2 += got2 & 255;
    out2 += (got2 >> 8) & 255;
    const got3 = several(table, input, bit3, out3);
    bit3 += got3 & 255;
    out3 += (got3 >> 8) & 255;
    if (<i32>(got0 | got1 | got2 | got3) >= 0) continue;
    if (<i32>got0 < 0) {
      const used = long(table, second, input, bit0, out0);
      bit0 += used;
      if (used == 0) stop0 = 0;
      else out0 += 2;
    }
    if (<i32>got1 < 0) {
      const used = long(table, second, input, bit1, out1);
      bit1 += used;
      if (used == 0) stop1 = 0;
      else out1 += 2;
    }
    if (<i32>got2 < 0) {
      const used = long(table, second, input, bit2, out2);
      bit2 += used;
      if (used == 0) stop2 = 0;
      else out2 += 2;
    }
    if (<i32>got3 < 0) {
      const used = long(table, second, input, bit3, out3);
      bit3 += used;
      if (used == 0) stop3 = 0;
      else out3 += 2;
    }
  }
  // Where a code is too long, the others wait: they would go on alone.
  const goesOn = i32(stop0 != 0) & i32(stop1 != 0) & i32(stop2 != 0) & i32(stop3 != 0);
  finish(0, table, second, input, bit0, out0, goesOn ? stop0 : 0, limit0);
  finish(16, table, second, input, bit1, out1, goesOn ? stop1 : 0, limit1);
  finish(32, table, second, input, bit2, out2, goesOn ? stop2 : 0, limit2);
  finish(48, table, second, input, bit3, out3, goesOn ? stop3 : 0, limit3);
}

/** The rest of one lane, up to a code that is too long. */
function finish(
  lane: usize,
  table: usize,
  second: usize,
  input: usize,
  from: u32,
  to: u32,
  stop: u32,
  limit: u32,
): void {
  let bit = from;
  let out = to;
  while (bit < stop && out < limit) {
    const got = several(table, input, bit, out);
    bit += got & 255;
    out += (got >> 8) & 255;
    if (<i32>got >= 0) continue;
    const used = long(table, second, input, bit, out);
    if (used == 0) break;
    bit += used;
    out += 2;
  }
  store<u32>(lane, bit);
  store<u32>(lane + 4, out);
}

/**
 * Four steps, each of up to three symbols. An entry of the table has three symbols, the bits they take, and from bit 56
 * on their bytes; one of a longer code takes none, so that the steps behind it stay where they are.
 * @returns bits, from bit 8 on bytes, and bit 31 when there is a longer code
 */
@inline
function several(table: usize, input: usize, bit: u32, out: u32): u32 {
  let bits = load<u64>(input + (bit >> 3)) >> (bit & 7);
  let at = out;
  let entry = load<u64>(table + (<usize>(bits & mask) << 3));
  store<u64>(at, entry);
  let got = entry >> 48;
  let sum = <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(table + (<usize>(bits & mask) << 3));
  store<u64>(at, entry);
  got = entry >> 48;
  sum += <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(table + (<usize>(bits & mask) << 3));
  store<u64>(at, entry);
  got = entry >> 48;
  sum += <u32>got;
  at += <u32>(got >> 8);
  bits >>= got;
  entry = load<u64>(table + (<usize>(bits & mask) << 3));
  store<u64>(at, entry);
  got = entry >> 48;
  return (sum + <u32>got) | (u32(got == 0) << 31);
}

/** One symbol whose code goes on in the second table; returns its bits, 0 where there is none. */
function long(table: usize, second: usize, input: usize, bit: u32, out: u32): u32 {
  const part = load<u32>(table + (((load<u32>(input + (bit >> 3)) >> (bit & 7)) & 4095) << 3));
  const behind = bit + 12;
  const next = (load<u32>(input + (behind >> 3)) >> (behind & 7)) & ((1 << (part & 31)) - 1);
  const entry = part == 0 ? 0 : load<u32>(second + (((part >> 5) + next) << 2));
  store<u16>(out, <u16>(entry >> 5));
  return entry == 0 ? 0 : 12 + (entry & 31);
}

/** Sums of 16-bit differences in place, behind a number `before`; returns the last sum. */
export function sums(from: usize, to: usize, before: i32): i32 {
  let carry = i16x8.splat(<i16>before);
  const zero = i16x8.splat(0);
  let at = from;
  for (; at + 16 <= to; at += 16) {
    let x = v128.load(at);
    x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 8, 9, 10, 11, 12, 13, 14));
    x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 8, 9, 10, 11, 12, 13));
    x = i16x8.add(x, i16x8.shuffle(zero, x, 0, 1, 2, 3, 8, 9, 10, 11));
    x = i16x8.add(x, carry);
    v128.store(at, x);
    carry = i16x8.shuffle(x, x, 7, 7, 7, 7, 7, 7, 7, 7);
  }
  let sum = <i32>i16x8.extract_lane_s(carry, 0);
  for (; at < to; at += 2) {
    sum += <i32>load<i16>(at);
    store<i16>(at, <i16>sum);
  }
  return sum;
}

/** Adds to 16-bit numbers in place; stops before a sum that is negative, or up to seven numbers earlier. */
export function shift(from: usize, to: usize, by: i32): usize {
  const all = i16x8.splat(<i16>by);
  let at = from;
  for (; at + 16 <= to; at += 16) {
    const x = i16x8.add(v128.load(at), all);
    if (i16x8.bitmask(x) != 0) return at;
    v128.store(at, x);
  }
  for (; at < to; at += 2) {
    const sum = <i16>(<i32>load<i16>(at) + by);
    if (sum < 0) return at;
    store<i16>(at, sum);
  }
  return at;
}

/** Undoes means of the two numbers before in place; those before the first lie in memory at 64 and 68. */
export function means(from: usize, to: usize): void {
  let before = load<i32>(64);
  let last = load<i32>(68);
  for (let at = from; at < to; at += 2) {
    const value = exact(at, before, last);
    before = last;
    last = value;
  }
  store<i32>(64, before);
  store<i32>(68, last);
}

/**
 * The same in four lanes: the first as it is, the others as if two zeros came before them and halves of odd sums were
 * always cut downwards.
 */
export function fourMeans(
  from0: usize,
  to0: usize,
  from1: usize,
  to1: usize,
  from2: usize,
  to2: usize,
  from3: usize,
  to3: usize,
): void {
  let before0 = load<i32>(64);
  let last0 = load<i32>(68);
  let before1 = 0;
  let last1 = 0;
  let before2 = 0;
  let last2 = 0;
  let before3 = 0;
  let last3 = 0;
  const least = min(min(to0 - from0, to1 - from1), min(to2 - from2, to3 - from3));
  for (let at: usize = 0; at < least; at += 2) {
    const value0 = exact(from0 + at, before0, last0);
    const value1 = downwards(from1 + at, before1, last1);
    const value2 = downwards(from2 + at, before2, last2);
    const value3 = downwards(from3 + at, before3, last3);
    before0 = last0;
    last0 = value0;
    before1 = last1;
    last1 = value1;
    before2 = last2;
    last2 = value2;
    before3 = last3;
    last3 = value3;
  }
  store<i32>(64, before0);
  store<i32>(68, last0);
  means(from0 + least, to0);
  allDownwards(from1 + least, to1, before1, last1);
  allDownwards(from2 + least, to2, before2, last2);
  allDownwards(from3 + least, to3, before3, last3);
}

/** Half of the sum is cut towards 0. */
@inline
function exact(at: usize, before: i32, last: i32): i32 {
  const sum = before + last;
  const value = <i16>(<i32>load<i16>(at) + ((sum + (sum >>> 31)) >> 1));
  store<i16>(at, value);
  return <i32>value;
}

@inline
function downwards(at: usize, before: i32, last: i32): i32 {
  const value = <i32>load<i16>(at) + ((before + last) >> 1);
  store<i16>(at, <i16>value);
  return value;
}

function allDownwards(from: usize, to: usize, first: i32, second: i32): void {
  let before = first;
  let last = second;
  for (let at = from; at < to; at += 2) {
    const value = downwards(at, before, last);
    before = last;
    last = value;
  }
}
