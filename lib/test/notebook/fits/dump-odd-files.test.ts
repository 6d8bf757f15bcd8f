import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../../src/core/display";
import { writeFits } from "../../../src/ingest/fits";
import { dumpFits } from "../../../src/notebook/fits";
import { openFitsDocument } from "../../../src/notebook/fits/fits-document.node";
import { nightbook } from "../../cli/command-line";
import { card, primary, rawHdu, rawTable } from "../../ingest/fits/raw-files";

const folder = mkdtempSync(join(tmpdir(), "nightbook-dump-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Values {
  dtype: string;
  first: unknown[];
}
interface Dumped {
  class: string;
  cards: { k: string; t: string; v: unknown }[];
  data: Values;
  groups: { parnames: string[] };
  columns: { null: unknown; bscale: unknown; bzero: unknown; values: Values; first_rows: unknown[] }[];
}

function dumped(bytes: Uint8Array): Dumped[] {
  const path = join(folder, "odd.fits");
  writeFileSync(path, bytes);
  return dumpFits(path)["hdus"] as Dumped[];
}

const firstColumn = (bytes: Uint8Array) => dumped(bytes)[1].columns[0];

// Expected values are those that astropy reads in the same files.
describe("a dump shows what astropy shows:", () => {
  it("unsigned numbers keep their type whatever BLANK says", () => {
    const cards = [...primary(16, [2]), card("BZERO", 32768), card("BLANK", -32768)];
    const [{ data }] = dumped(rawHdu(cards, Uint8Array.of(0x80, 0, 0, 1)));
    expect([data.dtype, data.first]).toEqual(["uint16", [0, 32769]]);
  });

  it("scaled columns do not hide what is missing", () => {
    const column = firstColumn(rawTable(1, 2, [{ TTYPE: "a", TFORM: "B", TNULL: 3, TSCAL: 0.5 }], Uint8Array.of(3, 4)));
    expect([column.null, column.bscale, column.bzero, column.first_rows]).toEqual([3, 0.5, null, [1.5, 2]]);
  });

  it("scales of 1 are told when they are written", () => {
    const { bscale, bzero } = firstColumn(
      rawTable(1, 1, [{ TTYPE: "a", TFORM: "B", TSCAL: 1, TZERO: 0 }], Uint8Array.of(3)),
    );
    expect([bscale, bzero]).toEqual([1, 0]);
  });

  it("whole numbers of 64 bits have all their digits", async () => {
    const values = BigInt64Array.of(9_007_199_254_740_993n, -1n);
    const bytes = writeFits([{ table: [{ name: "a", values }] }]);
    expect(firstColumn(bytes).first_rows).toEqual([9_007_199_254_740_993n, -1n]);
    const { out } = await nightbook(["fits", "dump", join(folder, "odd.fits")]);
    expect(out).toContain("9007199254740993,");
    // Real numbers as large do not look like whole ones: a reader of JSON would take all digits for true.
    expect(out).toContain("9.007199254740992e+15,");
  });

  it("whole numbers of few digits in ASCII tables are short", () => {
    const text = "   1  22";
    const column = { TTYPE: "a", TFORM: "I4", TBCOL: 1 };
    expect(firstColumn(rawTable(4, 2, [column], text, "TABLE")).values.dtype).toBe("int16");
  });

  it("extensions of unknown kinds show their bytes", () => {
    const [, { class: name, data }] = dumped(rawTable(4, 1, [], Uint8Array.of(1, 2, 3, 4), "STRANGE"));
    expect([name, data.dtype, data.first]).toEqual(["NonstandardExtHDU", "uint8", [1, 2, 3, 4]]);
  });

  it("parameters of groups keep their names", () => {
    const cards = [
      ...primary(16, [0, 1]),
      "GROUPS  =                    T",
      ...[card("PCOUNT", 2), card("GCOUNT", 1), card("PTYPE1", "DATE"), card("PTYPE2", "DATE")],
    ];
    const [{ groups }] = dumped(rawHdu(cards, new Uint8Array(6)));
    expect(groups.parnames).toEqual(["DATE", "DATE"]);
  });

  it("records in text are numbers when they are written as such", () => {
    const cards = [
      ...primary(8, []),
      card("DP1", "AXIS.1: 2.5"),
      card("DP2", "AXIS.1: 1.5d3"),
      card("DP3", "A: 1.2.3"),
    ];
    const found = dumped(rawHdu(cards))[0].cards.slice(3);
    expect(found.map(({ k, v }) => [k, v])).toEqual([
      ["DP1.AXIS.1", 2.5],
      ["DP2", "AXIS.1: 1.5d3"],
      ["DP3", "A: 1.2.3"],
    ]);
  });
});

it("an image without pixels draws itself in words", () => {
  const path = join(folder, "none.fits");
  writeFileSync(path, rawHdu(primary(16, [3, 0])));
  const document = openFitsDocument(path);
  expect(document.image(0)[displaySymbol]()).toEqual({ "text/plain": "PRIMARY: 0 × 3 numbers" });
  document.close();
});
