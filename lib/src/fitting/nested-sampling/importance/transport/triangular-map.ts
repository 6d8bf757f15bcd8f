import { exp, log } from "../../../../core/special";
import { type Conditional, logScaleOf, meanOf } from "./conditional";

/**
 * An invertible map from coordinates `y` to coordinates `z` in which a bent distribution is straight: one coordinate
 * after the other is centred and scaled by what those before it say, `z_j = (x_j − m_j(x before)) / s_j(x before)` with
 * the standardised `x = (y − location) / scale`.
 * @see [Marzouk2016]
 */
export class TriangularMap {
  readonly ndim: number;
  private readonly x: Float64Array;
  private readonly logScales: number;

  /** @param conditionals one for each coordinate, in the order of the map */
  constructor(
    private readonly location: Float64Array,
    private readonly scale: Float64Array,
    private readonly conditionals: readonly Conditional[],
  ) {
    this.ndim = location.length;
    this.x = new Float64Array(location.length);
    this.logScales = scale.reduce((sum, s) => sum + log(s), 0);
  }

  /** Straightens the point at `at`; returns the logarithm of the determinant of dz/dy. */
  straighten(y: Float64Array, at: number, z: Float64Array): number {
    const { x, location, scale, conditionals } = this;
    for (let i = 0; i < x.length; i++) x[i] = (y[at + i] - location[i]) / scale[i];
    let logDeterminant = -this.logScales;
    for (const conditional of conditionals) {
      const logScale = logScaleOf(conditional, x);
      z[conditional.target] = (x[conditional.target] - meanOf(conditional, x)) * exp(-logScale);
      logDeterminant -= logScale;
    }
    return logDeterminant;
  }

  /** The way back, in place. */
  bend(z: Float64Array): void {
    const { x, location, scale, conditionals } = this;
    for (const conditional of conditionals) {
      const { target } = conditional;
      x[target] = meanOf(conditional, x) + z[target] * exp(logScaleOf(conditional, x));
    }
    for (let i = 0; i < x.length; i++) z[i] = location[i] + scale[i] * x[i];
  }
}
