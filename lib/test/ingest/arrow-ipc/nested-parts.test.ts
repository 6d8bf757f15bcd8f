import { describe, expect, it } from "@jest/globals";
import { isNightbookError } from "../../../src/core/errors";
import { arrowError } from "../../../src/ingest/arrow-ipc/arrow-error";
import { PartReader } from "../../../src/ingest/arrow-ipc/column-parts";
import type { ArrowField, ArrowType } from "../../../src/ingest/arrow-ipc/schema";

const field = (type: ArrowType, children: ArrowField[] = []): ArrowField => ({
  ...{ name: "a", type, children, metadata: {} },
});

/** A reader of nodes (their lengths) and buffers, and how many bytes it asked its budget for. */
function reader(lengths: readonly number[], buffers: readonly Uint8Array[], nulls: readonly number[] = []) {
  let left = 1e6;
  const asked: number[] = [];
  const batch = {
    length: lengths[0],
    nodes: lengths.map((length, i) => ({ length, nulls: nulls[i] ?? 0 })),
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

describe("unions of numbers", () => {
  const union = (...members: ArrowType[]) =>
    field(
      { kind: "union", isDense: false, ids: [] },
      members.map((member) => field(member)),
    );
  const bytes = ({ buffer }: { buffer: ArrayBufferLike }) => new Uint8Array(buffer);
  const all = new Uint8Array(0);

  it("keep reals of 32 bits as they are, and know what is missing", () => {
    const kinds = Uint8Array.of(0, 1, 0, 0, 1);
    const reals = Float32Array.of(0.1, 0, Number.POSITIVE_INFINITY, 5, 0);
    const whole = Int32Array.of(0, -7, 0, 0, 5);
    const buffers = [kinds, Uint8Array.of(0b10111), bytes(reals), Uint8Array.of(0b01111), bytes(whole)];
    const { part } = reader([5, 5, 5], buffers, [0, 1, 1]);
    const found = part(union({ kind: "float", bits: 32 }, { kind: "int", bits: 32, signed: true }));
    expect(found).toMatchObject({
      type: "float64",
      values: Float64Array.of(0.10000000149011612, -7, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN),
      missing: Uint8Array.of(0, 0, 0, 1, 1),
    });
  });

  it("keep reals of 16 bits and doubles as they are", () => {
    const buffers = [Uint8Array.of(0, 1, 0), all, bytes(Uint16Array.of(0x2e66, 0, 0x8000)), all];
    const { part } = reader([3, 3, 3], [...buffers, bytes(Float64Array.of(0, 0.1, 0))]);
    const found = part(union({ kind: "float", bits: 16 }, { kind: "float", bits: 64 }));
    expect([found.values, found.missing]).toEqual([Float64Array.of(0.0999755859375, 0.1, -0), undefined]);
  });

  it("become text beside text", () => {
    const buffers = [Uint8Array.of(0, 1), all, bytes(Float32Array.of(0.1, 0)), all];
    const text = [bytes(Int32Array.of(0, 0, 1)), Uint8Array.of(120)];
    const { part } = reader([2, 2, 2], [...buffers, ...text]);
    const found = part(union({ kind: "float", bits: 32 }, { kind: "text", bits: 32, isView: false }));
    expect(found.values).toEqual(["0.1", "x"]);
  });
});
