import { log } from "../special/elementary";
import { type RandomKey, randomKey } from "./key";
import { philox4x32 } from "./philox";

/** Where the streams of one seed and tag come from. */
export interface Random {
  readonly key: RandomKey;
  /** The stream of a stage, a round and a point, from its beginning. Each is a 32-bit number. */
  stream(stage: number, round?: number, point?: number): RandomStream;
}

/**
 * The random numbers of a seed. Streams are addressed, not advanced: nothing needs to be saved to go on
 * later, and who draws first does not matter.
 *
 * @param seed a whole number from 0 to 2^53 − 1, or any text
 * @param tag a whole number from 0 to 2047 that keeps the uses of one seed apart
 * @throws {RangeError} when the seed or the tag is out of range
 * @see [Salmon2011]
 *
 * @example
 * ```ts
 * import { random } from "nightbook/core";
 *
 * const first = random(1).stream(0, 0, 5).uniform();
 * const again = random(1).stream(0, 0, 5).uniform();
 * if (first !== again) throw new Error("A stream must not depend on the past");
 * ```
 */
export function random(seed: number | string, tag = 0): Random {
  const key = randomKey(seed, tag);
  return { key, stream: (stage, round = 0, point = 0) => new RandomStream(key, stage, round, point) };
}

/**
 * Random numbers of one key and counter, in order. Two objects with the same key and counter give the same numbers.
 *
 * @example
 * ```ts
 * import { RandomStream } from "nightbook/core";
 *
 * const stream = new RandomStream([1, 0], 0, 0, 0);
 * const u = stream.uniform();
 * if (!(u > 0 && u < 1)) throw new Error(`Outside (0, 1): ${u}`);
 * ```
 */
export class RandomStream {
  private readonly counter: Uint32Array;
  private readonly block: Uint32Array = new Uint32Array(4);
  /** Next unused word of the block; 4 when it is used up. */
  private next = 4;
  private spareNormal: number | null = null;

  constructor(
    private readonly key: RandomKey,
    stage: number,
    round: number,
    point: number,
  ) {
    this.counter = Uint32Array.of(stage, round, point, 0);
  }

  /** A whole number from 0 to 2^32 − 1. */
  word(): number {
    if (this.next === 4) {
      philox4x32(this.counter, this.key[0], this.key[1], this.block);
      this.counter[3]++;
      this.next = 0;
    }
    return this.block[this.next++];
  }

  /** Uniform on an odd multiple of 2^−53: never 0, never 1. */
  uniform(): number {
    const high = this.word() >>> 6;
    const low = this.word() >>> 6;
    return (high * 67_108_864 + low + 0.5) * Number.EPSILON;
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square < 1 && square > 0) {
        const factor = Math.sqrt((-2 * log(square)) / square);
        this.spareNormal = y * factor;
        return x * factor;
      }
    }
  }

  /** Uniform whole number from 0 to `n − 1`, for `n` up to 2^32, without bias. */
  integer(n: number): number {
    const limit = 4_294_967_296 - (4_294_967_296 % n);
    for (;;) {
      const word = this.word();
      if (word < limit) return word % n;
    }
  }

  /** A random order of 0 … `n − 1`. */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** Uniform on the unit sphere of the space of `out`. */
  direction(out: Float64Array): Float64Array {
    return this.fillOnSphere(out, 0);
  }

  /**
   * Uniform in the unit ball of the space of `out`. A uniform point of the sphere in two more dimensions,
   * seen without these two, is uniform in the ball, so no root of a random number is needed.
   */
  pointInBall(out: Float64Array): Float64Array {
    return this.fillOnSphere(out, 2);
  }

  private fillOnSphere(out: Float64Array, extra: number): Float64Array {
    let square = 0;
    for (let i = 0; i < out.length; i++) {
      out[i] = this.normal();
      square += out[i] * out[i];
    }
    for (let i = 0; i < extra; i++) {
      const hidden = this.normal();
      square += hidden * hidden;
    }
    const factor = 1 / Math.sqrt(square);
    for (let i = 0; i < out.length; i++) out[i] *= factor;
    return out;
  }
}
