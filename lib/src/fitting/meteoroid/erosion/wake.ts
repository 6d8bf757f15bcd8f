import { exp } from "../../../core/special";
import type { Constants } from "../constants";
import type { FragmentTable } from "./fragment-table";
import type { GrainTable } from "./grain-table";
import { columnOf as at, type StepRow } from "./result-columns";

/** Light along the path at one instant. */
export interface Wake {
  /** Step, zero-based. */
  row: number;
  /** Path length of the leading fragment, m. */
  leadingLength: number;
  /** Path length relative to the leading fragment, m, shape `[500]`; negative behind it. */
  length: Float64Array;
  /** Luminosity per length, W/m, shape `[500]`. */
  luminosity: Float64Array;
}

const wakePoints = 500;

/** Takes wakes of a run where they are wanted. */
export class WakeRecorder {
  readonly wakes: Wake[] = [];
  private readonly pending: number[] | null;
  private readonly grid: Float64Array;
  private readonly weights: number[];
  private readonly widths: number[];

  constructor(constants: Constants) {
    // Lowest last, so that the next height to be passed is taken off the end.
    this.pending = constants.wake_heights && [...constants.wake_heights].sort((a, b) => a - b);
    this.widths = constants.wake_psf;
    const sum = constants.wake_psf_weights.reduce((a, b) => a + b, 0);
    this.weights = constants.wake_psf_weights.map((w) => w / sum);
    const start = -constants.wake_extension;
    const step = (3 * this.widths[0] - start) / (wakePoints - 1);
    this.grid = Float64Array.from({ length: wakePoints }, (_, i) => start + i * step);
  }

  /**
   * @param step zero-based
   * @param row its values
   * @param fragments rows up to `size` after their step, children not included
   * @param grains after their step; new ones are dark
   */
  record(step: number, row: StepRow, fragments: FragmentTable, size: number, grains: GrainTable): void {
    if (!this.isWanted(row[at.leading_frag_height])) return;
    const leadingLength = row[at.leading_frag_length];
    const luminosity = new Float64Array(wakePoints);
    for (let i = 0; i < size; i++) {
      if (fragments.active[i] === 0) continue;
      this.add(fragments.luminosity[i], fragments.length[i] - leadingLength, luminosity);
    }
    for (let i = 0; i < grains.size; i++) {
      this.add(grains.luminosity[i], grains.length[i] - leadingLength, luminosity);
    }
    this.wakes.push({ row: step, leadingLength, length: this.grid, luminosity });
  }

  /** True when the leading fragment passed a wanted height; all passed ones are used up. */
  private isWanted(height: number): boolean {
    if (this.pending === null) return true;
    const before = this.pending.length;
    while (this.pending.length > 0 && height < this.pending[this.pending.length - 1]) this.pending.pop();
    return this.pending.length < before;
  }

  /** Smears the light of a fragment that is inside the window. */
  private add(power: number, place: number, into: Float64Array): void {
    if (power === 0 || !(place > this.grid[0] && place < this.grid[wakePoints - 1])) return;
    this.widths.forEach((width, j) => {
      const peak = (power * this.weights[j]) / (width * Math.sqrt(2 * Math.PI));
      for (let k = 0; k < wakePoints; k++) {
        const distance = (this.grid[k] - place) / width;
        into[k] += peak * exp(-0.5 * distance * distance);
      }
    });
  }
}
