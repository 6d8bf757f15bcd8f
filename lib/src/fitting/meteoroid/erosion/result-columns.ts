import { log } from "../../../core/special";

/** Columns that a step fills, in the order in which files list them. */
export const stepColumnNames = [
  "time",
  "luminosity",
  "luminosity_main",
  "luminosity_eroded",
  "electron_density_total",
  "tau_total",
  "tau_main",
  "tau_eroded",
  "brightest_height",
  "brightest_length",
  "brightest_vel",
  "leading_frag_height",
  "leading_frag_length",
  "leading_frag_vel",
  "leading_frag_dyn_press",
  "mass_total_active",
  "main_mass",
  "main_height",
  "main_length",
  "main_vel",
  "main_dyn_press",
] as const;

/** Columns that follow from the others once the run is over. */
export const magnitudeColumnNames = ["abs_magnitude", "abs_magnitude_main", "abs_magnitude_eroded"] as const;

/** Name of a column that a step fills. */
export type StepColumnName = (typeof stepColumnNames)[number];
/** Name of any column of a simulation. */
export type ColumnName = StepColumnName | (typeof magnitudeColumnNames)[number];

/** One step's numbers, in the order of the names; main-fragment values stay 0 once it has ended. */
export type StepRow = Float64Array;

/** Place of every column in a {@link StepRow}. */
export const columnOf = Object.fromEntries(stepColumnNames.map((name, k) => [name, k])) as Record<
  StepColumnName,
  number
>;

const rowLength = stepColumnNames.length;

/** Collects steps into columns. */
export class ResultColumns {
  nRows = 0;
  /** The step that is being made, all zeros at first; {@link append} takes it over. */
  readonly row: StepRow = new Float64Array(rowLength);
  /** Room for so many rows. */
  private capacity = 512;
  /** One column after the other. */
  private data = new Float64Array(this.capacity * rowLength);

  /** Forgets all rows. */
  clear(): void {
    this.nRows = 0;
    this.row.fill(0);
  }

  /** Takes the row over and empties it. */
  append(): void {
    if (this.nRows === this.capacity) this.grow();
    const { row, data, capacity } = this;
    let place = this.nRows++;
    for (let k = 0; k < rowLength; k++) {
      data[place] = row[k];
      row[k] = 0;
      place += capacity;
    }
  }

  /**
   * Appends a step in which the main fragment is alone, with nothing eroded.
   *
   * @param time at its end, s
   * @param power luminosity, W
   * @param electrons electron line density, 1/m
   * @param tau luminous efficiency
   * @param height m
   * @param length of the path, m
   * @param speed m/s
   * @param pressure dynamic pressure, Pa
   * @param mass kg
   */
  appendAlone(
    time: number,
    power: number,
    electrons: number,
    tau: number,
    height: number,
    length: number,
    speed: number,
    pressure: number,
    mass: number,
  ): void {
    if (this.nRows === this.capacity) this.grow();
    const { data, capacity: n } = this;
    const i = this.nRows++;
    const shines = power > 0;
    data[i] = time;
    data[i + n] = power;
    data[i + 2 * n] = power;
    data[i + 3 * n] = 0;
    data[i + 4 * n] = electrons;
    data[i + 5 * n] = shines ? (tau * power) / power : 0;
    data[i + 6 * n] = tau;
    data[i + 7 * n] = 0;
    data[i + 8 * n] = shines ? height : 0;
    data[i + 9 * n] = shines ? length : 0;
    data[i + 10 * n] = shines ? speed : 0;
    data[i + 11 * n] = height;
    data[i + 12 * n] = length;
    data[i + 13 * n] = speed;
    data[i + 14 * n] = pressure;
    data[i + 15 * n] = mass;
    data[i + 16 * n] = mass;
    data[i + 17 * n] = height;
    data[i + 18 * n] = length;
    data[i + 19 * n] = speed;
    data[i + 20 * n] = pressure;
  }

  /** One column, a value per step. */
  column(name: StepColumnName): Float64Array {
    const start = columnOf[name] * this.capacity;
    return this.data.slice(start, start + this.nRows);
  }

  /** Sums of all columns. */
  sums(): Record<StepColumnName, number> {
    const sums = {} as Record<StepColumnName, number>;
    for (const name of stepColumnNames) sums[name] = this.sum(columnOf[name] * this.capacity);
    return sums;
  }

  /** In four parts, which processors add at once. */
  private sum(start: number): number {
    const { data } = this;
    const end = start + this.nRows;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = start;
    for (; i + 3 < end; i += 4) {
      a += data[i];
      b += data[i + 1];
      c += data[i + 2];
      d += data[i + 3];
    }
    for (; i < end; i++) a += data[i];
    return a + b + (c + d);
  }

  /**
   * The columns at their final length, magnitudes included.
   *
   * @param magnitudeZeroPower power of a meteor of magnitude zero, W
   */
  finish(magnitudeZeroPower: number): Record<ColumnName, Float64Array> {
    const result = {} as Record<ColumnName, Float64Array>;
    for (const name of stepColumnNames) result[name] = this.column(name);
    const { luminosity } = result;
    const total = magnitudes(luminosity, magnitudeZeroPower);
    result.abs_magnitude = total;
    result.abs_magnitude_main = magnitudes(result.luminosity_main, magnitudeZeroPower, luminosity, total);
    result.abs_magnitude_eroded = magnitudes(result.luminosity_eroded, magnitudeZeroPower, luminosity, total);
    for (const name of magnitudeColumnNames) replaceNaN(result[name]);
    return result;
  }

  private grow(): void {
    const wide = new Float64Array(2 * this.data.length);
    for (let k = 0; k < rowLength; k++) {
      const column = this.data.subarray(k * this.capacity, (k + 1) * this.capacity);
      wide.set(column, 2 * k * this.capacity);
    }
    this.capacity *= 2;
    this.data = wide;
  }
}

/** Absolute magnitudes: +∞ in the dark. What equals a luminosity of known magnitude need not be computed. */
function magnitudes(
  luminosity: Float64Array,
  zeroPower: number,
  like: Float64Array = luminosity,
  known: Float64Array | null = null,
): Float64Array {
  const result = new Float64Array(luminosity.length);
  for (let i = 0; i < result.length; i++) {
    const power = luminosity[i];
    if (power === 0) result[i] = Number.POSITIVE_INFINITY;
    else result[i] = known !== null && power === like[i] ? known[i] : perE * log(power / zeroPower);
  }
  return result;
}

/** Magnitudes per e-fold of light. */
const perE = -2.5 * Math.LOG10E;

/** Where the luminosity is negative, the faintest magnitude of the others. */
function replaceNaN(magnitude: Float64Array): void {
  let faintest = Number.NEGATIVE_INFINITY;
  let isComplete = true;
  for (let i = 0; i < magnitude.length; i++) {
    if (magnitude[i] > faintest) faintest = magnitude[i];
    else if (Number.isNaN(magnitude[i])) isComplete = false;
  }
  if (!isComplete) magnitude.set(magnitude.map((value) => (Number.isNaN(value) ? faintest : value)));
}
