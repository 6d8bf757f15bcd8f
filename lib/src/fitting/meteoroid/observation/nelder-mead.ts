/** When {@link nelderMead} stops, and how it begins. */
export interface NelderMeadOptions {
  /** Stops when all vertices lie this close to the best in every coordinate… */
  xTolerance?: number;
  /** …and their values this close to the best. */
  valueTolerance?: number;
  /** Iterations at most. */
  maxIterations?: number;
  /** Function calls at most. */
  maxCalls?: number;
}

/** Where {@link nelderMead} ended. */
export interface Minimum {
  x: number[];
  value: number;
  iterations: number;
  calls: number;
}

interface Vertex {
  x: number[];
  value: number;
}

/** Thrown through a step when the calls are used up; the simplex stays as far as it came. */
const outOfCalls = Symbol("out of calls");

/**
 * Local minimum by the downhill simplex. The order of operations is scipy's, so that both stop at the same
 * point where the function has many: start at 5 % steps (0.00025 from zero), reflection 1, expansion 2,
 * contraction and shrinkage ½.
 *
 * @param f function to minimise
 * @param start shape `[n]`
 * @param options tolerances 1e-4 and 200 n iterations and calls, unless given
 * @see [NelderMead1965]
 */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  options: NelderMeadOptions = {},
): Minimum {
  const n = start.length;
  const { xTolerance = 1e-4, valueTolerance = 1e-4, maxIterations = 200 * n, maxCalls = 200 * n } = options;
  let calls = 0;
  const evaluate = (x: number[]): Vertex => {
    if (calls >= maxCalls) throw outOfCalls;
    calls++;
    return { x, value: f(x) };
  };

  let iterations = 1;
  let simplex: Vertex[] = startPoints(start).map((x) => ({ x, value: Number.POSITIVE_INFINITY }));
  untilOutOfCalls(() => {
    for (const vertex of simplex) vertex.value = evaluate(vertex.x).value;
  });
  simplex = sorted(simplex);
  while (calls < maxCalls && iterations < maxIterations) {
    if (isSmall(simplex, xTolerance, valueTolerance)) break;
    untilOutOfCalls(() => {
      step(simplex, evaluate);
      iterations++;
    });
    simplex = sorted(simplex);
  }
  return { ...simplex[0], iterations, calls };
}

function untilOutOfCalls(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error !== outOfCalls) throw error;
  }
}

function startPoints(start: readonly number[]): number[][] {
  const moved = start.map((value, k) => start.with(k, value === 0 ? 0.00025 : (1 + 0.05) * value));
  return [start.slice(), ...moved];
}

function sorted(simplex: readonly Vertex[]): Vertex[] {
  return simplex.toSorted((a, b) => a.value - b.value);
}

function isSmall(simplex: readonly Vertex[], xTolerance: number, valueTolerance: number): boolean {
  const [best, ...others] = simplex;
  return others.every(
    ({ x, value }) =>
      Math.abs(best.value - value) <= valueTolerance && x.every((xi, i) => Math.abs(xi - best.x[i]) <= xTolerance),
  );
}

/** Replaces the worst vertex, or shrinks the simplex, in place. */
function step(simplex: Vertex[], evaluate: (x: number[]) => Vertex): void {
  const n = simplex.length - 1;
  const worst = simplex[n];
  const centre = worst.x.map((_, i) => simplex.slice(0, n).reduce((sum, { x }) => sum + x[i], 0) / n);
  /** The point on the line from the worst vertex through the centre: 0 is the centre, 1 the reflection. */
  const along = (t: number): Vertex => evaluate(centre.map((c, i) => (1 + t) * c - t * worst.x[i]));

  const reflected = along(1);
  if (reflected.value < simplex[0].value) {
    const expanded = along(2);
    simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  if (reflected.value < simplex[n - 1].value) {
    simplex[n] = reflected;
    return;
  }
  const isOutside = reflected.value < worst.value;
  const contracted = along(isOutside ? 0.5 : -0.5);
  if (isOutside ? contracted.value <= reflected.value : contracted.value < worst.value) {
    simplex[n] = contracted;
    return;
  }
  const best = simplex[0].x;
  for (let j = 1; j <= n; j++) {
    const x = simplex[j].x.map((value, i) => best[i] + 0.5 * (value - best[i]));
    // The point moves even when no call is left to evaluate it.
    simplex[j] = { x, value: simplex[j].value };
    simplex[j] = evaluate(x);
  }
}
