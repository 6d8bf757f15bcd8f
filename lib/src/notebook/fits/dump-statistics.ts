/** How numbers of a dump are hashed. */
export type Sha256 = (content: Uint8Array | string) => string;

/** What a dump says about an array. */
export interface ArrayStatistics {
  shape: number[];
  dtype: string;
  n: number;
  [more: string]: unknown;
}

/** A number as JSON has it: what JSON does not have becomes its name. */
export function jsonNumber(value: number): number | string {
  return Number.isNaN(value) ? "NaN" : Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity";
}

/**
 * Statistics of real numbers.
 * @param values as doubles; not modified
 */
export function numberStatistics(
  values: Float64Array,
  shape: number[],
  dtype: string,
  sha256: Sha256,
): ArrayStatistics {
  const finite = values.filter(Number.isFinite);
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of finite) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    shape,
    dtype,
    n: values.length,
    nan: values.length - finite.length,
    sha256_f64le: sha256(canonicalBytes(values)),
    first: Array.from(values.subarray(0, 8), jsonNumber),
    last: Array.from(values.subarray(-4), jsonNumber),
    ...(finite.length > 0 ? { min, max, sum: jsonNumber(pairwiseSum(finite, 0, finite.length)) } : {}),
  };
}

/** Statistics of complex numbers, real and imaginary parts in turn. */
export function complexStatistics(
  values: Float64Array,
  shape: number[],
  dtype: string,
  sha256: Sha256,
): ArrayStatistics {
  const hash = sha256(canonicalBytes(values));
  return {
    shape,
    dtype,
    n: values.length / 2,
    sha256_f64le: hash,
    first: Array.from(values.subarray(0, 8), jsonNumber),
  };
}

/** Statistics of text. */
export function textStatistics(values: readonly string[], shape: number[], sha256: Sha256): ArrayStatistics {
  const hash = sha256(values.join("\n"));
  return { shape, dtype: "str", n: values.length, sha256_nl: hash, first: values.slice(0, 8), last: values.slice(-4) };
}

/** Little-endian doubles with one NaN and one zero. */
function canonicalBytes(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (const [i, value] of values.entries()) view.setFloat64(8 * i, value === 0 ? 0 : value, true);
  for (const [i, value] of values.entries())
    if (Number.isNaN(value)) view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
  return new Uint8Array(view.buffer);
}

/** A sum in pairs, in the order that numpy uses, so that both agree to the last digit. */
function pairwiseSum(values: Float64Array, from: number, count: number): number {
  if (count < 8) {
    let sum = -0;
    for (let i = 0; i < count; i++) sum += values[from + i];
    return sum + 0;
  }
  if (count <= 128) {
    const lanes = values.slice(from, from + 8);
    let i = 8;
    for (; i < count - (count % 8); i += 8) for (let lane = 0; lane < 8; lane++) lanes[lane] += values[from + i + lane];
    let sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
    for (; i < count; i++) sum += values[from + i];
    return sum;
  }
  const half = Math.floor(count / 2) - (Math.floor(count / 2) % 8);
  return pairwiseSum(values, from, half) + pairwiseSum(values, from + half, count - half);
}
