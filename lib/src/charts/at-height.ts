/**
 * Values of a curve at heights, by linear interpolation over its heights in rising order; NaN where it does not reach.
 */
export function atHeight(
  heights: ArrayLike<number>,
  curveHeight: ArrayLike<number>,
  values: ArrayLike<number>,
): Float64Array {
  const order = Array.from({ length: curveHeight.length }, (_, i) => i).sort((i, j) => curveHeight[i] - curveHeight[j]);
  return Float64Array.from(heights, (height) => {
    let low = 0;
    let high = order.length - 1;
    if (high < 0 || !(height >= curveHeight[order[0]] && height <= curveHeight[order[high]])) return Number.NaN;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (curveHeight[order[middle]] <= height) low = middle;
      else high = middle;
    }
    const [below, above] = [order[low], order[high]];
    const distance = curveHeight[above] - curveHeight[below];
    const t = distance > 0 ? (height - curveHeight[below]) / distance : 0;
    return values[below] * (1 - t) + values[above] * t;
  });
}
