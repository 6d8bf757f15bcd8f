import { describe, expect, it } from "@jest/globals";
import { nelderMead } from "../../../../src/fitting/meteoroid/observation/nelder-mead";
import scipy from "./fixtures/scipy.json";

const functions: Record<string, (x: readonly number[]) => number> = {
  rosenbrock: (x) =>
    x.slice(1).reduce((sum, next, i) => {
      const valley = next - x[i] * x[i];
      return sum + (100 * valley * valley + (1 - x[i]) * (1 - x[i]));
    }, 0),
  valley: ([x, y]) => Math.abs(x) + 10 * Math.abs(y - x * x),
  bowl: (x) => x.reduce((sum, value, i) => sum + (i + 1) * value * value, 0),
};

describe("nelderMead", () => {
  it.each(scipy.minima.map((minimum) => [`${minimum.function} from ${minimum.start}`, minimum] as const))(
    "takes the very path of scipy: %s",
    (_, { function: name, start, x, value, iterations, calls }) => {
      expect(nelderMead(functions[name], start)).toEqual({ x, value, iterations, calls });
    },
  );

  it("stops when its calls or iterations are used up, with the best point so far", () => {
    for (const maxCalls of [1, 3, 5, 17, 18, 19, 20, 40]) {
      const called: (readonly number[])[] = [];
      const f = (p: readonly number[]): number => {
        called.push(p);
        return functions["rosenbrock"](p);
      };
      const { value, x, calls } = nelderMead(f, [-1.2, 1], { maxCalls });
      expect([called.length, calls]).toEqual([maxCalls, maxCalls]);
      expect(functions["rosenbrock"](x)).toBe(value);
    }
    expect(nelderMead(functions["rosenbrock"], [-1.2, 1], { maxIterations: 10 }).iterations).toBe(10);
  });

  it("finds a minimum as narrow as asked for", () => {
    const { x } = nelderMead(functions["rosenbrock"], [-1.2, 1], { xTolerance: 1e-10, valueTolerance: 1e-20 });
    expect(x[0]).toBeCloseTo(1, 8);
    expect(x[1]).toBeCloseTo(1, 8);
  });
});
