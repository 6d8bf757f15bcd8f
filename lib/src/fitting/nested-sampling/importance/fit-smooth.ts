import type { RandomStream } from "../../../core/random";
import type { Coordinates } from "./coordinates";
import { fitTMixture, judgedTMixture } from "./mixture/fit-t-mixture";
import type { TMixture } from "./mixture/t-mixture";
import type { SmoothPart } from "./proposal";
import { fitTriangularMap } from "./transport/fit-triangular-map";
import { straightened } from "./transport/triangular-map";

/**
 * t distributions for weighted points: in coordinates that a map straightens, if points that were left out say that this is
 * better, else in plain ones.
 *
 * @param y shape `[n, ndim]`
 */
export function fitSmooth(
  y: Float64Array,
  weights: Float64Array,
  { leaning }: Coordinates,
  stream: RandomStream,
  maxComponents: number,
): SmoothPart & { readonly plain: TMixture } {
  const plain = judgedTMixture(y, weights, { stream, maxComponents });
  const map = fitTriangularMap(y, weights, leaning, stream);
  if (map !== null) {
    const { z, logDeterminants } = map.straightenAll(y);
    const bent = judgedTMixture(z, weights, { stream, maxComponents });
    const logDeterminant = weights.reduce((sum, w, i) => sum + w * logDeterminants[i], 0);
    if (bent.heldOut + logDeterminant > plain.heldOut) return { mixture: bent.mixture, map, plain: plain.mixture };
  }
  return { mixture: plain.mixture, map: null, plain: plain.mixture };
}

/**
 * t distributions for a proposal that is soon followed by another, where what it costs to fit counts, too: where there is a
 * map nothing asks whether plain coordinates do better.
 */
export function fitOnTheWay(
  y: Float64Array,
  weights: Float64Array,
  { leaning }: Coordinates,
  stream: RandomStream,
): SmoothPart {
  const map = fitTriangularMap(y, weights, leaning, stream, ["constant"]);
  return { mixture: fitTMixture(straightened(y, leaning.length, map).z, weights, { stream }), map };
}
