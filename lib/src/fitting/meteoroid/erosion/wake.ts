import type { Constants } from "../constants";
import type { FragmentTable } from "./fragment-table";

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
   * @param row step, zero-based
   * @param leadingHeight height of the leading fragment, m
   * @param leadingLength its path length, m
   * @param fragments rows up to `size` after their step, children not included
   */
  record(row: number, leadingHeight: number, leadingLength: number, fragments: FragmentTable, size: number): void {
    if (!this.isWanted(leadingHeight)) return;
    const luminosity = new Float64Array(wakePoints);
    for (let i = 0; i < size; i++) {
      if (fragments.active[i] === 0) continue;
      const place = fragments.length[i] - leadingLength;
      if (!(place > this.grid[0] && place < this.grid[wakePoints - 1])) continue;
      this.smear(fragments.luminosity[i], place, luminosity);
    }
    this.wakes.push({ row, leadingLength, length: this.grid, luminosity });
  }

  /** True when the leading fragment passed a wanted height; all passed ones are used up. */
  private isWanted(height: number): boolean {
    if (this.pending === null) return true;
    const before = this.pending.length;
    while (this.pending.length > 0 && height < this.pending[this.pending.length - 1]) this.pending.pop();
    return this.pending.length < before;
  }

  private smear(power: number, place: number, into: Float64Array): void {
    this.widths.forEach((width, j) => {
      const peak = (power * this.weights[j]) / (width * Math.sqrt(2 * Math.PI));
      for (let k = 0; k < wakePoints; k++) {
        const distance = (this.grid[k] - place) / width;
        into[k] += peak * Math.exp(-0.5 * distance * distance);
      }
    });
  }
}
