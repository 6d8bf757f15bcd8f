/** A closed curve; the last point is joined to the first. */
export type Ring = [x: number, y: number][];

/**
 * Outline of the region where a gridded density exceeds a level, by marching squares with linear interpolation.
 * Outer rings run against the clock, the rings of holes with it. At the edge of the grid the region ends.
 *
 * @param values density at the grid points, shape `[size, size]`, row-major, finite
 * @param size grid points per side
 * @param level the level
 * @returns rings in grid coordinates, 0 to `size − 1`
 */
export function contour(values: ArrayLike<number>, size: number, level: number): Ring[] {
  const value = (column: number, row: number) =>
    column < 0 || row < 0 || column >= size || row >= size
      ? Number.NEGATIVE_INFINITY
      : values[row * size + column] - level;
  // Where the outline crosses a side of a cell, keyed by the side; each leads to the next crossing.
  const next = new Map<string, string>();
  const point = new Map<string, [number, number]>();
  const crossing = (c1: number, r1: number, c2: number, r2: number): string => {
    const key = c1 < c2 || r1 < r2 ? `${c1},${r1},${c2},${r2}` : `${c2},${r2},${c1},${r1}`;
    const [a, b] = [value(c1, r1), value(c2, r2)];
    // Outside the grid the density is taken as lower than any: the outline runs along the edge.
    const t = a === Number.NEGATIVE_INFINITY ? 1 : b === Number.NEGATIVE_INFINITY ? 0 : a / (a - b);
    point.set(key, [c1 + t * (c2 - c1), r1 + t * (r2 - r1)]);
    return key;
  };
  for (let row = -1; row < size; row++) {
    for (let column = -1; column < size; column++) {
      const corners: [number, number][] = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ];
      const inside = corners.map(([c, r]) => value(c, r) > 0);
      // Going round the cell against the clock, the region is entered and left; its outline leads from where the walk
      // leaves it to where the walk enters it, so that the region lies on the left.
      const leaves: string[] = [];
      const enters: string[] = [];
      for (let k = 0; k < 4; k++) {
        const [a, b] = [corners[k], corners[(k + 1) % 4]];
        if (inside[k] === inside[(k + 1) % 4]) continue;
        (inside[k] ? leaves : enters).push(crossing(...a, ...b));
      }
      if (leaves.length === 0) continue;
      if (leaves.length === 1) {
        next.set(leaves[0], enters[0]);
        continue;
      }
      // A saddle: two opposite corners are inside. They belong together if the middle is inside too.
      const middle = corners.reduce((sum, [c, r]) => sum + value(c, r), 0) > 0;
      const inOrder = middle === inside[0];
      next.set(leaves[0], enters[inOrder ? 0 : 1]);
      next.set(leaves[1], enters[inOrder ? 1 : 0]);
    }
  }
  return follow(next, point);
}

/** Joins the crossings to rings. */
function follow(next: Map<string, string>, point: ReadonlyMap<string, [number, number]>): Ring[] {
  const rings: Ring[] = [];
  for (const first of next.keys()) {
    const ring: Ring = [];
    for (let key = first, to = next.get(key); to !== undefined; key = to, to = next.get(key)) {
      next.delete(key);
      const [x, y] = point.get(key) as [number, number];
      const last = ring.at(-1);
      if (!last || last[0] !== x || last[1] !== y) ring.push([x, y]);
    }
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

/**
 * A ring with fewer points that keeps within a distance of the given one (Douglas and Peucker).
 *
 * @see [Douglas1973]
 */
export function simplify(ring: Ring, tolerance: number): Ring {
  // The point farthest from the first splits the ring into two lines.
  const [x0, y0] = ring[0];
  let far = 0;
  ring.forEach(([x, y], i) => {
    if (Math.hypot(x - x0, y - y0) > Math.hypot(ring[far][0] - x0, ring[far][1] - y0)) far = i;
  });
  const there = simplifyLine(ring.slice(0, far + 1), tolerance);
  const back = simplifyLine([...ring.slice(far), ring[0]], tolerance);
  return [...there, ...back.slice(1, -1)];
}

function simplifyLine(line: Ring, tolerance: number): Ring {
  if (line.length < 3) return line;
  const [x1, y1] = line[0];
  const [x2, y2] = line[line.length - 1];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  let worst = 0;
  let at = 0;
  line.forEach(([x, y], i) => {
    const distance = Math.abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
    if (distance > worst) [worst, at] = [distance, i];
  });
  if (worst <= tolerance) return [line[0], line[line.length - 1]];
  return [...simplifyLine(line.slice(0, at + 1), tolerance), ...simplifyLine(line.slice(at), tolerance).slice(1)];
}
