import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { withCells } from "../../../src/ingest/fits/table/cell-kernel";
import type { FormatCode } from "../../../src/ingest/fits/table/column-format";
import { bytesOf } from "../../../src/ingest/fits/table/column-format";
import { cellArray, decodeCells } from "../../../src/ingest/fits/table/decode-cells";

/** The same value by value, as plainly as can be. */
function plainly(code: FormatCode, view: DataView, at: number, i: number): number | bigint {
  if (code === "X") return (view.getUint8(at + (i >> 3)) >> (7 - (i & 7))) & 1;
  if (code === "I") return view.getInt16(at + 2 * i);
  if (code === "J") return view.getInt32(at + 4 * i);
  if (code === "K") return view.getBigInt64(at + 8 * i);
  if (code === "E" || code === "C") return view.getFloat32(at + 4 * i);
  if (code === "D" || code === "M") return view.getFloat64(at + 8 * i);
  return view.getUint8(at + i);
}

describe("cells of a column", () => {
  it("are those of a plain loop, whatever type, place, stride and number", () => {
    const code = fc.constantFrom<FormatCode>("L", "X", "B", "I", "J", "K", "A", "E", "D", "C", "M");
    const small = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        code,
        small(70),
        small(40),
        small(9),
        small(9),
        fc.integer(),
        (kind, repeat, rows, before, behind, seed) => {
          const stride = before + bytesOf(kind, repeat) + behind;
          const bytes = new Uint8Array(rows * stride + 3)
            .map((_, i) => Math.imul(seed ^ i, 2654435761) >>> 24)
            .subarray(3);
          const out = cellArray(kind, rows * repeat);
          decodeCells(kind, bytes, stride, before, rows, repeat, out);
          const view = new DataView(bytes.buffer, bytes.byteOffset);
          const perRow = kind === "C" || kind === "M" ? 2 * repeat : repeat;
          const expected = Array.from({ length: rows * perRow }, (_, i) =>
            plainly(kind, view, Math.floor(i / perRow) * stride + before, i % perRow),
          );
          expect(Array.from(out as Float64Array)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are the same in WebAssembly, wherever the rows lie", () => {
    const code = fc.constantFrom<FormatCode>("L", "X", "B", "I", "J", "K", "A", "E", "D", "C", "M");
    const small = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(
        code,
        fc.oneof(small(3), small(70)),
        fc.boolean(),
        small(9),
        small(9),
        small(20),
        fc.integer(),
        (kind, few, isWhole, before, behind, more, seed) => {
          const repeat = kind === "X" && isWhole ? 8 * few : few;
          const stride = before + bytesOf(kind, repeat) + behind;
          const rows = Math.floor(6000 / (stride + 1)) + more;
          const bytes = new Uint8Array(rows * stride).map((_, i) => Math.imul(seed ^ i, 2654435761) >>> 24);
          const [plain, inRoom, copied] = [0, 1, 2].map(() => cellArray(kind, rows * repeat));
          decodeCells(kind, bytes, stride, before, rows, repeat, plain);
          withCells(bytes.length, plain.byteLength, ({ room, take }) => {
            take(bytes)(kind, stride, before, rows, repeat, copied);
            room.fill(0);
            room.set(bytes);
            take(room)(kind, stride, before, rows, repeat, inRoom);
          });
          expect(Buffer.from(copied.buffer).equals(Buffer.from(plain.buffer))).toBe(true);
          expect(Buffer.from(inRoom.buffer).equals(Buffer.from(plain.buffer))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
