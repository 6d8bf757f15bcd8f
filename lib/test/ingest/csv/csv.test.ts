import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readCsv, writeCsv } from "../../../src/ingest/csv";
import type { DescribedColumn } from "../../../src/ingest/table";

const bytes = (text: string) => new TextEncoder().encode(text);
const types = (text: string) => readCsv(text).columns.map(({ type }) => type);
const failure = (input: string | Uint8Array, options = {}) => {
  try {
    readCsv(input, options);
  } catch (error) {
    return (error as { oneLine(): string }).oneLine();
  }
  return "";
};

describe("comma-separated values", () => {
  it("are read as RFC 4180 has them, whatever ends the lines", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ['\ufeffa,"b ""c""",d', '1,"x, y",', '2,"two', 'lines",z', ""].join(end);
      const { columns } = readCsv(bytes(text));
      expect(columns.map(({ name }) => name)).toEqual(["a", 'b "c"', "d"]);
      expect(columns[1].values).toEqual(["x, y", `two${end}lines`]);
      expect(columns[2]).toMatchObject({ values: ["", "z"], missing: Uint8Array.of(1, 0) });
    }
  });

  it("have types that lose nothing", () => {
    const header = "a\n";
    expect(types(`${header}1\n-2\n`)).toEqual(["int32"]);
    expect(types(`${header}1\n3000000000\n`)).toEqual(["int64"]);
    expect(types(`${header}18446744073709551615\n0\n`)).toEqual(["uint64"]);
    expect(types(`${header}18446744073709551616\n`)).toEqual(["text"]);
    expect(types(`${header}-1\n18446744073709551615\n`)).toEqual(["text"]);
    expect(types(`${header}1.5\nNA\nnan\n-inf\n1e3\n`)).toEqual(["float64"]);
    for (const kept of ["007", "1e999", "0x10", "1_000", "1 000", "2020-01-01", "12:30", "1,5"]) {
      expect([kept, types(`${header}1\n"${kept}"\n`)]).toEqual([kept, ["text"]]);
    }
    expect(types(`${header}True\nfalse\n\n`)).toEqual(["logical"]);
    expect(types(`${header}true\n1\n`)).toEqual(["text"]);
    expect(types(`${header}1\ntrue\n`)).toEqual(["text"]);
  });

  it("may be given types, and a separator", () => {
    const [id, z] = readCsv("id;z\n007;1+2j\n", { types: { id: "int16", z: "complex128" } }).columns;
    expect([id.values, z.values]).toEqual([Int16Array.of(7), Float64Array.of(1, 2)]);
    expect(failure("id\n70000\n", { types: { id: "int16" } })).toContain(
      'line 2: Cannot read the table: column id: "70000"',
    );
    expect(readCsv("a\tb c\n1\t2\n").columns.map(({ name }) => name)).toEqual(["a", "b c"]);
    expect(readCsv("a   b\n 1  2 \n").columns[1].values).toEqual(Int32Array.of(2));
  });

  it("may have no names, or names in a comment", () => {
    expect(readCsv("1,2\n3,4\n").columns.map(({ name }) => name)).toEqual(["column 1", "column 2"]);
    const { columns, metadata } = readCsv("# made by numpy\n# x y\n1.0 2.0\n");
    expect(columns.map(({ name }) => name)).toEqual(["x", "y"]);
    expect(metadata).toEqual({ comments: ["made by numpy", "x y"] });
    expect(readCsv("a,a,\n1,2,3\n").columns.map(({ name }) => name)).toEqual(["a", "a_2", "column 3"]);
    expect(readCsv("").columns).toEqual([]);
    expect(readCsv("a,b\n").columns.map(({ length }) => length)).toEqual([0, 0]);
  });

  it("are told line by line what is wrong with them", () => {
    expect(failure("a,b\n1,2\n3\n")).toMatch(/^line 3: .*has 1 fields, the lines before it 2/);
    expect(failure('a,b\n1,"x\n2,3\n')).toMatch(/^line 2: .*quotes that begin here do not end/);
    expect(failure('a,b\n"1"x,2\n')).toMatch(/^line 2: .*behind the closing quotes/);
    expect(failure(Uint8Array.of(0x61, 0, 0x62))).toMatch(/^byte 1: .*control character/);
    expect(failure(Uint8Array.of(0xff, 0xfe, 0x61, 0))).toContain("16 bits a character");
    expect(readCsv(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a)).columns[0].values).toEqual(["é"]);
  });

  it("come back as they were written, whatever they hold", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "#", "é", "1", ";", "\t"),
      minLength: 1,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double(), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), text, fc.float(), fc.boolean()), {
          minLength: 1,
        }),
        (rows) => {
          const common = { length: rows.length, cellShape: [] };
          const columns: DescribedColumn[] = [
            { name: "double", type: "float64", ...common, values: Float64Array.from(rows, ([x]) => x) },
            { name: "long", type: "int64", ...common, values: BigInt64Array.from(rows, (row) => row[1]) },
            { name: 'te"xt', type: "text", ...common, values: rows.map((row) => row[2]) },
            { name: "float", type: "float32", ...common, values: Float32Array.from(rows, (row) => row[3]) },
            { name: "truth", type: "logical", ...common, values: Uint8Array.from(rows, (row) => Number(row[4])) },
          ];
          const types = {
            double: "float64",
            long: "int64",
            'te"xt': "text",
            float: "float32",
            truth: "logical",
          } as const;
          expect(readCsv(writeCsv({ columns }), { types }).columns).toEqual(columns);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("blanks round a field", () => {
  it("mean nothing beside a number, a truth or what is missing, and stay in text", () => {
    const { columns } = readCsv("t, flux, good, name\n1, 2.5, true, a b\n2, NA, false, c \n");
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ["t", "int32"],
      ["flux", "float64"],
      ["good", "logical"],
      ["name", "text"],
    ]);
    expect(columns[1].values).toEqual(Float64Array.of(2.5, Number.NaN));
    expect(columns[3].values).toEqual([" a b", " c "]);
  });
});
