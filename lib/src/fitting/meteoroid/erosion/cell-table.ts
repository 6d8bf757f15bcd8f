import { powerOfTwo, upperHalf } from "../../../core/special/elementary/binary-exponent";
import { cos } from "../../../core/special/elementary/cos";

/** Coefficients of a cell's polynomial, whose degree is one less. */
const terms = 6;

/** Chebyshev points of a cell that runs from −1/2 to 1/2: polynomials through them are close to the best ones. */
const nodes = Float64Array.from({ length: terms }, (_, k) => cos(((k + 0.5) * Math.PI) / terms) / 2);

/** Polynomials that are 1 at one node and 0 at the others, from the constant term up. */
const basis = Array.from(nodes, lagrangePolynomial);

/** Where a cell is compared with its function: at both ends and between the nodes. */
const probes = Float64Array.from({ length: terms + 1 }, (_, k) => cos((k * Math.PI) / terms) / 2);

/** A function to be tabulated, and how well. */
export interface Tabulated {
  f: (x: number) => number;
  /** Largest relative deviation in a cell. */
  tolerance: number;
  /** Deviation that may pass in any case. Default 0. */
  negligible?: number;
}

/** Where a table lies in memory and which numbers it covers. */
export interface CellGeometry {
  /** First place, and places per cell: 16 for one or two functions, 8 for one. */
  start: number;
  size: number;
  cells: number;
  /** Leading bits of a number, shifted right by so much, less those of the first cell, are the cell. */
  shift: number;
  first: number;
}

/**
 * One or two costly smooth functions of one positive variable, not negative, made cheap: the numbers that share their
 * leading bits make a cell, in which a function is a polynomial through exact values. So cells grow with the variable.
 * A cell is made when it is first asked for; where the polynomial misses the function, because of a jump, a kink or a
 * pole, and outside the table, the function itself answers. What was asked before never matters.
 */
export class CellTable {
  private functions: readonly Tabulated[] = [];
  private memory: Float64Array = new Float64Array(0);

  private readonly start: number;
  private readonly size: number;
  private readonly cells: number;
  private readonly shift: number;
  private readonly firstBits: number;

  constructor({ start, size, cells, shift, first }: CellGeometry) {
    this.start = start;
    this.size = size;
    this.cells = cells;
    this.shift = shift;
    this.firstBits = first;
  }

  /** Lies in other memory from now on, which holds what the old one held. */
  attach(memory: Float64Array): void {
    this.memory = memory;
  }

  /** Tabulates these functions from now on, if they are others than before. */
  use(functions: readonly Tabulated[]): void {
    if (functions === this.functions) return;
    this.functions = functions;
    const { start, size, cells } = this;
    this.memory.fill(Number.NaN, start, start + size * (cells + 1));
  }

  /** The first function. */
  value(x: number): number {
    return this.valueIn(this.cellStart(x), x);
  }

  /** The second function. */
  second(x: number): number {
    return this.secondIn(this.cellStart(x), x);
  }

  /** Place in memory of the cell of a number. */
  cellStart(x: number): number {
    return this.start + this.size * this.cellOf(x);
  }

  /** The first function, where the cell is known. */
  valueIn(k: number, x: number): number {
    const { memory: c } = this;
    const t = x - c[k];
    const value = c[k + 1] + t * (c[k + 2] + t * (c[k + 3] + t * (c[k + 4] + t * (c[k + 5] + t * c[k + 6]))));
    return value >= 0 ? value : this.meet(x, 0);
  }

  /** The second function, where the cell is known. */
  secondIn(k: number, x: number): number {
    const { memory: c } = this;
    const t = x - c[k];
    const value = c[k + 7] + t * (c[k + 8] + t * (c[k + 9] + t * (c[k + 10] + t * (c[k + 11] + t * c[k + 12]))));
    return value >= 0 ? value : this.meet(x, 1);
  }

  /** Value of a function outside the table, or in a cell that was not made yet or cannot be made. */
  meet(x: number, which: number): number {
    const { memory, functions } = this;
    const cell = this.cellOf(x);
    const { f } = functions[which];
    if (cell === this.cells) return f(x);
    const start = this.start + this.size * cell;
    if (Number.isNaN(memory[start])) this.make(cell, start);
    const c = start + 1 + terms * which;
    let value = 0;
    for (let n = terms - 1; n >= 0; n--) value = memory[c + n] + (x - memory[start]) * value;
    return value >= 0 ? value : f(x);
  }

  private cellOf(x: number): number {
    const cell = (upperHalf(x) >> this.shift) - this.firstBits;
    return cell >= 0 && cell < this.cells ? cell : this.cells;
  }

  private make(cell: number, start: number): void {
    const { shift, firstBits: first } = this;
    const perOctave = 1 << (20 - shift);
    const octave = Math.floor((cell + first) / perOctave);
    const left = powerOfTwo(octave - 1023);
    const width = left / perOctave;
    const centre = left + (((cell + first) % perOctave) + 0.5) * width;
    this.memory[start] = centre;
    this.functions.forEach((function_, which) => {
      this.memory.set(fit(function_, centre, width), start + 1 + terms * which);
    });
  }
}

/** Coefficients of a cell, NaN where they would not be good enough. */
function fit({ f, tolerance, negligible = 0 }: Tabulated, centre: number, width: number): Float64Array {
  const at = (t: number) => f(centre + t * width);
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
    return Math.abs(polynomial(c, t) - exact) <= tolerance * exact + negligible;
  });
  if (!isGood) return c.fill(Number.NaN);
  // Widths are powers of two, so that nothing is rounded.
  let scale = 1;
  for (let n = 0; n < terms; n++) {
    c[n] *= scale;
    scale /= width;
  }
  return c;
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
