/** State of a row; all of it moves when a row takes the place of another. */
const stateColumns = [
  "mass",
  "inverseRoot",
  "speed",
  "vertical",
  "horizontal",
  "height",
  "length",
  "drop",
  "shapeDensity",
  "sigma",
  "density",
  "gamma",
  "count",
] as const;

/** What the last step gave, filled anew in every step. */
const outputColumns = ["air", "step", "lost", "dragShare", "slowed", "tau", "luminosity", "scratch", "factor"] as const;

const initialRows = 512;

/**
 * Everything that only ablates: grains, dust, and the pieces of a body that does not erode. These are nearly all the
 * fragments of a run, so they stand apart from the few that can do more, one typed array per property. The order of
 * rows means nothing.
 */
export class GrainTable {
  /** Rows in use. */
  size = 0;
  /** Rows that take part in the step; those after them were made in it. */
  moving = 0;
  /** Mass of one grain, kg. */
  mass: Float64Array = new Float64Array(initialRows);
  /** mass^(−1/3), kg^(−1/3), which drag and ablation go with. */
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
  /** Ablation coefficient, kg/J. */
  sigma: Float64Array = new Float64Array(initialRows);
  /** Bulk density, kg/m³. */
  density: Float64Array = new Float64Array(initialRows);
  /** Drag coefficient Γ. */
  gamma: Float64Array = new Float64Array(initialRows);
  /** Equal grains that the row stands for. */
  count: Float64Array = new Float64Array(initialRows);
  /** Fragmentation entry that it stems from, or −1. */
  entry: Int32Array = new Int32Array(initialRows);

  /** Air density at the start of the step, kg/m³. */
  air: Float64Array = new Float64Array(initialRows);
  /** The number e that mass loss rests on. */
  step: Float64Array = new Float64Array(initialRows);
  /** Mass that one grain lost, kg; positive. */
  lost: Float64Array = new Float64Array(initialRows);
  /** Speed that drag took, as a share of the speed and in m/s. */
  dragShare: Float64Array = new Float64Array(initialRows);
  slowed: Float64Array = new Float64Array(initialRows);
  /** Luminous efficiency. */
  tau: Float64Array = new Float64Array(initialRows);
  /** Luminosity of all grains of the row, W. */
  luminosity: Float64Array = new Float64Array(initialRows);

  /** What a function gave in between. */
  scratch: Float64Array = new Float64Array(initialRows);
  factor: Float64Array = new Float64Array(initialRows);
  /** Scratch for the places of rows to be removed. */
  dead: Int32Array = new Int32Array(initialRows);

  /** The state columns, in a list because it is quicker to walk than names. */
  private state: Float64Array[] = this.stateOf();

  /** Makes room for one more row and returns its place. */
  add(): number {
    if (this.size === this.entry.length) this.grow();
    return this.size++;
  }

  /** Takes a row out; the last one takes its place. */
  remove(i: number): void {
    const last = --this.size;
    for (let k = 0; k < this.state.length; k++) this.state[k][i] = this.state[k][last];
    this.entry[i] = this.entry[last];
    // Wakes are taken after the dead are gone.
    this.luminosity[i] = this.luminosity[last];
  }

  private grow(): void {
    const capacity = 2 * this.entry.length;
    for (const name of [...stateColumns, ...outputColumns]) {
      const wide = new Float64Array(capacity);
      wide.set(this[name]);
      this[name] = wide;
    }
    const entry = new Int32Array(capacity);
    entry.set(this.entry);
    this.entry = entry;
    this.dead = new Int32Array(capacity);
    this.state = this.stateOf();
  }

  private stateOf(): Float64Array[] {
    return stateColumns.map((name) => this[name]);
  }
}
