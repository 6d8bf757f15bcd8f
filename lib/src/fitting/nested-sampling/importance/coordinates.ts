import { exp, log, normalCdf, normalQuantile } from "../../../core/special";
import { halfLogTwoPi, insideUnit } from "./mixture/probit";
import { type Rotation, rotationOfWeighted } from "./rotation";

/** Slope of all coordinates in the middle of the cube. */
const slope = Math.sqrt(2 * Math.PI);
/** So near to a face a nearly straight coordinate begins to stretch. */
const margin = 0.003;
/** So near to a face, and with so much of the weight there, a posterior leans on it. */
const [near, leaningPart] = [0.02, 0.01];
const mostSteps = 60;

/**
 * Coordinates without walls for the unit cube, the periodic axes turned so that no seam cuts the posterior. Along an
 * axis where the posterior leans on a face it is the probit, `y = Φ⁻¹(u)`, which gives room there and makes a normal
 * distribution of a flat prior. Elsewhere it is nearly straight, `y ∝ u − ½ + ε log(u / (1 − u))`: what is simple in the
 * parameters, say a parabola or a funnel, stays so.
 */
export class Coordinates {
  /**
   * @param straight for each axis whether its coordinate is nearly straight; left out: it is the probit
   * @param rotation of the periodic axes
   */
  constructor(
    private readonly straight: readonly boolean[],
    private readonly rotation: Rotation | null,
  ) {}

  /**
   * Coordinates for weighted points of a posterior.
   * @param u shape `[n, ndim]`
   * @param hotter weights of the same points for a hotter posterior, which tells where it leans on a face: points that are
   *   missing at the far end of a thin ridge are the last to be missed there
   */
  static of(
    u: Float64Array,
    weights: Float64Array,
    hotter: Float64Array,
    ndim: number,
    wrapped: readonly number[],
  ): Coordinates {
    const rotation = rotationOfWeighted(u, weights, ndim, wrapped);
    const atFaces = new Float64Array(ndim);
    const point = new Float64Array(ndim);
    let total = 0;
    for (const [i, w] of hotter.entries()) {
      if (!(w > 0)) continue;
      point.set(u.subarray(i * ndim, i * ndim + ndim));
      rotation?.turn(point);
      total += w;
      for (let j = 0; j < ndim; j++) if (point[j] < near || point[j] > 1 - near) atFaces[j] += w;
    }
    return new Coordinates(
      Array.from(atFaces, (w) => w <= leaningPart * total),
      rotation,
    );
  }

  /** Which coordinates are probits. */
  get leaning(): boolean[] {
    return this.straight.map((straight) => !straight);
  }

  /**
   * Puts the coordinates of a point of the cube into `y`.
   * @returns logarithm of the volume of the cube per volume of the coordinates there
   */
  place(u: Float64Array, y: Float64Array): number {
    y.set(u);
    this.rotation?.turn(y);
    return this.placeTurned(y);
  }

  /** The same for a point whose periodic axes are turned, in place. */
  private placeTurned(y: Float64Array): number {
    let logVolume = 0;
    // Slopes are multiplied up, to spare logarithms, as long as they stay within what numbers can hold.
    let slopes = 1;
    for (let j = 0; j < y.length; j++) {
      const v = insideUnit(y[j]);
      if (this.straight[j]) {
        y[j] = slope * (v - 0.5 + margin * logit(v));
        slopes *= slope * (1 + margin / (v * (1 - v)));
        if (slopes > 1e6) {
          logVolume -= log(slopes);
          slopes = 1;
        }
      } else {
        y[j] = normalQuantile(v);
        logVolume -= 0.5 * y[j] * y[j] + halfLogTwoPi;
      }
    }
    return logVolume - log(slopes);
  }

  /**
   * The same for many points, both of shape `[n, ndim]`; logarithms of volumes of shape `[n]`, and the points of the cube
   * with the periodic axes turned.
   */
  placeAll(u: Float64Array, ndim: number): { y: Float64Array; logVolume: Float64Array; turned: Float64Array } {
    const { rotation } = this;
    const turned = rotation === null ? u : u.slice();
    if (rotation !== null) for (let at = 0; at < u.length; at += ndim) rotation.turn(turned.subarray(at, at + ndim));
    const y = turned.slice();
    const logVolume = Float64Array.from({ length: u.length / ndim }, (_, i) =>
      this.placeTurned(y.subarray(i * ndim, i * ndim + ndim)),
    );
    return { y, logVolume, turned };
  }

  /** The point of the cube at `y`. */
  back(y: Float64Array): Float64Array {
    const u = y.map((each, j) => insideUnit(this.straight[j] ? straightInverse(each / slope) : normalCdf(each)));
    this.rotation?.turnBack(u);
    return u;
  }
}

function logit(u: number): number {
  return log(u / (1 - u));
}

/** Solves `u − ½ + ε log(u / (1 − u)) = y` for u: Newton's steps for the logarithm, between bounds that close in. */
function straightInverse(y: number): number {
  // In t = log(u / (1 − u)) the left side rises everywhere, and u − ½ lies between −½ and ½.
  let low = (y - 0.5) / margin;
  let high = (y + 0.5) / margin;
  let t = Math.abs(y) < 0.49 ? logit(y + 0.5) : y > 0 ? low : high;
  for (let step = 0; step < mostSteps; step++) {
    const u = sigmoid(t);
    const beyond = u - 0.5 + margin * t - y;
    if (beyond === 0) return u;
    if (beyond > 0) high = t;
    else low = t;
    const next = t - beyond / (u * (1 - u) + margin);
    const inside = next > low && next < high ? next : 0.5 * (low + high);
    if (Math.abs(inside - t) <= 1e-15 * Math.abs(t)) break;
    t = inside;
  }
  return sigmoid(t);
}

function sigmoid(t: number): number {
  return t > 0 ? 1 / (1 + exp(-t)) : exp(t) / (1 + exp(t));
}
