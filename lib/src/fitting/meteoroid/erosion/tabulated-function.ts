/** Coefficients of a cell's polynomial, whose degree is one less. */
const terms = 6;

/** Chebyshev points of a cell that runs from −1/2 to 1/2: polynomials through them are close to the best ones. */
const nodes = Float64Array.from({ length: terms }, (_, k) => Math.cos(((k + 0.5) * Math.PI) / terms) / 2);

/** Polynomials that are 1 at one node and 0 at the others, from the constant term up. */
const basis = Array.from(nodes, lagrangePolynomial);

/** Where a cell is compared with its function: at both ends and between the nodes. */
const probes = Float64Array.from({ length: terms + 1 }, (_, k) => Math.cos((k * Math.PI) / terms) / 2);

/**
 * A costly smooth function of one variable, not negative, made cheap: over each of many equal cells it is a polynomial
 * through exact values. A cell is made when it is first asked for; where the polynomial misses the function, because of
 * a jump, a kink or a pole, and outside the table, the function itself answers. What was asked before never matters.
 */
export class TabulatedFunction {
  private readonly coefficients: Float64Array;
  private readonly cellsPerUnit: number;

  /**
   * @param f the function
   * @param start of the first cell
   * @param width of a cell
   * @param cells number of cells
   * @param tolerance largest relative deviation in a cell
   */
  constructor(
    private readonly f: (x: number) => number,
    private readonly start: number,
    private readonly width: number,
    private readonly cells: number,
    private readonly tolerance: number,
  ) {
    this.cellsPerUnit = 1 / width;
    this.coefficients = new Float64Array(terms * cells).fill(Number.NaN);
  }

  /**
   * Takes the function of many numbers at once, in a loop without a call: compilers make the most of that.
   *
   * @param x where, shape `[size]` or longer
   * @param values what comes out, as long, another array
   * @param size how many
   */
  evaluate(x: Float64Array, values: Float64Array, size: number): void {
    const { start, cells, cellsPerUnit, coefficients: c } = this;
    let misses = 0;
    for (let i = 0; i < size; i++) {
      const place = (x[i] - start) * cellsPerUnit;
      let value = Number.NaN;
      if (place >= 0 && place < cells) {
        const cell = place | 0;
        const t = place - cell - 0.5;
        const k = terms * cell;
        value = c[k] + t * (c[k + 1] + t * (c[k + 2] + t * (c[k + 3] + t * (c[k + 4] + t * c[k + 5]))));
      }
      values[i] = value;
      if (!(value >= 0)) misses++;
    }
    for (let i = 0; misses > 0; i++) {
      if (values[i] >= 0) continue;
      values[i] = this.meet(x[i]);
      misses--;
    }
  }

  /** Value outside the table, or in a cell that was not made yet or cannot be made. */
  private meet(x: number): number {
    const place = (x - this.start) * this.cellsPerUnit;
    if (!(place >= 0 && place < this.cells)) return this.f(x);
    const cell = Math.floor(place);
    const c = this.coefficients.subarray(terms * cell, terms * (cell + 1));
    // The second coefficient tells: NaN is new, infinite is known to be no good.
    if (c[1] === Number.POSITIVE_INFINITY) return this.f(x);
    if (Number.isNaN(c[1])) c.set(this.fit(cell));
    const value = polynomial(c, place - cell - 0.5);
    if (value >= 0) return value;
    c.fill(Number.NaN);
    c[1] = Number.POSITIVE_INFINITY;
    return this.f(x);
  }

  /** Coefficients of a cell, NaN where they would not be good enough. */
  private fit(cell: number): Float64Array {
    const at = (t: number) => this.f(this.start + (cell + 0.5 + t) * this.width);
    // Through the differences from the middle, so that rounding errors are relative to those.
    const middle = at(0);
    const c = new Float64Array(terms);
    nodes.forEach((node, j) => {
      const difference = at(node) - middle;
      for (let n = 0; n < terms; n++) c[n] += difference * basis[j][n];
    });
    c[0] += middle;
    const isGood = probes.every((t) => {
      const exact = at(t);
      return Math.abs(polynomial(c, t) - exact) <= this.tolerance * exact;
    });
    return isGood ? c : c.fill(Number.NaN);
  }
}

function polynomial(c: Float64Array, t: number): number {
  return c.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

function lagrangePolynomial(_: number, j: number): Float64Array {
  const c = new Float64Array(terms);
  c[0] = 1;
  let degree = 0;
  nodes.forEach((node, k) => {
    if (k === j) return;
    const scale = 1 / (nodes[j] - node);
    degree++;
    for (let n = degree; n >= 0; n--) c[n] = scale * ((n > 0 ? c[n - 1] : 0) - node * c[n]);
  });
  return c;
}
