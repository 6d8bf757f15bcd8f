import { describe, expect, it } from "@jest/globals";
import { tableFromIPC } from "apache-arrow";
import { displaySymbol } from "../../../src/core/display";
import { openFits } from "../../../src/ingest/fits";
import { openFitsDocument } from "../../../src/notebook/fits/fits-document.node";
import { Records } from "../../../src/notebook/records/records";
import { made, madeBytes, samplePath } from "../../ingest/fits/golden";

const gallery = () => {
  const table = openFits(madeBytes(made["table"])).table();
  return new Records(table.read(), { file: "a.fits", part: table.label });
};

describe("records of a FITS table", () => {
  const events = openFitsDocument(samplePath("chandra_test.fits")).table("EVENTS");

  it("know units and descriptions, and convert", () => {
    expect(events.length).toBe(4612);
    expect([events.unit("energy"), events.column("ENERGY").description]).toEqual([
      "eV",
      "nominal energy of event (eV)",
    ]);
    expect(events.values("energy", "keV")[0]).toBeCloseTo(events.values("energy")[0] / 1000, 10);
    expect(() => events.values("energy", "m")).toThrow("do not measure the same");
    expect(() => events.column("nope")).toThrow("There is no such column");
  });

  it("select rows and columns", () => {
    const soft = events.select("time", "energy").where((row) => Number(row["energy"]) < 2000);
    expect(soft.names).toEqual(["time", "energy"]);
    expect(Math.max(...soft.values("energy"))).toBeLessThan(2000);
    const mask = Array.from(events.values("energy"), (energy) => energy < 2000);
    expect(events.where(mask).values("time")).toEqual(soft.values("time"));
    expect(events.head(3).length).toBe(3);
    expect(() => events.where([true])).toThrow("needs 4612 entries");
  });

  it("keep every kind of column when rows are taken", () => {
    const all = gallery();
    const some = all.take([10, 0, 4]);
    for (const name of all.names) {
      expect([name, some.row(0)[name]]).toEqual([name, all.row(10)[name]]);
      expect([name, some.row(2)[name]]).toEqual([name, all.row(4)[name]]);
    }
  });

  it("become an Arrow table with units and origin that survives its file", () => {
    const table = tableFromIPC(gallery().toArrowFile());
    expect(table.numRows).toBe(11);
    expect(table.schema.metadata.get("file")).toBe("a.fits");
    const field = table.schema.fields.find(({ name }) => name === "e");
    expect(field?.metadata.get("unit")).toBe("count/s");
    const all = gallery();
    const row = table.get(5)?.toJSON() ?? {};
    expect(row["k"]).toBe(all.row(5)["k"]);
    expect(row["l"]).toBe(all.row(5)["l"]);
    expect(Array.from(row["pe"] as Iterable<number>)).toEqual(Array.from(all.row(5)["pe"] as Float32Array));
    expect(Array.from(row["i"] as Iterable<number>)).toEqual(Array.from(all.row(5)["i"] as Int16Array));
    expect(row["a"]).toBe("r5");
  });

  it("describe, plot and draw themselves, with text that is harmless", async () => {
    expect(events.describe().toString()).toMatch(/energy +eV +float32 +4612 +3807/);
    expect(events.plot("x", "y").description).toMatch(/^y over x: 4612 points/);
    expect(events.plot("energy").description).toBe(
      "Histogram of energy: 4612 values from 167.1 to 1.794e4.".replace("1.794e4", "17944"),
    );
    const bad = new Records([{ name: "<b>", type: "text", length: 1, cellShape: [], values: ["<script>"] }]);
    const html = String(((await bad[displaySymbol]()) as Record<string, unknown>)["text/html"]);
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
  });
});

describe("a FITS file in a cell", () => {
  it("lists its HDUs and opens images and tables", async () => {
    const file = openFitsDocument(samplePath("m13_rice.fits"));
    expect(file.names).toEqual(["PRIMARY", "COMPRESSED_IMAGE"]);
    expect(file.toString()).toContain("300 × 300, int16, packed with RICE_1");
    const picture = file.image();
    expect(picture.wcs?.axisNames).toEqual(["RA", "DEC"]);
    expect(Object.keys(await picture[displaySymbol]())).toEqual(["application/vnd.vegalite.v5+json", "text/plain"]);
    expect(() => file.table()).toThrow("it does not hold a table");
    file.close();
  });

  it("says what is wrong with a path in one line", () => {
    expect(() => openFitsDocument("/no/such.fits")).toThrow("There is no such file");
    expect(() => openFitsDocument(__dirname)).toThrow("This is a folder");
  });
});

describe("rows by their numbers", () => {
  const values = Int32Array.of(1, 2, 3, 4);
  const lists = { offsets: Float64Array.of(0, 2, 2, 4), missing: Uint8Array.of(0, 1, 0, 0) };
  const records = new Records([{ name: "a", type: "int32", length: 3, cellShape: [], values, ...lists }]);

  it("keep marks of what is missing in lists", () => {
    const { columns } = records.take([2, 0]);
    expect(columns[0].values).toEqual(Int32Array.of(3, 4, 1, 2));
    expect(columns[0].missing).toEqual(Uint8Array.of(0, 0, 0, 1));
  });

  it("must be there", () => {
    for (const row of [3, -1, 0.5, Number.NaN]) {
      expect(() => records.take([row])).toThrow(`There is no such row (there are 3): ${row}`);
      expect(() => records.row(row)).toThrow(RangeError);
    }
  });
});
