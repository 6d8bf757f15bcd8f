import type { Evaluations } from "../evaluator";

/** Evaluated points, in the order in which they were asked for. Arrays grow; only the first `size` rows count. */
export class Points {
  size = 0;
  u: Float64Array;
  v: Float64Array;
  derived: Float64Array;
  logl: Float64Array;

  constructor(
    readonly ndim: number,
    readonly nderived: number,
    capacity = 4096,
  ) {
    this.u = new Float64Array(capacity * ndim);
    this.v = new Float64Array(capacity * ndim);
    this.derived = new Float64Array(capacity * nderived);
    this.logl = new Float64Array(capacity);
  }

  add(u: Float64Array, answer: Evaluations): void {
    const { ndim, nderived, size } = this;
    const n = answer.logl.length;
    while (size + n > this.logl.length) this.grow();
    this.u.set(u, size * ndim);
    this.v.set(answer.v, size * ndim);
    if (nderived > 0) this.derived.set(answer.derived, size * nderived);
    this.logl.set(answer.logl, size);
    this.size += n;
  }

  /** A point of the unit cube; a view. */
  at(i: number): Float64Array {
    return this.u.subarray(i * this.ndim, i * this.ndim + this.ndim);
  }

  /** True when the likelihood vanishes at all of them. */
  infeasible(): boolean {
    for (let i = 0; i < this.size; i++) if (this.logl[i] > Number.NEGATIVE_INFINITY) return false;
    return true;
  }

  /** The rows that count, as views. */
  filled(): { u: Float64Array; v: Float64Array; derived: Float64Array; logl: Float64Array } {
    const { size, ndim, nderived } = this;
    return {
      u: this.u.subarray(0, size * ndim),
      v: this.v.subarray(0, size * ndim),
      derived: this.derived.subarray(0, size * nderived),
      logl: this.logl.subarray(0, size),
    };
  }

  private grow(): void {
    const longer = (array: Float64Array): Float64Array => {
      const copy = new Float64Array(2 * array.length);
      copy.set(array);
      return copy;
    };
    this.u = longer(this.u);
    this.v = longer(this.v);
    this.derived = longer(this.derived);
    this.logl = longer(this.logl);
  }
}
