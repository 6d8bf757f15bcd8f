import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { openFits } from "../../../src/ingest/fits";
import { writePickle } from "../../../src/ingest/pickle";
import type { DescribedColumn } from "../../../src/ingest/table";
import { Records } from "../../../src/notebook/records/records";
import { convertTable } from "../../../src/notebook/tables/convert.node";
import { open } from "../../../src/notebook/tables/open.node";
import { readTable } from "../../../src/notebook/tables/read-table.node";
import { golden, nightbook, pickle } from "../../cli/command-line";

const folder = mkdtempSync(join(tmpdir(), "nightbook-tables-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const oneLine = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (failure) => failure,
  );
  return (error as { oneLine?(): string })?.oneLine?.() ?? String(error);
};

describe("open", () => {
  it.each([
    ["fits/files/tb.fits", "FitsDocument"],
    ["fits/files/xte_test.evt.gz", "FitsDocument"],
    ["fits/files/lzw.fits.Z", "FitsDocument"],
    ["fits/packed-table.fits.fz", "FitsDocument"],
    ["cherenkov/files/example_10evts.fits.fz", "ZfitsDocument"],
    ["cherenkov/files/calib_events.simtel.gz", "SimtelDocument"],
    ["cherenkov/files/lst_with_photons.simtel.zst", "SimtelDocument"],
    ["hdf5/pytables.h5", "Hdf5File"],
    ["tables/zstd.feather", "Records"],
    ["tables/stream.arrows", "Records"],
    ["tables/blank.ecsv", "Records"],
    ["tables/values.json", "Object"],
  ])("knows %s by its content", async (name, type) => {
    const path = at("file.dat");
    copyFileSync(golden(name), path);
    const opened = (await open(path as string)) as { constructor: { name: string }; close?(): void };
    expect(opened.constructor.name).toBe(type);
    opened.close?.();
  });

  it("knows pickles: trajectories, and others", async () => {
    expect((await open(pickle as string)) as object).toMatchObject({ name: "20191023_091225" });
    writeFileSync(at("list.pickle"), writePickle([1, "two"]));
    expect(await open(at("list.pickle") as string)).toEqual([1, "two"]);
  });

  it("looks through gzip whatever is inside", async () => {
    for (const name of ["tables/comma.ecsv", "tables/lz4.feather", "hdf5/pytables.h5", "tables/values.json"]) {
      writeFileSync(at("packed.gz"), gzipSync(readFileSync(golden(name))));
      const opened = (await open(at("packed.gz") as string)) as { close?(): void };
      expect(opened).toBeTruthy();
      opened.close?.();
    }
  });

  it.each([
    ["empty", new Uint8Array(0), "The file is empty"],
    ["noise", Uint8Array.from({ length: 300 }, (_, i) => (i * 37) & 255), "of no format that is known here"],
    ["archive", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "zip archive"],
    ["bzip2", Uint8Array.of(0x42, 0x5a, 0x68, 0x39), "packed with bzip2"],
    ["packed twice", gzipSync(gzipSync(Uint8Array.of(0, 1, 2, 3))), "packed twice, with gzip and gzip"],
    ["packed and more", Buffer.concat([gzipSync("a,b\n1,2\n"), Buffer.from("more")]), "cannot be unpacked"],
    ["tar", tarOf("a.csv"), "This is a tar archive"],
    ["packed tar", gzipSync(tarOf("a.csv")), "This is a tar archive (it is packed with gzip)"],
    ["wide text", Buffer.from("\ufeffa,b\n1,2\n", "utf16le"), "text in UTF-16"],
    ["page", Buffer.from("<!DOCTYPE html>\n<html><body>404 Not Found</body></html>"), "This is a web page"],
    ["packed noise", gzipSync(Uint8Array.of(0, 1, 2, 3)), "it is packed with gzip"],
  ])("says in one line what it cannot open: %s", async (name, bytes, reason) => {
    writeFileSync(at(name), bytes);
    const line = await oneLine(open(at(name) as string));
    expect(line).toContain(reason);
    expect(line.startsWith(at(name))).toBe(true);
  });
});

/** The header of a file in a tar archive, as far as it tells what it is. */
function tarOf(name: string): Uint8Array {
  const bytes = Buffer.alloc(1024);
  bytes.write(name);
  bytes.write("ustar\0", 257);
  return bytes;
}

describe("records", () => {
  it("keep marks of missing text, and facts, from selection to selection", async () => {
    const table = await readTable(golden("tables/comma.ecsv"));
    const some = table.select("text gaps", "gaps").where((row) => row["gaps"] !== null);
    expect([some.row(0), some.row(1)]).toEqual([
      { "text gaps": "a", gaps: 1n },
      { "text gaps": null, gaps: 3n },
    ]);
    expect(some.metadata).toEqual(table.metadata);
    expect(table.plot().description).toBe("speed over int16: 3 points.");
    expect(table.toDanfo().shape).toEqual([3, 13]);
    expect(String(table)).toContain("speed [km / s]");
  });
});

