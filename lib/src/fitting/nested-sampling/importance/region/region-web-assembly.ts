import { evenLength } from "../../../../core/kernel-places";
import { type Kernel, kernels } from "../../../../core/kernels";
import { ln2High, ln2Low, logHigh, logLow, logTail } from "../../../../core/special/elementary/log-coefficients";
import * as normal from "../../../../core/special/normal-quantile-coefficients";
import type { FlatRegion } from "./flat-region";
import * as at from "./layout";
import { plainRegionKernel, type RegionKernel, type StreamAddress } from "./plain-region";
import { regionBytes } from "./region-module";

/** What lib/assembly/region.ts exports. */
interface Exports extends Kernel {
  place(ndim: number, parts: number, count: number, scores: number, room: number): void;
  begin(key0: number, key1: number, stage: number, round: number, point: number): void;
  draws(tries: number, out: number): number;
  contained(points: number, n: number, flags: number): void;
}

/** Regions begin behind the first page. */
const firstFree = 8192;

const withKernel = kernels<Exports>(regionBytes, ({ memory }) => {
  const numbers = new Float64Array(memory.buffer);
  numbers.set(logHigh, at.logHigh);
  numbers.set(logLow, at.logLow);
  numbers.set(logTail, at.logTail);
  numbers.set([ln2High, ln2Low], at.ln2);
  const { centralTop, centralBottom, middleTop, middleBottom, farTop, farBottom } = normal;
  for (const [k, terms] of [centralTop, centralBottom, middleTop, middleBottom, farTop, farBottom].entries()) {
    numbers.set(terms, at.quantile + k * at.quantileTerms);
  }
});

/** Lets work use a kernel with a region in place, and room behind it, in numbers, that begins at `free`. */
function withRegion<T>(region: FlatRegion, room: number, work: (kernel: Exports, free: number) => T): T | undefined {
  const { ndim, parts, count, scores } = region;
  const scoresAt = firstFree + parts.length;
  const scratch = scoresAt + scores.length;
  const free = scratch + 3 * evenLength(ndim);
  return withKernel(8 * (free + room), (kernel) => {
    const numbers = new Float64Array(kernel.memory.buffer);
    numbers.set(parts, firstFree);
    numbers.set(scores, scoresAt);
    kernel.place(ndim, 8 * firstFree, count, 8 * scoresAt, 8 * scratch);
    return work(kernel, free);
  });
}

/** In WebAssembly; where that cannot be had, `undefined`. */
export const inWebAssembly = {
  draws(region: FlatRegion, address: StreamAddress, tries: number): Float64Array | undefined {
    const { ndim } = region;
    return withRegion(region, tries * ndim, (kernel, free) => {
      const [key0, key1] = address.random.key;
      kernel.begin(key0, key1, address.stage, address.round, address.point);
      const found = kernel.draws(tries, 8 * free);
      return new Float64Array(kernel.memory.buffer).slice(free, free + found * ndim);
    });
  },
  contained(region: FlatRegion, points: Float64Array): Uint8Array | undefined {
    const n = points.length / region.ndim;
    return withRegion(region, points.length + Math.ceil(n / 8), (kernel, free) => {
      new Float64Array(kernel.memory.buffer).set(points, free);
      const flags = 8 * (free + points.length);
      kernel.contained(8 * free, n, flags);
      return new Uint8Array(kernel.memory.buffer).slice(flags, flags + n);
    });
  },
};

/** In WebAssembly where that can be had. */
export const regionKernel: RegionKernel = {
  draws: (region, address, tries) =>
    inWebAssembly.draws(region, address, tries) ?? plainRegionKernel.draws(region, address, tries),
  contained: (region, points) => inWebAssembly.contained(region, points) ?? plainRegionKernel.contained(region, points),
};
