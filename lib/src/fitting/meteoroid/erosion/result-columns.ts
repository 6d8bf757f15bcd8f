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

/** One step's numbers; main-fragment values stay 0 once it has ended. */
export type StepRow = Record<StepColumnName, number>;

const zeros = Object.fromEntries(stepColumnNames.map((name) => [name, 0])) as StepRow;

/** A row of zeros. */
export function emptyRow(): StepRow {
  return { ...zeros };
}

/** Collects steps into columns. */
export class ResultColumns {
  nRows = 0;
  private columns = stepColumnNames.map(() => new Float64Array(512));

  append(row: StepRow): void {
    if (this.nRows === this.columns[0].length) this.grow();
    for (let k = 0; k < stepColumnNames.length; k++) this.columns[k][this.nRows] = row[stepColumnNames[k]];
    this.nRows++;
  }

  /**
   * The columns at their final length, magnitudes included.
   *
   * @param magnitudeZeroPower power of a meteor of magnitude zero, W
   */
  finish(magnitudeZeroPower: number): Record<ColumnName, Float64Array> {
    const result = {} as Record<ColumnName, Float64Array>;
    stepColumnNames.forEach((name, k) => {
      result[name] = this.columns[k].slice(0, this.nRows);
    });
    result.abs_magnitude = magnitudes(result.luminosity, magnitudeZeroPower);
    result.abs_magnitude_main = magnitudes(result.luminosity_main, magnitudeZeroPower);
    result.abs_magnitude_eroded = magnitudes(result.luminosity_eroded, magnitudeZeroPower);
    return result;
  }

  private grow(): void {
    this.columns = this.columns.map((old) => {
      const wide = new Float64Array(2 * old.length);
      wide.set(old);
      return wide;
    });
  }
}

/** Absolute magnitudes: +∞ in the dark; where the luminosity is negative, the faintest of the others. */
function magnitudes(luminosity: Float64Array, zeroPower: number): Float64Array {
  const result = luminosity.map((power) => -2.5 * Math.log10(power / zeroPower));
  const faintest = result.filter((m) => !Number.isNaN(m)).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return result.map((m) => (Number.isNaN(m) ? faintest : m));
}
