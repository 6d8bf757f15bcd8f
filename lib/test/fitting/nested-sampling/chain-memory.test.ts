import { describe, expect, it } from "@jest/globals";
import { random } from "../../../src/core/random";
import { type RunOptions, run } from "../../../src/fitting/nested-sampling";
import { ChainMemory, liveFrame } from "../../../src/fitting/nested-sampling/chain-memory";
import type { Sample } from "../../../src/fitting/nested-sampling/sample";
import { gauss } from "./problems";

const wrapped = (u: Float64Array) => u.map((x) => x - Math.floor(x));
const sample = (u: Float64Array): Sample => ({
  u,
  v: u,
  derived: new Float64Array(0),
  logl: 0,
  birth: 0,
  it: 0,
  id: 0,
  batch: 0,
  bound: 0,
  scale: 1,
  calls: 1,
  boundAtDeath: 0,
});

/** A slanted normal cloud about a point of the square. */
function cloud(stage: number, n: number, [x, y]: readonly [number, number]): Float64Array[] {
  const stream = random(5).stream(stage);
  return Array.from({ length: n }, () => {
    const long = stream.normal();
    const short = stream.normal();
    return Float64Array.of(x + 0.05 * long, y + 0.04 * long + 0.002 * short);
  });
}

/** Memory of chains whose ends keep a part of the start along the long axis. */
function memoryOf(part: number, centre: readonly [number, number], periodic: readonly number[]): number {
  const n = 2000;
  const starts = cloud(1, n, centre);
  const fresh = cloud(2, n, centre);
  const place = (u: Float64Array) => (periodic.length === 0 ? u : wrapped(u));
  const frame = liveFrame(
    starts.map((u) => sample(place(u))),
    2,
    periodic,
  );
  const memory = new ChainMemory(2);
  for (const [i, start] of starts.entries()) {
    const end = start.map((x, j) => part * x + (1 - part) * fresh[i][j]);
    memory.learn(frame, place(start), place(end));
  }
  expect(memory.chains).toBe(n);
  return memory.largest;
}

describe("ChainMemory", () => {
  it.each([0, 0.3, 1])("finds the part %p that ends keep of their starts", (part) => {
    expect(Math.abs(memoryOf(part, [0.5, 0.4], []) - part)).toBeLessThan(4.5 / Math.sqrt(2000));
  });

  it("does not mind a seam through the cloud", () => {
    expect(memoryOf(0.3, [0, 0.99], [0, 1])).toBeCloseTo(memoryOf(0.3, [0.5, 0.4], []), 9);
  });

  it("is 0 before there are chains", () => {
    expect(new ChainMemory(3).largest).toBe(0);
  });
});

describe("a run", () => {
  const memory = async (options: Partial<RunOptions>) =>
    (await run(gauss(3), { seed: 1, engine: "static", nlive: 60, dlogz: 1, ...options })).diagnostics.chainMemory;

  it("tells short chains from long ones", async () => {
    expect(await memory({ sample: "slice" })).toBeLessThan(0.2);
    expect(await memory({ sample: "rslice" })).toBeLessThan(0.3);
    expect(await memory({ sample: "rwalk", walks: 4 })).toBeGreaterThan(0.4);
  });

  it("without chains has no such number", async () => {
    expect(await memory({ sample: "unif" })).toBeUndefined();
  });
});
