import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../src/core/random";
import { lonePeaks } from "../../../../src/fitting/nested-sampling/importance/lone-peaks";

describe("lonePeaks", () => {
  it("finds points of which none of the nearest neighbours is better, the loneliest first", () => {
    // On a line: two clusters, and a point between them that is better than all around it.
    const u = Float64Array.of(0.1, 0.11, 0.12, 0.5, 0.55, 0.9, 0.91, 0.93);
    const logl = Float64Array.of(-3, -2, -4, -5, -6, -1, -2, -3);
    expect(lonePeaks({ ndim: 1, u, logl }, 9)).toEqual([1, 3]);
    expect(lonePeaks({ ndim: 1, u, logl }, 1)).toEqual([1]);
  });

  it("takes no point where the likelihood vanishes", () => {
    const logl = Float64Array.of(0, Number.NEGATIVE_INFINITY, -1, Number.NEGATIVE_INFINITY);
    expect(lonePeaks({ ndim: 1, u: Float64Array.of(0.1, 0.5, 0.11, 0.9), logl }, 9)).toEqual([]);
    expect(lonePeaks({ ndim: 2, u: new Float64Array(0), logl: new Float64Array(0) }, 9)).toEqual([]);
  });

  it("finds a narrow peak among points of a broad one", () => {
    const stream = random(5).stream(0);
    const [n, ndim] = [600, 3];
    const u = Float64Array.from({ length: n * ndim }, () => stream.uniform());
    u.fill(0.8, 0, ndim);
    const from = (i: number, centre: number) => [0, 1, 2].reduce((sum, j) => sum + (u[i * ndim + j] - centre) ** 2, 0);
    const logl = Float64Array.from({ length: n }, (_, i) => Math.max(-from(i, 0.2), 3 - 100_000 * from(i, 0.8)));
    const best = Math.max(...logl.subarray(1));
    // The peak itself is the best of all; below it, the broad one's best is lone.
    expect(logl[0]).toBe(3);
    const found = lonePeaks({ ndim, u, logl }, 3);
    expect(logl[found[0]]).toBe(best);
    logl[0] = best - 0.1;
    expect(lonePeaks({ ndim, u, logl }, 3)[0]).toBe(0);
  });
});
