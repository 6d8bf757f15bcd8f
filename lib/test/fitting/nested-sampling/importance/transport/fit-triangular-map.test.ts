import { describe, expect, it } from "@jest/globals";
import { random } from "../../../../../src/core/random";
import { normalCdf } from "../../../../../src/core/special";
import { fitTriangularMap } from "../../../../../src/fitting/nested-sampling/importance/transport/fit-triangular-map";

const n = 4000;
const ones = new Float64Array(n).fill(1 / n);

/** Points whose coordinates are made one after the other from standard normal numbers. */
function points(ndim: number, make: (row: Float64Array, normal: () => number) => void): Float64Array {
  const stream = random(11).stream(0);
  const y = new Float64Array(n * ndim);
  for (let i = 0; i < n; i++) make(y.subarray(i * ndim, i * ndim + ndim), () => stream.normal());
  return y;
}

const fitted = (y: Float64Array, ndim: number, leaning: readonly number[] = []) =>
  fitTriangularMap(
    y,
    new Float64Array(y.length / ndim).fill(ndim / y.length),
    Array.from({ length: ndim }, (_, j) => leaning.includes(j)),
    random(2).stream(1),
  );

const banana = points(3, (row, normal) => {
  row[0] = normal();
  row[1] = row[0] * row[0] + 0.1 * normal();
  row[2] = 0.5 * row[1] + normal();
});
/** Bent, and wider at one end. */
const flared = points(2, (row, normal) => {
  row[0] = normal();
  row[1] = row[0] * row[0] + 0.1 * Math.exp(row[0]) * normal();
});
/** The one that the others depend on comes last. */
const funnel = points(4, (row, normal) => {
  row[3] = normal();
  for (let j = 0; j < 3; j++) row[j] = Math.exp(1.5 * row[3]) * normal();
});
/** A parameter that is even between two faces, in its probit, and others that follow waves of it. */
const waves = points(3, (row, normal) => {
  row[0] = normal();
  const u = normalCdf(row[0]);
  row[1] = Math.sin(5 * u) + 0.01 * normal();
  row[2] = Math.cos(4 * u) * (u - 0.5) + 0.01 * normal();
});
/** Three free ones, and six that follow products of these: few points for all that could be. */
const sheet = points(9, (row, normal) => {
  for (let j = 0; j < 3; j++) row[j] = normal();
  for (let j = 3; j < 9; j++) {
    row[j] = row[0] * row[j % 3] + 0.5 * (j - 5) * row[1] * row[2] - row[2] ** 2 + 0.02 * normal();
  }
});
const gaussian = points(3, (row, normal) => {
  row[0] = normal();
  row[1] = 0.8 * row[0] + 0.6 * normal();
  row[2] = row[1] - row[0] + normal();
});

describe("a triangular map", () => {
  it("goes there and back", () => {
    const map = fitted(banana, 3);
    const z = new Float64Array(3);
    for (let i = 0; i < 300; i += 3) {
      map?.straighten(banana, i, z);
      map?.bend(z);
      for (let j = 0; j < 3; j++) expect(z[j]).toBeCloseTo(banana[i + j], 10);
    }
  });

  it("gives the determinant of its derivative", () => {
    const map = fitted(banana, 3);
    if (map === null) throw new Error("no map");
    const y = Float64Array.of(0.31, -0.12, 0.4);
    const matrix: number[][] = [];
    const logDeterminant = map.straighten(y, 0, new Float64Array(3));
    const step = 1e-6;
    for (let j = 0; j < 3; j++) {
      const [low, high] = [-step, step].map((h) => {
        const z = new Float64Array(3);
        map.straighten(
          y.map((v, i) => (i === j ? v + h : v)),
          0,
          z,
        );
        return z;
      });
      matrix.push(Array.from(high, (v, i) => (v - low[i]) / (2 * step)));
    }
    const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
    const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    expect(logDeterminant).toBeCloseTo(Math.log(Math.abs(determinant)), 5);
  });

  it("straightens a bent ridge to a normal distribution", () => {
    const map = fitted(banana, 3);
    expect(map).not.toBeNull();
    expect(entropyAfter(map, banana, 3)).toBeLessThan(entropyOf(-Math.log(10)) + 0.03);
  });

  it("evens out a scale that changes, whatever the order of the coordinates", () => {
    const map = fitted(funnel, 4);
    expect(map).not.toBeNull();
    // The mean of the three logarithms of the scale is 0.
    expect(entropyAfter(map, funnel, 4)).toBeLessThan(0.5 * 4 * (1 + Math.log(2 * Math.PI)) + 0.08);
  });

  it("finds what is simple in a parameter whose coordinate is a probit", () => {
    // The normal density of the probit, and two narrow ones.
    const exact = 1.5 * (1 + Math.log(2 * Math.PI)) + 2 * Math.log(0.01);
    expect(entropyAfter(fitted(waves, 3, [0]), waves, 3)).toBeLessThan(exact + 0.1);
    expect(entropyAfter(fitted(waves, 3), waves, 3)).toBeGreaterThan(exact + 0.2);
  });

  it("learns a sheet from few points", () => {
    const map = fitted(sheet.subarray(0, 500 * 9), 9);
    if (map === null) throw new Error("no map");
    const z = new Float64Array(9);
    // Minus twice the logarithm of the density, over the least there is, at points that it has not learned from.
    const surprises = Array.from({ length: 3000 }, (_, i) => {
      const logDeterminant = map.straighten(sheet, (500 + i) * 9, z);
      return z.reduce((sum, each) => sum + each * each, -2 * (logDeterminant + 6 * Math.log(0.02)));
    }).sort((a, b) => a - b);
    // Of the nine squares together the median would be 8.3, the fourth fifth 12.2.
    expect(surprises[1500]).toBeLessThan(10.5);
    expect(surprises[2400]).toBeLessThan(18);
  });

  it("keeps scales constant where it is told to", () => {
    const determinants = (scales?: ["constant"]): Set<number | undefined> => {
      const map = fitTriangularMap(flared, ones, [false, false], random(2).stream(1), scales);
      expect(map).not.toBeNull();
      return new Set([0, 2, 4].map((at) => map?.straighten(flared, at, new Float64Array(2))));
    };
    expect(determinants(["constant"]).size).toBe(1);
    expect(determinants().size).toBe(3);
  });

  it("leaves alone what is straight", () => {
    expect(fitted(gaussian, 3)).toBeNull();
    expect(
      fitTriangularMap(Float64Array.of(0.1, 0.4, 0.2), Float64Array.of(0.3, 0.3, 0.4), [false], random(2).stream(1)),
    ).toBeNull();
  });

  it("is the same for the same points", () => {
    const [a, b] = [fitted(funnel, 4), fitted(funnel, 4)].map((map) => {
      const z = new Float64Array(4);
      map?.straighten(funnel, 8, z);
      return Array.from(z);
    });
    expect(a).toEqual(b);
  });
});

/** Entropy of the bent ridge, with the logarithm of its narrow width. */
const entropyOf = (logWidth: number): number => 1.5 * (1 + Math.log(2 * Math.PI)) + logWidth;

/** Mean of −log q of the points, for the density q of a normal distribution seen back through the map. */
function entropyAfter(map: ReturnType<typeof fitted>, y: Float64Array, ndim: number): number {
  const z = new Float64Array(ndim);
  let sum = 0;
  for (let at = 0; at < y.length; at += ndim) {
    sum -= map?.straighten(y, at, z) ?? Number.NaN;
    for (const x of z) sum += 0.5 * (x * x + Math.log(2 * Math.PI));
  }
  return sum / (y.length / ndim);
}
