import { contour, type Ring, simplify } from "./contour";
import { density2d, highestDensityLevel } from "./density";
import { compact } from "./number-text";
import type { PosteriorColumn } from "./posterior";

/** Parts of the posterior mass that regions hold, the larger first. */
export const masses = [0.95, 0.68] as const;

/** Grid points per side of a density. */
const gridSize = 48;

/** A point on the outline of a region of highest density. */
export interface RegionPoint {
  x: number;
  y: number;
  /** Part of the mass inside. */
  mass: number;
  /** Place along the outline. */
  i: number;
}

/**
 * Outlines of the regions of highest density of every pair of columns, one closed path per pair and mass. The more
 * pairs there are, and so the smaller they are drawn, the fewer points an outline has.
 *
 * @param maxPoints most points of all outlines together
 * @returns `regions[i][j]` for row `i` and column `j < i`
 */
export function credibleRegions(
  columns: readonly PosteriorColumn[],
  weights: Float64Array,
  maxPoints: number,
): RegionPoint[][][] {
  const outlines = columns.map((row, i) =>
    columns.slice(0, i).map((column) => {
      const grid = density2d(column.values, row.values, weights, column.range, row.range, gridSize);
      return masses.map((mass) => contour(grid, gridSize, highestDensityLevel(grid, mass)));
    }),
  );
  let tolerance = 0.1;
  while (outlines.flat(2).reduce((sum, rings) => sum + onePath(rings, tolerance).length, 0) > maxPoints) tolerance *= 2;
  const scale = ([low, high]: readonly [number, number], k: number) =>
    compact(low + ((high - low) * k) / (gridSize - 1));
  return outlines.map((pairs, i) =>
    pairs.map((regions, j) =>
      regions.flatMap((rings, k) =>
        onePath(rings, tolerance).map(([x, y], place) => ({
          x: scale(columns[j].range, x),
          y: scale(columns[i].range, y),
          mass: masses[k],
          i: place,
        })),
      ),
    ),
  );
}

/**
 * Simplified rings, strung on one path by seams there and back that enclose nothing, so that holes stay holes when it
 * is filled. Rings that are smaller than the tolerance vanish.
 */
function onePath(rings: readonly Ring[], tolerance: number): Ring {
  const [first, ...others] = rings.map((ring) => simplify(ring, tolerance)).filter((ring) => ring.length > 2);
  if (!first) return [];
  const anchor = first[0];
  return [...first, anchor, ...others.flatMap((ring) => [...ring, ring[0], anchor])];
}
