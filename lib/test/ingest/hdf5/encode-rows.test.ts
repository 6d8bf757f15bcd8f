import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { encodeCells } from "../../../src/ingest/hdf5/write/encode-cells";
import { encodeRows } from "../../../src/ingest/hdf5/write/encode-rows";

describe("rows of columns", () => {
  it("are the same in WebAssembly, whatever the widths, shuffled or not", () => {
    const width = fc.oneof(fc.constantFrom(1, 2, 4, 8, 12, 16), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(
        fc.array(width, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        fc.integer(),
        (widths, more, before, behind, shuffle, seed) => {
          const rowBytes = widths.reduce((sum, bytes) => sum + bytes, 0);
          const count = Math.ceil(4096 / rowBytes) + more;
          const rows = before + count + behind;
          const noise = (length: number, salt: number) =>
            new Uint8Array(length).map((_, i) => Math.imul(seed ^ (i + salt), 2654435761) >>> 24);
          const block = () => ({ bytes: noise(rows * rowBytes, 7), rowBytes, rows, shuffle });
          const [fast, plain] = [block(), block()];
          let offset = 0;
          const parts = widths.map((cellBytes, k) => {
            const part = { cells: noise(count * cellBytes + 3, k).subarray(3), cellBytes, offset };
            offset += cellBytes;
            return part;
          });
          encodeRows(parts, count, fast, before);
          for (const part of parts) encodeCells(part.cells, part.cellBytes, part.offset, 0, count, plain, before);
          expect(Buffer.from(fast.bytes).equals(Buffer.from(plain.bytes))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
