import { cbrt } from "../../../core/special";

/** Number columns of the table, in SI units. */
const numberColumns = [
  "mass",
  "inverseRoot",
  "speed",
  "vertical",
  "horizontal",
  "height",
  "length",
  "drop",
  "shapeDensity",
  "density",
  "sigma",
  "gamma",
  "erosionCoeff",
  "massIndex",
  "massMin",
  "massMax",
  "count",
] as const;

/** What the last step of a fragment gave; filled anew in every step, so that nothing needs to be copied. */
const outputColumns = ["eroded", "luminosity", "tau", "electrons", "dynamicPressure"] as const;

const flagColumns = ["active", "eroding", "disrupted"] as const;

const initialRows = 8;

/**
 * All fragments of a run, one typed array per property. Row 0 is the main fragment, always. Rows stand in the order in
 * which the fragments were made, because sums are taken in that order.
 */
export class FragmentTable {
  /** Rows in use; the main fragment's is there from the start. */
  size = 1;
  /** Mass of one fragment or grain, kg. */
  mass: Float64Array = new Float64Array(initialRows);
  /** mass^(−1/3), kg^(−1/3), which drag and ablation go with; 0 without mass. */
  inverseRoot: Float64Array = new Float64Array(initialRows);
  /** Speed, m/s, with its vertical (up positive) and horizontal components. */
  speed: Float64Array = new Float64Array(initialRows);
  vertical: Float64Array = new Float64Array(initialRows);
  horizontal: Float64Array = new Float64Array(initialRows);
  /** Height and length of path since the start of the run, m. */
  height: Float64Array = new Float64Array(initialRows);
  length: Float64Array = new Float64Array(initialRows);
  /** Height lost to gravity so far, m. */
  drop: Float64Array = new Float64Array(initialRows);
  /** K = Γ A ρ^(−2/3), m²/kg^(2/3). */
  shapeDensity: Float64Array = new Float64Array(initialRows);
  /** Bulk density, kg/m³. */
  density: Float64Array = new Float64Array(initialRows);
  /** Ablation coefficient, kg/J. */
  sigma: Float64Array = new Float64Array(initialRows);
  /** Drag coefficient Γ. */
  gamma: Float64Array = new Float64Array(initialRows);
  /** Erosion coefficient, kg/J. */
  erosionCoeff: Float64Array = new Float64Array(initialRows);
  /** Grain law of what erodes off: mass index and limits, kg. */
  massIndex: Float64Array = new Float64Array(initialRows);
  massMin: Float64Array = new Float64Array(initialRows);
  massMax: Float64Array = new Float64Array(initialRows);
  /** Equal grains that the row stands for. */
  count: Float64Array = new Float64Array(initialRows);
  /** Mass eroded in the last step, kg; not positive. */
  eroded: Float64Array = new Float64Array(initialRows);
  /** Luminosity of all grains of the row, W. */
  luminosity: Float64Array = new Float64Array(initialRows);
  /** Luminous efficiency. */
  tau: Float64Array = new Float64Array(initialRows);
  /** Electron line density of all grains of the row, 1/m. */
  electrons: Float64Array = new Float64Array(initialRows);
  /** Dynamic pressure, Pa. */
  dynamicPressure: Float64Array = new Float64Array(initialRows);
  /** 1 while it moves. */
  active: Uint8Array = new Uint8Array(initialRows);
  /** 1 where erosion is possible. */
  eroding: Uint8Array = new Uint8Array(initialRows);
  /** 1 for the pieces of a disruption, which keep their erosion coefficient. */
  disrupted: Uint8Array = new Uint8Array(initialRows);
  /** Fragmentation entry that it stems from, or −1. */
  entry: Int32Array = new Int32Array(initialRows);

  /** Scratch of {@link removeDead}. */
  private kept: Int32Array = new Int32Array(initialRows);

  /** Back to the main fragment alone, with zeros. */
  clear(): void {
    this.size = 1;
    for (const name of [...numberColumns, ...outputColumns]) this[name][0] = 0;
    for (const name of flagColumns) this[name][0] = 0;
    this.entry[0] = 0;
  }

  /** Sets a mass, which may be zero or, where entries take more than there is, negative. */
  setMass(i: number, mass: number): void {
    this.mass[i] = mass;
    this.inverseRoot[i] = mass > 0 ? 1 / cbrt(mass) : 0;
  }

  /** Adds a copy of a row and returns its place. */
  copy(from: number): number {
    if (this.size === this.active.length) this.grow();
    const to = this.size++;
    for (const name of numberColumns) this[name][to] = this[name][from];
    for (const name of flagColumns) this[name][to] = this[name][from];
    this.entry[to] = this.entry[from];
    return to;
  }

  /** Takes dead rows out, in order, but for those that the outcome of the run still asks about. */
  removeDead(): void {
    let kept = 1;
    for (let i = 1; i < this.size; i++) {
      const wanted = this.active[i] === 1 || this.entry[i] >= 0;
      if (wanted) this.kept[kept++] = i;
    }
    if (kept === this.size) return;
    for (const name of numberColumns) gather(this[name], this.kept, kept);
    for (const name of flagColumns) gather(this[name], this.kept, kept);
    gather(this.entry, this.kept, kept);
    this.size = kept;
  }

  private grow(): void {
    const capacity = 2 * this.active.length;
    for (const name of [...numberColumns, ...outputColumns])
      this[name] = widened(this[name], new Float64Array(capacity));
    for (const name of flagColumns) this[name] = widened(this[name], new Uint8Array(capacity));
    this.entry = widened(this.entry, new Int32Array(capacity));
    this.kept = new Int32Array(capacity);
  }
}

function widened<T extends Float64Array | Uint8Array | Int32Array>(old: T, wide: T): T {
  wide.set(old);
  return wide;
}

/** Moves the rows named in `from` to the front, row 0 excepted, which stays. */
function gather(column: Float64Array | Uint8Array | Int32Array, from: Int32Array, size: number): void {
  for (let i = 1; i < size; i++) column[i] = column[from[i]];
}
