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

/** Collects steps into columns. */
export class ResultColumns {
  nRows = 0;
  private rows = new Float64Array(256 * stepColumnNames.length);

  /** Forgets all rows. */
  clear(): void {
    this.nRows = 0;
  }

  append(row: StepRow): void {
    const end = (this.nRows + 1) * stepColumnNames.length;
    if (end > this.rows.length) this.grow();
    this.rows.set(row, end - stepColumnNames.length);
    this.nRows++;
  }

  /** One column, a value per step. */
  column(name: StepColumnName): Float64Array {
    const values = new Float64Array(this.nRows);
    for (let i = 0, k = columnOf[name]; i < this.nRows; i++, k += stepColumnNames.length) values[i] = this.rows[k];
    return values;
  }

  /**
   * The columns at their final length, magnitudes included.
   *
   * @param magnitudeZeroPower power of a meteor of magnitude zero, W
   */
  finish(magnitudeZeroPower: number): Record<ColumnName, Float64Array> {
    const result = {} as Record<ColumnName, Float64Array>;
    for (const name of stepColumnNames) result[name] = this.column(name);
    result.abs_magnitude = magnitudes(result.luminosity, magnitudeZeroPower);
    result.abs_magnitude_main = magnitudes(result.luminosity_main, magnitudeZeroPower);
    result.abs_magnitude_eroded = magnitudes(result.luminosity_eroded, magnitudeZeroPower);
    return result;
  }

  private grow(): void {
    const wide = new Float64Array(2 * this.rows.length);
    wide.set(this.rows);
    this.rows = wide;
  }
}

/** Absolute magnitudes: +∞ in the dark; where the luminosity is negative, the faintest of the others. */
function magnitudes(luminosity: Float64Array, zeroPower: number): Float64Array {
  const result = new Float64Array(luminosity.length);
  let faintest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < result.length; i++) {
    const magnitude = -2.5 * Math.log10(luminosity[i] / zeroPower);
    result[i] = magnitude;
    if (magnitude > faintest) faintest = magnitude;
  }
  return result.map((magnitude) => (Number.isNaN(magnitude) ? faintest : magnitude));
}
