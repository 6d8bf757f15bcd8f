import type { CellTable } from "./cell-table";
import type { GrainKernel } from "./grain-kernel";
import * as at from "./grain-layout";

const initialRows = 512;

/**
 * Everything that only ablates: grains, dust, and the pieces of a body that does not erode. These are nearly all the
 * fragments of a run, so they stand apart from the few that can do more, in the memory of the kernel that moves them,
 * one column per property. The order of rows means nothing.
 */
export class GrainTable {
  /** Rows in use. */
  size = 0;
  /** All memory, with what the kernel is told and tells. */
  memory: Float64Array = new Float64Array(0);
  /** Mass of one grain, kg. */
  mass: Float64Array = this.memory;
  /** mass^(−1/3), kg^(−1/3), which drag and ablation go with. */
  inverseRoot: Float64Array = this.memory;
  /** Speed, m/s, with its vertical (up positive) and horizontal components. */
  speed: Float64Array = this.memory;
  vertical: Float64Array = this.memory;
  horizontal: Float64Array = this.memory;
  /** Height and length of path since the start of the run, m. */
  height: Float64Array = this.memory;
  length: Float64Array = this.memory;
  /** Height lost to gravity so far, m. */
  drop: Float64Array = this.memory;
  /** K = Γ A ρ^(−2/3), m²/kg^(2/3). */
  shapeDensity: Float64Array = this.memory;
  /** Ablation coefficient, kg/J. */
  sigma: Float64Array = this.memory;
  /** Bulk density, kg/m³. */
  density: Float64Array = this.memory;
  /** Drag coefficient Γ. */
  gamma: Float64Array = this.memory;
  /** Equal grains that the row stands for. */
  count: Float64Array = this.memory;
  /** Fragmentation entry that it stems from, or −1. */
  entry: Float64Array = this.memory;
  /** Luminosity of all grains of the row, W, and luminous efficiency; both of the last step. */
  luminosity: Float64Array = this.memory;
  tau: Float64Array = this.memory;
  /** Air density at the start of the last step, kg/m³; not kept when rows move. */
  air: Float64Array = this.memory;

  private capacity = 0;

  /**
   * @param kernel moves the grains
   * @param tables that lie in the kernel's memory
   */
  constructor(
    private readonly kernel: GrainKernel,
    private readonly tables: readonly CellTable[],
  ) {
    this.makeRoom(initialRows);
  }

  /** Makes room for one more row and returns its place. */
  add(): number {
    if (this.size === this.capacity) this.makeRoom(2 * this.capacity);
    return this.size++;
  }

  /** One time step of the first `moving` grains. */
  step(moving: number): void {
    this.kernel.step(moving, this.capacity);
  }

  /** Row of a grain that ended in the last step. */
  dead(n: number): number {
    return this.memory[at.columns + at.deadColumn * this.capacity + n];
  }

  /** Takes a row out; the last one takes its place. */
  remove(i: number): void {
    const { memory, capacity } = this;
    const last = --this.size;
    for (let k = at.columns; k < at.columns + at.stateColumns * capacity; k += capacity)
      memory[k + i] = memory[k + last];
  }

  /** Longer columns, the last ones moved first, since each moves into the room of the next. */
  private makeRoom(capacity: number): void {
    const old = this.capacity;
    this.kernel.reserve(8 * (at.columns + at.columnCount * capacity));
    this.memory = new Float64Array(this.kernel.buffer());
    for (let k = at.columnCount - 1; k > 0; k--) {
      this.memory.copyWithin(at.columns + k * capacity, at.columns + k * old, at.columns + k * old + this.size);
    }
    this.capacity = capacity;
    for (const table of this.tables) table.attach(this.memory);
    this.mass = this.column(at.massColumn);
    this.inverseRoot = this.column(at.inverseRootColumn);
    this.speed = this.column(at.speedColumn);
    this.vertical = this.column(at.verticalColumn);
    this.horizontal = this.column(at.horizontalColumn);
    this.height = this.column(at.heightColumn);
    this.length = this.column(at.lengthColumn);
    this.drop = this.column(at.dropColumn);
    this.shapeDensity = this.column(at.shapeDensityColumn);
    this.sigma = this.column(at.sigmaColumn);
    this.density = this.column(at.densityColumn);
    this.gamma = this.column(at.gammaColumn);
    this.count = this.column(at.countColumn);
    this.entry = this.column(at.entryColumn);
    this.luminosity = this.column(at.luminosityColumn);
    this.tau = this.column(at.tauColumn);
    this.air = this.column(at.airColumn);
  }

  private column(k: number): Float64Array {
    return this.memory.subarray(at.columns + k * this.capacity, at.columns + (k + 1) * this.capacity);
  }
}
