import { type Kernel, kernels, type WithKernel } from "../../../core/kernels";
import { cellsBytes } from "./cells-module";
import type { FormatCode } from "./column-format";
import { type CellArray, decodeCells } from "./decode-cells";

type Take = (from: number, stride: number, rows: number, repeat: number, to: number) => void;

/** The functions of lib/assembly/cells.ts. */
interface CellFunctions extends Kernel {
  bytes: Take;
  pairs: Take;
  fours: Take;
  eights: Take;
  bits: Take;
}

const withFunctions: WithKernel<CellFunctions> = kernels<CellFunctions>(cellsBytes);

/** Bytes that a function may read or write too much. */
const marginBytes = 32;
/** Shorter pieces are not worth the copying. */
const fewestBytes = 4096;
const mostBytes = 1 << 22;

/** What takes cells out of pieces of rows. */
export interface CellKernel {
  /** Memory for rows: what is read into it need not be copied. */
  room: Uint8Array;
  /**
   * Takes the rows that lie in `room`, or copies them there if it must.
   * @returns `decodeCells` of these rows; valid until the next are taken
   */
  take(
    rows: Uint8Array,
  ): (code: FormatCode, stride: number, offset: number, count: number, repeat: number, out: CellArray) => void;
}

/**
 * Lets work take cells out of rows, in WebAssembly where there is any and it pays.
 * @param bytes most that a piece of rows has
 * @param widest most bytes that a column of a piece has once it is decoded
 */
export function withCells(bytes: number, widest: number, work: (kernel: CellKernel) => void): void {
  const output = (bytes + marginBytes + 15) & ~15;
  const isWorthIt = bytes >= fewestBytes && bytes <= mostBytes && widest <= mostBytes;
  const isDone =
    isWorthIt &&
    withFunctions(output + widest + marginBytes, (functions) => {
      work(fastKernel(functions, new Uint8Array(functions.memory.buffer), bytes, output));
      return true;
    });
  if (!isDone)
    work({
      room: new Uint8Array(bytes),
      take:
        (rows) =>
        (code, ...cells) =>
          decodeCells(code, rows, ...cells),
    });
}

function fastKernel(functions: CellFunctions, memory: Uint8Array, bytes: number, output: number): CellKernel {
  return {
    room: memory.subarray(0, bytes),
    take(rows) {
      if (rows.buffer !== memory.buffer) memory.set(rows);
      return (code, stride, offset, count, repeat, out) => {
        const take = functionFor(functions, code, repeat, out);
        if (take === undefined) return decodeCells(code, rows, stride, offset, count, repeat, out);
        take(offset, stride, count, code === "C" || code === "M" ? 2 * repeat : repeat, output);
        const target = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
        target.set(memory.subarray(output, output + out.byteLength));
      };
    },
  };
}

function functionFor(functions: CellFunctions, code: FormatCode, repeat: number, out: CellArray): Take | undefined {
  if (code === "X") return repeat % 8 === 0 ? functions.bits : undefined;
  if (out.BYTES_PER_ELEMENT === 8) return functions.eights;
  if (out.BYTES_PER_ELEMENT === 4) return functions.fours;
  return out.BYTES_PER_ELEMENT === 2 ? functions.pairs : functions.bytes;
}
