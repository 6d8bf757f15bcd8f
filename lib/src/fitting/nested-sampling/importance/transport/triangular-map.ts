import { exp, log } from "../../../../core/special";
import type { Basis } from "./basis";
import { type Conditional, logScaleOf, meanOf } from "./conditional";

/** Points as a map straightens them; as they are where there is none. */
export function straightened(y: Float64Array, ndim: number, map: TriangularMap | null): StraightPoints {
  return map?.straightenAll(y) ?? { z: y, logDeterminants: new Float64Array(y.length / ndim) };
}

/** Points in straight coordinates. */
export interface StraightPoints {
  /** Shape `[n, ndim]`. */
  readonly z: Float64Array;
  /** Logarithms of the determinants of dz/dy, shape `[n]`. */
  readonly logDeterminants: Float64Array;
}

/**
 * An invertible map from coordinates `y` to coordinates `z` in which a bent distribution is straight: one coordinate
 * after the other is centred and scaled by what those before it say, `z_j = (x_j − m_j(x before)) / s_j(x before)` with
 * the standardised `x = (y − location) / scale`.
 * @see [Marzouk2016]
 */
export class TriangularMap {
  readonly ndim: number;
  private readonly row: Float64Array;
  private readonly logScales: number;

  /** @param conditionals one for each coordinate, in the order of the map */
  constructor(
    private readonly basis: Basis,
    private readonly conditionals: readonly Conditional[],
  ) {
    this.ndim = basis.axes.length;
    this.row = new Float64Array(basis.width);
    this.logScales = basis.axes.reduce((sum, { scale }) => sum + log(scale), 0);
  }

  /** Straightens the point at `at`; returns the logarithm of the determinant of dz/dy. */
  straighten(y: Float64Array, at: number, z: Float64Array): number {
    const { row, ndim, basis, conditionals } = this;
    for (let i = 0; i < ndim; i++) basis.put(i, (y[at + i] - basis.axes[i].location) / basis.axes[i].scale, row, 0);
    let logDeterminant = -this.logScales;
    for (const conditional of conditionals) {
      const logScale = logScaleOf(conditional, row);
      z[conditional.target] = (row[1 + conditional.target] - meanOf(conditional, row)) * exp(-logScale);
      logDeterminant -= logScale;
    }
    return logDeterminant;
  }

  /** Straightens points, both of shape `[n, ndim]`; logarithms of determinants of shape `[n]`. */
  straightenAll(y: Float64Array): StraightPoints {
    const { ndim } = this;
    const z = new Float64Array(y.length);
    const logDeterminants = Float64Array.from({ length: y.length / ndim }, (_, i) =>
      this.straighten(y, i * ndim, z.subarray(i * ndim, i * ndim + ndim)),
    );
    return { z, logDeterminants };
  }

  /** The way back, in place. */
  bend(z: Float64Array): void {
    const { row, basis, conditionals } = this;
    row[0] = 1;
    for (const conditional of conditionals) {
      const { target } = conditional;
      const { location, scale } = basis.axes[target];
      const x = meanOf(conditional, row) + z[target] * exp(logScaleOf(conditional, row));
      basis.put(target, x, row, 0);
      z[target] = location + scale * x;
    }
  }
}
