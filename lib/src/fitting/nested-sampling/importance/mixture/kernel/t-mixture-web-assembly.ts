import { placed } from "../../../../../core/kernel-places";
import { type Kernel, kernels } from "../../../../../core/kernels";
import { gathered } from "./layout";
import {
  leastTotal,
  type MixtureMoments,
  type MixtureShapes,
  type MixtureTerms,
  negligible,
  plainTMixtureKernel,
  type TMixtureKernel,
} from "./t-mixture-kernel";
import { tMixtureBytes } from "./t-mixture-module";

/** With fewer points than this the way into WebAssembly takes longer than they do. */
const fewest = 8;

/** What lib/assembly/t-mixture.ts exports; all but counts are addresses. */
interface Exports extends Kernel {
  arrange(points: number, n: number, d: number, blocks: number): void;
  spread(
    blocks: number,
    count: number,
    d: number,
    components: number,
    nu: number,
    inverse: number,
    whitened: number,
    peaks: number,
    falls: number,
    terms: number,
    totals: number,
  ): void;
  moments(
    points: number,
    weights: number,
    n: number,
    d: number,
    components: number,
    nu: number,
    centres: number,
    falls: number,
    terms: number,
    totals: number,
    least: number,
    negligible: number,
    rows: number,
    masses: number,
    products: number,
  ): void;
}

const withKernel = kernels<Exports>(tMixtureBytes);

/** In WebAssembly; where that cannot be had, `undefined`. */
export const inWebAssembly = {
  terms(mixture: MixtureShapes, points: Float64Array): MixtureTerms | undefined {
    const places = placesOf(mixture, points);
    return withKernel(8 * places.end, (kernel) => {
      const memory = filled(kernel, places, mixture, points);
      const { terms, totals, n, stride, components } = places;
      return {
        terms: memory.slice(terms, terms + components * stride),
        stride,
        totals: memory.slice(totals, totals + n),
      };
    });
  },
  moments(mixture: MixtureShapes, points: Float64Array, weights: Float64Array): MixtureMoments | undefined {
    const p = mixture.ndim + 1;
    const places = placesOf(mixture, points);
    const { n, d, nu, components, ...at } = places;
    const size = p * (p + 1);
    const [given, centres, rows, masses, products, end] = placed(
      at.end,
      n + 1,
      components * d + 1,
      gathered * p + 1,
      2 * components,
      components * size + 1,
    );
    return withKernel(8 * end, (kernel) => {
      const memory = filled(kernel, places, mixture, points);
      const totals = memory.slice(at.totals, at.totals + n);
      memory.set(weights, given);
      memory.set(mixture.centres, centres);
      memory.fill(0, products, end);
      kernel.moments(
        8 * at.points,
        8 * given,
        n,
        d,
        components,
        nu,
        8 * centres,
        8 * at.falls,
        8 * at.terms,
        8 * at.totals,
        leastTotal,
        negligible,
        8 * rows,
        8 * masses,
        8 * products,
      );
      const out = new Float64Array(components * p * p);
      for (let k = 0; k < components; k++) {
        for (let j = 0; j < p; j++) {
          const row = products + k * size + j * (p + 1);
          out.set(memory.subarray(row, row + j + 1), (k * p + j) * p);
        }
      }
      return {
        totals,
        mass: Float64Array.from({ length: components }, (_, k) => memory[masses + 2 * k]),
        squares: Float64Array.from({ length: components }, (_, k) => memory[masses + 2 * k + 1]),
        products: out,
      };
    });
  },
};

/** In WebAssembly where that can be had. */
export const tMixtureKernel: TMixtureKernel = {
  terms: (mixture, points) =>
    (points.length < fewest * mixture.ndim ? undefined : inWebAssembly.terms(mixture, points)) ??
    plainTMixtureKernel.terms(mixture, points),
  moments: (mixture, points, weights) =>
    (weights.length < fewest ? undefined : inWebAssembly.moments(mixture, points, weights)) ??
    plainTMixtureKernel.moments(mixture, points, weights),
};

/** Sizes, and where in memory things are, in numbers. */
interface Places {
  readonly n: number;
  readonly d: number;
  readonly nu: number;
  readonly components: number;
  /** Points in whole blocks. */
  readonly stride: number;
  readonly points: number;
  readonly blocks: number;
  readonly inverse: number;
  readonly whitened: number;
  readonly peaks: number;
  readonly falls: number;
  readonly terms: number;
  readonly totals: number;
  readonly end: number;
}

function placesOf(
  { ndim: d, degreesOfFreedom: nu, peaks: { length: components } }: MixtureShapes,
  all: Float64Array,
): Places {
  const n = all.length / d;
  const stride = 8 * Math.ceil(n / 8);
  const [points, blocks, inverse, whitened, peaks, falls, terms, totals, end] = placed(
    0,
    n * d + 1,
    stride * d,
    components * d * d,
    components * d,
    components,
    components * stride,
    components * stride,
    stride,
  );
  return { n, d, nu, components, stride, points, blocks, inverse, whitened, peaks, falls, terms, totals, end };
}

/** The memory, with the terms of the mixture at the points. */
function filled(kernel: Exports, places: Places, mixture: MixtureShapes, all: Float64Array): Float64Array {
  const { n, d, nu, components, stride, points, blocks, inverse, whitened, peaks, falls, terms, totals } = places;
  const memory = new Float64Array(kernel.memory.buffer);
  memory.set(all, points);
  memory.set(mixture.inverseFactors, inverse);
  memory.set(mixture.whitenedCentres, whitened);
  memory.set(mixture.peaks, peaks);
  kernel.arrange(8 * points, n, d, 8 * blocks);
  kernel.spread(
    8 * blocks,
    stride / 8,
    d,
    components,
    nu,
    8 * inverse,
    8 * whitened,
    8 * peaks,
    8 * falls,
    8 * terms,
    8 * totals,
  );
  return memory;
}
