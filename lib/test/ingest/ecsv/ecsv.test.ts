import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readEcsv, writeEcsv } from "../../../src/ingest/ecsv";
import { readYaml } from "../../../src/ingest/ecsv/yaml";
import { Records } from "../../../src/notebook/records/records";
import { plain } from "../arrow-ipc/plain";

const folder = join(__dirname, "../../golden/tables");
const golden = JSON.parse(readFileSync(join(folder, "values.json"), "utf8"));
const read = (name: string) => readEcsv(new Uint8Array(readFileSync(join(folder, name))));

describe("ECSV of astropy", () => {
  it.each(["blank.ecsv", "comma.ecsv"])("%s holds what astropy says", (name) => {
    const table = read(name);
    const records = new Records(table.columns);
    for (const [wanted, { values, unit, description }] of Object.entries<Record<string, unknown>>(golden.ecsv)) {
      const column = records.column(wanted);
      const cells = (values as unknown[]).map((cell) => (Array.isArray(cell) ? cell.flat() : cell));
      const isReal = column.type.startsWith("float");
      const number = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(number)
          : isReal && value !== null
            ? Number(String(value).replace("inf", "Infinity"))
            : value;
      const found = cells.map((_, i) => plain(records.row(i)[wanted], column));
      expect([wanted, found]).toEqual([wanted, cells.map(number)]);
      expect([wanted, column.unit ?? null, column.description ?? null]).toEqual([wanted, unit, description]);
    }
    expect(records.column("grid").cellShape).toEqual([2, 2]);
    expect(records.column("place.ra")).toMatchObject({ unit: "deg", values: Float64Array.of(1, 2, 3) });
    expect(table.metadata).toEqual(golden.meta);
  });

  it("comes back from our own writer", () => {
    const table = read("comma.ecsv");
    expect(readEcsv(writeEcsv(table))).toEqual(table);
  });
});

describe("headers that are not astropy's", () => {
  const table = (header: string, rows: string) =>
    readEcsv(`# %ECSV 1.0\n# ---\n${header.replace(/^/gm, "# ")}\n${rows}`);

  it("part columns by blanks alone: tabs are text", () => {
    const { columns } = table("datatype: [{name: a, datatype: string}, {name: b, datatype: int8}]", "a b\nx\ty 1\n");
    expect(columns.map(({ values }) => values)).toEqual([["x\ty"], Int8Array.of(1)]);
  });

  it("may be written in any form of YAML", () => {
    const { columns, metadata } = table(
      'datatype:\n  -\n    name: "a b"\n    datatype: float32\n    unit: !astropy.units.Unit {unit: km / s}\n' +
        "  - {datatype: int64, name: 'it''s', # note\n     description: two\n       words}\nmeta:\n  text: |\n    one\n    two\n  n: [1,\n    {k: 0x1F}]",
      '"a b" "it\'s"\n1.5 9007199254740993\n',
    );
    expect(columns).toMatchObject([
      { name: "a b", type: "float32", unit: "km / s", values: Float32Array.of(1.5) },
      { name: "it's", description: "two words", values: BigInt64Array.of(9007199254740993n) },
    ]);
    expect(metadata).toEqual({ text: "one\ntwo\n", n: [1, { k: 31 }] });
  });

  it.each([
    ["datatype: [", "a\n", /line 3.*closing bracket/],
    ["datatype: *x", "a\n", /stands for nothing/],
    ["meta: 1", "a\n", /no list of columns/],
    ["datatype:\n- {name: a, datatype: sound}", "a\n", /column 1 of the header .*unknown type: "sound"/],
    ["datatype:\n- {name: a, datatype: int8}", "b\n", /line 5.*names does not agree/],
    ["datatype:\n- {name: a, datatype: int8}", "a\n1\n300\n", /line 7.*"300" is nothing of the type int8/],
    ["datatype:\n- {name: a, datatype: int8}", "a\n1 2\n", /line 6.*2 fields/],
    ["datatype:\n- {name: a, datatype: string, subtype: 'int8[2]'}", "a\n[1]\n", /line 6.*not of the shape \[2\]/],
    ["datatype:\n- {name: a, datatype: string, subtype: 'int8[2]'}", "a\n{\n", /line 6.*no list of JSON/],
    ["delimiter: ';'\ndatatype:\n- {name: a, datatype: int8}", "a\n", /a blank or a comma/],
  ])("that are wrong are told: %s", (header, rows, message) => {
    let line = "";
    try {
      table(header, rows);
    } catch (error) {
      line = (error as { oneLine(): string }).oneLine();
    }
    expect(line).toMatch(message);
  });

  it("cannot grow by aliases, and cannot nest for ever", () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`).join("\n");
    expect(() => readYaml(`a: &a-1 [1, 2]\n${bomb}`)).toThrow("too many values");
    expect(() => readYaml("[".repeat(10_000))).toThrow("too deeply");
    expect(() => readYaml(`a: ${"{a: ".repeat(10_000)}`)).toThrow("too deeply");
  });
});