const rows = 4;
const common = { length: rows, cellShape: [] };
const everything: DescribedColumn[] = [
  {
    name: "time",
    type: "float64",
    unit: "s",
    description: "since the start",
    ...common,
    values: Float64Array.of(1, 0.1, Number.NaN, -0),
  },
  { name: "pi", type: "uint16", ...common, values: Uint16Array.of(0, 65535, 3, 0), missing: Uint8Array.of(0, 0, 0, 1) },
  { name: "id", type: "int64", ...common, values: BigInt64Array.of(2n ** 62n, -1n, 0n, 7n) },
  { name: "good", type: "logical", ...common, values: Uint8Array.of(1, 0, 1, 1) },
  { name: "label", type: "text", ...common, values: ["a b", 'c "d"', "e,f", "g"] },
  {
    name: "grid",
    type: "float32",
    ...common,
    cellShape: [2],
    unit: "mJy",
    values: Float32Array.of(1, 2.5, 0.1, 4, 5, 6, 7, 8),
  },
];

describe("conversion", () => {
  const source = at("source.feather");
  writeFileSync(source, new Records(everything, {}, { OBJECT: "Vega", list: [1, 2] }).toArrowFile());

  it.each(["fits", "ecsv", "feather", "h5"])(
    "to %s and back keeps values, units, descriptions, facts and origin",
    async (extension) => {
      const path = at(`out.${extension}`);
      const done = await convertTable(source, path, { overwrite: true });
      expect(done).toMatchObject({ rows, columns: everything.map(({ name }) => name), notes: [] });
      const back = await readTable(path);
      for (const column of everything) {
        const found = back.column(column.name);
        expect([column.name, found.unit, found.description]).toEqual([column.name, column.unit, column.description]);
        for (let i = 0; i < rows; i++) {
          const [a, b] = [new Records([column]).row(i)[column.name], back.row(i)[column.name]];
          const isGap = a === null && extension === "h5";
          const number = (value: unknown) => (typeof value === "number" || extension !== "h5" ? value : value);
          expect([column.name, i, isGap ? b : number(b)]).toEqual([column.name, i, isGap ? Number.NaN : a]);
        }
      }
      const facts = JSON.stringify(back.metadata);
      expect(facts).toContain("Vega");
      expect(facts).toMatch(/source\.feather/);
      expect(facts).toMatch(/sha256/);
      expect(existsSync(`${path}.run.json`)).toBe(true);
      const first = readFileSync(path);
      await convertTable(source, path, { overwrite: true });
      expect(readFileSync(path).equals(first)).toBe(true);
    },
  );

  it("from FITS to FITS keeps the cards, and notes its history", async () => {
    await convertTable(golden("fits/files/xte_test.evt.gz"), at("xte.fits"), {
      part: "XTE_SE",
      columns: ["Time", "Event"],
    });
    const [before, after] = [golden("fits/files/xte_test.evt.gz"), at("xte.fits")].map((path) =>
      openFits(new Uint8Array(readFileSync(path))),
    );
    expect(after.table().columns.map(({ name }) => name)).toEqual(["TIME", "Event"]);
    expect(after.table().column("TIME").values).toEqual(before.table("XTE_SE").column("TIME").values);
    expect(after.hdu("XTE_SE").header.card("OBJECT")).toMatchObject({ ...before.hdu("XTE_SE").header.card("OBJECT") });
    expect(String(after.hdu("XTE_SE").header.all("HISTORY"))).toContain("from xte_test.evt.gz, sha256");
    expect(after.verify().filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("says in one line what cannot be done", async () => {
    expect(await oneLine(convertTable(source, at("out.fits")))).toMatch(/out\.fits: The file exists already/);
    expect(await oneLine(convertTable(source, at("x.parquet")))).toMatch(
      /DuckDB, which is not installed\. Install it .*@duckdb\/node-api/,
    );
    expect(await oneLine(convertTable(source, at("x.csv"), { columns: ["pa"] }))).toMatch(
      /There is no such column .*: pa/,
    );
    expect(await oneLine(convertTable(golden("tables/comma.ecsv"), at("x.h5")))).toMatch(/variable length .*: lists/);
    expect(await oneLine(convertTable(source, at("x.csv"), { part: "EVENTS" }))).toMatch(
      /holds one table; there is no EVENTS/,
    );
  });

  it("runs from a shell", async () => {
    const good = await nightbook(["convert", source, at("shell.csv"), "--columns", "pi, time", "--json"]);
    expect([good.status, JSON.parse(good.out)]).toMatchObject([0, { format: "csv", rows, columns: ["pi", "time"] }]);
    expect(good.err).toContain("no place for units and descriptions (time); .ecsv keeps them");
    expect(readFileSync(at("shell.csv"), "utf8")).toBe("pi,time\n0,1.0\n65535,0.1\n3,nan\n,-0.0\n");
    expect((await nightbook(["convert", source, at("shell.csv")])).status).toBe(1);
    expect((await nightbook(["convert", source, at("shell.csv"), "--force"])).status).toBe(0);
    expect((await nightbook(["convert", source, at("shell.xyz")])).status).toBe(2);
  });
});
