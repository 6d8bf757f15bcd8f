import { type Kernel, kernels, type WithKernel } from "../../../core/kernels";
import { encodeCells, type RowBlock } from "./encode-cells";
import { rowsBytes } from "./rows-module";

/** The functions of lib/assembly/rows.ts: place, words or bytes of a cell, cells, place to write at, bytes of a row. */
interface RowFunctions extends Kernel {
  spreadWords(from: number, width: number, count: number, to: number, stride: number): void;
  spreadBytes(from: number, width: number, count: number, to: number, stride: number): void;
  shuffleWords(from: number, width: number, count: number, to: number): void;
  shuffleBytes(from: number, width: number, count: number, to: number): void;
}

const withFunctions: WithKernel<RowFunctions> = kernels<RowFunctions>(rowsBytes);

/** Fewer bytes are not worth the copying, more would keep too much memory. */
const [fewestBytes, mostBytes] = [4096, 1 << 24];

/** Cells of one column. */
export interface CellPart {
  /** One after the other. */
  readonly cells: Uint8Array;
  readonly cellBytes: number;
  /** Of the cell in its row, bytes. */
  readonly offset: number;
}

/**
 * Puts cells of all columns into rows, in WebAssembly where there is any and it pays.
 * @param parts as many cells of each column as there are rows
 * @param row to begin at
 */
export function encodeRows(parts: readonly CellPart[], count: number, block: RowBlock, row: number): void {
  const size = count * block.rowBytes;
  const isDone =
    size >= fewestBytes &&
    size <= mostBytes &&
    withFunctions(2 * size, (functions) => {
      fillRows(functions, parts, count, block, row);
      return true;
    });
  if (isDone) return;
  for (const { cells, cellBytes, offset } of parts) encodeCells(cells, cellBytes, offset, 0, count, block, row);
}

function fillRows(
  functions: RowFunctions,
  parts: readonly CellPart[],
  count: number,
  { bytes, rowBytes, rows, shuffle }: RowBlock,
  row: number,
): void {
  const memory = new Uint8Array(functions.memory.buffer);
  const to = count * rowBytes;
  for (const { cells, cellBytes, offset } of parts) {
    memory.set(cells);
    const isWords = cellBytes % 4 === 0;
    const width = isWords ? cellBytes / 4 : cellBytes;
    if (shuffle) (isWords ? functions.shuffleWords : functions.shuffleBytes)(0, width, count, to + offset * count);
    else (isWords ? functions.spreadWords : functions.spreadBytes)(0, width, count, to + offset, rowBytes);
  }
  const made = memory.subarray(to, 2 * to);
  if (!shuffle || count === rows) bytes.set(made, row * rowBytes);
  else for (let k = 0; k < rowBytes; k++) bytes.set(made.subarray(k * count, (k + 1) * count), k * rows + row);
}
