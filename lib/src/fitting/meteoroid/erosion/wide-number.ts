/**
 * A number of about 32 significant digits, as an unevaluated sum of two doubles. Operations change it in place, so
 * that they leave nothing behind to be collected.
 */
export class WideNumber {
  constructor(
    public high: number,
    public low: number,
  ) {}

  set(high: number, low: number): this {
    this.high = high;
    this.low = low;
    return this;
  }

  add(high: number, low: number): this {
    const sum = this.high + high;
    const back = sum - this.high;
    return this.normalize(sum, this.high - (sum - back) + (high - back) + this.low + low);
  }

  multiply(high: number, low: number): this {
    // Halves of at most 26 bits each, so that their products are exact.
    const a = this.high;
    const scaledA = splitter * a;
    const a1 = scaledA - (scaledA - a);
    const a2 = a - a1;
    const scaledB = splitter * high;
    const b1 = scaledB - (scaledB - high);
    const b2 = high - b1;
    const product = a * high;
    const error = a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2;
    return this.normalize(product, error + (a * low + this.low * high));
  }

  /** By a power of two. */
  scale(factor: number): this {
    this.high *= factor;
    this.low *= factor;
    return this;
  }

  private normalize(high: number, low: number): this {
    this.high = high + low;
    this.low = low - (this.high - high);
    return this;
  }
}

const splitter = 134217729;
