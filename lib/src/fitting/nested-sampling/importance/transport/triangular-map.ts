import { log } from "../../../../core/special";
import type { Basis } from "./basis";
import type { Conditional } from "./conditional";
import { type MapSteps, mapSteps } from "./map-steps";
import { type Straightener, straightener } from "./straighten-web-assembly";
import { bendOne, straightenOne } from "./take-steps";

/** Points that a map has straightened, and the logarithm of the determinant of dz/dy at each. */
export interface Straightened {
  /** Shape `[n, ndim]`. */
  readonly z: Float64Array;
  /** Shape `[n]`. */
  readonly logDeterminants: Float64Array;
}

/** Points as a map straightens them, as {@link TriangularMap.straightenAll} does; as they are where there is none. */
export function straightened(
  y: Float64Array,
  ndim: number,
  map: TriangularMap | null,
  even?: Float64Array,
): Straightened {
  return map?.straightenAll(y, even) ?? { z: y, logDeterminants: new Float64Array(y.length / ndim) };
}

/**
 * An invertible map from coordinates `y` to coordinates `z` in which a bent distribution is straight: one coordinate
 * after the other is centred and scaled by what those before it say, `z_j = (x_j − m_j(x before)) / s_j(x before)` with
 * the standardised `x = (y − location) / scale`.
 * @see [Marzouk2016]
 */
export class TriangularMap {
  readonly ndim: number;
  private readonly steps: MapSteps;
  private readonly inWebAssembly: Straightener;
  private readonly row: Float64Array;
  /** Logarithms of the scales of the coordinates, and of those that a map keeps constant. */
  private readonly logScales: number;

  /** @param conditionals one for each coordinate, in the order of the map */
  constructor(basis: Basis, conditionals: readonly Conditional[]) {
    this.ndim = basis.axes.length;
    this.steps = mapSteps(basis, conditionals);
    this.inWebAssembly = straightener(this.steps);
    this.row = new Float64Array(this.steps.width);
    this.logScales = basis.axes.reduce((sum, { scale }) => sum + log(scale), this.steps.constantLogScale);
  }

  /** Straightens the point at `at`; returns the logarithm of the determinant of dz/dy. */
  straighten(y: Float64Array, at: number, z: Float64Array): number {
    return -this.logScales - straightenOne(this.steps, y, at, undefined, this.row, z);
  }

  /**
   * Straightens many points.
   * @param y shape `[n, ndim]`
   * @param even of the shape of `y`: where a coordinate is a probit Φ⁻¹(u), this u. Left out, it is computed; in other
   *   columns it is not read
   */
  straightenAll(y: Float64Array, even?: Float64Array): Straightened {
    const straightened = this.inWebAssembly(y, even) ?? this.straightenedInTurn(y, even);
    const { logDeterminants } = straightened;
    for (let i = 0; i < logDeterminants.length; i++) logDeterminants[i] = -this.logScales - logDeterminants[i];
    return straightened;
  }

  /** The way back, in place. */
  bend(z: Float64Array): void {
    bendOne(this.steps, this.row, z);
  }

  private straightenedInTurn(y: Float64Array, even: Float64Array | undefined): Straightened {
    const { ndim, steps, row } = this;
    const z = new Float64Array(y.length);
    const logDeterminants = Float64Array.from({ length: y.length / ndim }, (_, i) =>
      straightenOne(steps, y, i * ndim, even, row, z.subarray(i * ndim, i * ndim + ndim)),
    );
    return { z, logDeterminants };
  }
}
