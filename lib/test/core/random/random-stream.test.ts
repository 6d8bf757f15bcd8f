import { describe, expect, it } from "@jest/globals";
import { RandomStream, random } from "../../../src/core/random/random-stream";

const fixedWords = (words: number[]) => {
  const stream = new RandomStream([0, 0], 0, 0, 0);
  let next = 0;
  stream.word = () => words[next++ % words.length];
  return stream;
};

describe("RandomStream", () => {
  it("depends on nothing but its address", () => {
    const draw = (stage: number, round: number, point: number) => {
      const stream = random(5, 1).stream(stage, round, point);
      return Array.from({ length: 9 }, () => stream.uniform());
    };
    expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
    const others = [draw(2, 2, 3), draw(1, 3, 3), draw(1, 2, 4)].map(String);
    expect(new Set([String(draw(1, 2, 3)), ...others]).size).toBe(4);
  });

  it("never gives 0 or 1", () => {
    expect(fixedWords([0]).uniform()).toBe(2 ** -53);
    expect(fixedWords([0xffffffff]).uniform()).toBe(1 - 2 ** -53);
  });

  it("has uniform and normal moments", () => {
    const n = 100_000;
    const stream = random(11).stream(0);
    let mean = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      const u = stream.uniform() - 0.5;
      mean += u / n;
      square += (u * u) / n;
    }
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(square - 1 / 12)).toBeLessThan(4 * Math.sqrt((1 / 80 - 1 / 144) / n));
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const x = stream.normal();
      moments[0] += x / n;
      moments[1] += (x * x) / n;
      moments[2] += (x * x * x) / n;
      moments[3] += (x * x * x * x) / n;
    }
    expect(Math.abs(moments[0])).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moments[1] - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moments[2])).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moments[3] - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it("draws whole numbers without bias", () => {
    const stream = random(3).stream(0);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 50_000; i++) counts[stream.integer(5)]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(8000));
    expect(fixedWords([0xffffffff, 7]).integer(3)).toBe(1);
    expect(fixedWords([0xffffffff]).integer(2 ** 32)).toBe(0xffffffff);
  });

  it("permutes: every order of three comes equally often", () => {
    const stream = random(4).stream(0);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = stream.permutation(3).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(12_000 / 6));
  });

  it.each([1, 2, 5])("fills the ball of %p dimensions evenly and its sphere exactly", (d) => {
    const stream = random(9).stream(d);
    const point = new Float64Array(d);
    const n = 20_000;
    let inner = 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      stream.pointInBall(point);
      const radius = Math.sqrt(point.reduce((square, x) => square + x * x, 0));
      expect(radius).toBeLessThanOrEqual(1);
      if (radius < 0.8) inner++;
      sum += point[0];
    }
    const expected = 0.8 ** d;
    expect(Math.abs(inner / n - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
    expect(Math.abs(sum / n)).toBeLessThan(4 * Math.sqrt(1 / (d + 2) / n));
    stream.direction(point);
    expect(point.reduce((square, x) => square + x * x, 0)).toBeCloseTo(1, 14);
  });
});
