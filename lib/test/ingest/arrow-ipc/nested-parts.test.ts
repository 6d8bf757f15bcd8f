import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import { arrowError } from "../../../src/ingest/arrow-ipc/arrow-error";
import { PartReader } from "../../../src/ingest/arrow-ipc/column-parts";
import type { ArrowField, ArrowType } from "../../../src/ingest/arrow-ipc/schema";

const field = (type: ArrowType, children: ArrowField[] = []): ArrowField => ({
  ...{ name: "a", type, children, metadata: {} },
});

/** A reader of nodes (their lengths) and buffers, and how many bytes it asked its budget for. */
function reader(lengths: readonly number[], buffers: readonly Uint8Array[], mostBytes = 1e6) {
  let left = mostBytes;
  const asked: number[] = [];
  const batch = {
    length: lengths[0],
    nodes: lengths.map((length) => ({ length, nulls: 0 })),
    variadic: [],
    buffer: (index: number) => buffers[index],
    allow: (bytes: number) => {
      asked.push(bytes);
      left -= bytes;
      if (left < 0) throw arrowError("ARROW_TOO_LARGE", "it would take too much");
    },
  };
  return { asked, part: (of: ArrowField) => new PartReader(batch, new Map()).part(of) };
}

describe("lists of no bytes", () => {
  const none = new Uint8Array(0);

  it.each([
    ["of no records", 0, [2 ** 24, 0]],
    ["of records without members", 2, [2 ** 24, 2 ** 25]],
  ] as const)("%s are refused before memory is taken", (_what, width, lengths) => {
    const { asked, part } = reader(lengths, [none, none]);
    let code: unknown;
    try {
      part(field({ kind: "fixedList", width }, [field({ kind: "struct" })]));
    } catch (error) {
      code = isNightbookError(error) ? error.code : error;
    }
    expect([code, asked]).toEqual(["ARROW_TOO_LARGE", [16 * 2 ** 24]]);
  });

  it("are read where they are few", () => {
    const { part } = reader([2, 2], [none, none]);
    expect(part(field({ kind: "fixedList", width: 1 }, [field({ kind: "struct" })])).values).toEqual(["[{}]", "[{}]"]);
  });
});
