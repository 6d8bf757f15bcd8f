import { placed } from "../../kernel-places";
import { type Kernel, kernels } from "../../kernels";
import { type GramKernel, plainGramKernel } from "./gram-kernel";
import { gramBytes } from "./gram-module";

/** Rows that are solved at the same time. */
const together = 8;

/** What lib/assembly/gram.ts exports. */
interface Exports extends Kernel {
  gram(rows: number, n: number, p: number, out: number): void;
  whitenedSquares(rows: number, factor: number, n: number, p: number, solved: number, out: number): void;
}

const withKernel = kernels<Exports>(gramBytes);

/** In WebAssembly; where that cannot be had, `undefined`. */
export const inWebAssembly = {
  gram(rows: Float64Array, n: number, p: number): Float64Array | undefined {
    const stride = p + 1;
    const [x, out, end] = placed(0, n * p + 2, p * stride + 2);
    return withKernel(8 * end, (kernel) => {
      const memory = new Float64Array(kernel.memory.buffer);
      memory.set(rows.subarray(0, n * p), x);
      memory.fill(0, out, end);
      kernel.gram(8 * x, n, p, 8 * out);
      const products = new Float64Array(p * p);
      for (let j = 0; j < p; j++) {
        products.set(memory.subarray(out + j * stride, out + j * stride + j + 1), j * p);
      }
      return products;
    });
  },
  whitenedSquares(rows: Float64Array, factor: Float64Array, n: number, p: number): Float64Array | undefined {
    const [x, l, solved, out, end] = placed(0, (n + together) * p, p * p, together * p, n + together);
    return withKernel(8 * end, (kernel) => {
      const memory = new Float64Array(kernel.memory.buffer);
      memory.set(rows.subarray(0, n * p), x);
      memory.fill(0, x + n * p, x + (n + together) * p);
      memory.set(factor, l);
      kernel.whitenedSquares(8 * x, 8 * l, n, p, 8 * solved, 8 * out);
      return memory.slice(out, out + n);
    });
  },
};

/** In WebAssembly where that can be had. */
export const gramKernel: GramKernel = {
  gram: (rows, n, p) => inWebAssembly.gram(rows, n, p) ?? plainGramKernel.gram(rows, n, p),
  whitenedSquares: (rows, factor, n, p) =>
    inWebAssembly.whitenedSquares(rows, factor, n, p) ?? plainGramKernel.whitenedSquares(rows, factor, n, p),
};
