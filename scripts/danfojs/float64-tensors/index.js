/**
 * Stands in for TensorFlow.js below danfojs: the tensors that its frames compute with, in numbers of 64 bits. The
 * original computes in 32 bits, in which a Julian date has lost its time of day, and needs a native build.
 */
class Tensor {
  /**
   * @param values Float64Array, row by row
   * @param shape numbers of rows and columns; `[]` for one number, `[n]` for a list
   */
  constructor(values, shape, dtype = "float64") {
    this.values = values;
    this.shape = shape;
    this.dtype = dtype;
  }

  get rank() {
    return this.shape.length;
  }

  get size() {
    return this.values.length;
  }

  arraySync() {
    if (this.rank === 0) return this.values[0];
    if (this.rank === 1) return Array.from(this.values);
    const [rows, columns] = this.shape;
    return Array.from({ length: rows }, (_, r) => Array.from(this.values.subarray(r * columns, (r + 1) * columns)));
  }

  array() {
    return Promise.resolve(this.arraySync());
  }

  dataSync() {
    return this.values.slice();
  }

  data() {
    return Promise.resolve(this.dataSync());
  }

  clone() {
    return new Tensor(this.values.slice(), [...this.shape], this.dtype);
  }

  asType() {
    return this.clone();
  }

  dispose() {}

  print() {
    console.log(this.arraySync());
  }

  reshape(shape) {
    return new Tensor(this.values.slice(), [...shape]);
  }

  transpose() {
    if (this.rank < 2) return this.clone();
    const [rows, columns] = this.shape;
    const turned = new Float64Array(this.size);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) turned[c * rows + r] = this.values[r * columns + c];
    return new Tensor(turned, [columns, rows]);
  }

  sqrt() {
    return new Tensor(this.values.map(Math.sqrt), [...this.shape]);
  }

  sum(axis) {
    return this.fold(axis, (list) => list.reduce((total, value) => total + value, 0));
  }

  mean(axis) {
    return this.fold(axis, (list) => list.reduce((total, value) => total + value, 0) / list.length);
  }

  max(axis) {
    return this.fold(axis, (list) => list.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a)));
  }

  min(axis) {
    return this.fold(axis, (list) => list.reduce((a, b) => (b < a || Number.isNaN(b) ? b : a)));
  }

  argMax() {
    return scalar(this.values.reduce((best, value, at) => (value > this.values[best] ? at : best), 0));
  }

  argMin() {
    return scalar(this.values.reduce((best, value, at) => (value < this.values[best] ? at : best), 0));
  }

  /** Makes one number of all, or of each column (axis 0) or row (axis 1). */
  fold(axis, reduce) {
    if (axis === undefined || this.rank < 2) return scalar(reduce(Array.from(this.values)));
    const lists = (axis === 0 ? this.transpose() : this).arraySync();
    return new Tensor(Float64Array.from(lists, reduce), [lists.length]);
  }

  /** Combines with a tensor of the same shape, with a row, a column or one number, value by value. */
  combine(other, operation) {
    const right = other instanceof Tensor ? other : scalar(other);
    const [rows, columns] = asMatrix(this.shape);
    const [otherRows, otherColumns] = asMatrix(right.shape);
    const fits = (own, its) => its === own || its === 1 || own === 1;
    if (!fits(rows, otherRows) || !fits(columns, otherColumns)) {
      throw new Error(`Operands could not be broadcast together with shapes ${this.shape} and ${right.shape}.`);
    }
    const height = Math.max(rows, otherRows);
    const width = Math.max(columns, otherColumns);
    const result = new Float64Array(height * width);
    for (let r = 0; r < height; r++) {
      for (let c = 0; c < width; c++) {
        const left = this.values[(rows === 1 ? 0 : r) * columns + (columns === 1 ? 0 : c)];
        const its = right.values[(otherRows === 1 ? 0 : r) * otherColumns + (otherColumns === 1 ? 0 : c)];
        result[r * width + c] = operation(left, its);
      }
    }
    const rank = Math.max(this.rank, right.rank);
    return new Tensor(result, rank === 2 ? [height, width] : rank === 1 ? [width] : []);
  }
}

const operations = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  divNoNan: (a, b) => (b === 0 ? 0 : a / b),
  pow: (a, b) => a ** b,
  mod: (a, b) => a - b * Math.floor(a / b),
  minimum: Math.min,
  maximum: Math.max,
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  equal: (a, b) => Number(a === b),
  notEqual: (a, b) => Number(a !== b),
};
for (const [name, operation] of Object.entries(operations)) {
  Tensor.prototype[name] = function (other) {
    return this.combine(other, operation);
  };
}

/** Rows and columns of a shape; a list is a row. */
function asMatrix(shape) {
  return shape.length === 2 ? shape : [1, shape[0] ?? 1];
}

const numbers = (list) => Float64Array.from(list, Number);

function scalar(value) {
  return new Tensor(Float64Array.of(Number(value)), []);
}

function tensor1d(list) {
  return new Tensor(numbers(list), [list.length]);
}

function tensor2d(rows, shape) {
  const isNested = rows.length > 0 && typeof rows[0] === "object";
  const flat = isNested ? rows.flatMap((row) => Array.from(row)) : rows;
  return new Tensor(numbers(flat), shape ?? [rows.length, isNested ? rows[0].length : 1]);
}

function tensor(values, shape) {
  if (typeof values === "number") return scalar(values);
  return Array.isArray(values[0]) || shape?.length === 2 ? tensor2d(values, shape) : tensor1d(values);
}

/** Mean and variance along an axis; the variance is that of the whole, with n. */
function moments(values, axis) {
  const mean = values.mean(axis);
  const difference = values.sub(mean);
  return { mean, variance: difference.mul(difference).mean(axis) };
}

/** Draws without replacement; equal seeds draw alike. */
const data = {
  array: (list) => ({
    shuffle: (_size, seed) => ({
      take: (count) => ({ toArray: () => Promise.resolve(shuffled(list, seed).slice(0, count)) }),
    }),
  }),
};

function shuffled(list, seed) {
  let state = [...String(seed)].reduce(
    (hash, character) => Math.imul(hash ^ character.codePointAt(0), 0x01000193),
    0x811c9dc5,
  );
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

module.exports = { Tensor, scalar, tensor, tensor1d, tensor2d, moments, data };
