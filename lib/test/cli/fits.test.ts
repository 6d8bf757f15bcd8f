import { spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { writeFits } from "../../src/ingest/fits";
import { golden, nightbook } from "./command-line";

const folder = mkdtempSync(join(tmpdir(), "nightbook-fits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => golden("fits/files", name);

describe("nightbook fits", () => {
  it("info lists HDUs and columns", async () => {
    const { status, out, err } = await nightbook(["fits", "info", file("xte_test.evt.gz")]);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/1 {2}XTE_SE +1 {2}binary table {2}\d+ rows × 5 columns/);
    expect(out).toMatch(/Event +16X/);
    const json = await nightbook(["fits", "info", "--json", file("m13_rice.fits"), file("tb.fits")]);
    const [packed, table] = JSON.parse(json.out);
    expect(packed.hdus[1]).toMatchObject({ kind: "compressed image", shape: [300, 300] });
    expect(table.hdus[1]).toMatchObject({ rows: 2, columns: [{ name: "c1", format: "1J", unit: null }, {}, {}, {}] });
  });

  it("dump prints what astropy reads, large numbers with all digits", async () => {
    const name = "checksum.fits";
    const { status, out } = await nightbook(["fits", "dump", file(name), "--json"]);
    expect(status).toBe(0);
    const theirs = JSON.parse(gunzipSync(readFileSync(golden("fits/values", `${name}.json.gz`))).toString());
    expect(JSON.parse(out).hdus).toEqual(theirs.hdus);
    const made = JSON.parse(gunzipSync(readFileSync(golden("fits/made.json.gz"))).toString());
    const path = join(folder, "cards.fits");
    writeFileSync(path, Buffer.from(made.cards.bytes, "base64"));
    expect((await nightbook(["fits", "dump", path])).out).toMatch(/"v": 123456789012345678901,/);
  });

  it("verify tells what is wrong, one line each, and ends with status 1", async () => {
    const good = await nightbook(["fits", "verify", file("checksum.fits")]);
    expect([good.status, good.out]).toEqual([0, `${file("checksum.fits")}: sound; 2 HDUs, 2 with good checksums\n`]);
    const bad = await nightbook(["fits", "verify", file("checksum_false.fits"), file("tb.fits")]);
    expect(bad.status).toBe(1);
    expect(bad.out.split("\n")[0]).toBe(
      `error: ${file("checksum_false.fits")}, HDU 0 (PRIMARY): The data are not those that DATASUM was made of.`,
    );
    expect(bad.out).toContain("tb.fits: sound");
    const json = JSON.parse((await nightbook(["fits", "verify", "--json", file("chandra_test.fits")])).out);
    expect(json).toMatchObject({ ok: false, hdus: [{}, { name: "EVENTS", datasum: "bad", checksum: "bad" }, {}] });
  });

  it("refuses what is not FITS, and goes on with the next file", async () => {
    const { status, out, err } = await nightbook([
      "fits",
      "verify",
      join(folder, "none.fits"),
      golden("README.md"),
      file("tb.fits"),
    ]);
    expect(status).toBe(1);
    expect(out).toContain("tb.fits: sound");
    expect(err.trim().split("\n")).toEqual([
      `${join(folder, "none.fits")}: There is no such file. Check the path; it is taken from the current folder.`,
      expect.stringContaining(
        "README.md, byte 0: Cannot read the FITS file: it does not begin with the keyword SIMPLE.",
      ),
    ]);
    expect((await nightbook(["fits", "verify"])).status).toBe(2);
  });

  it("reads a table of 4 GB in memory that does not grow", async () => {
    const path = join(folder, "sparse.fits");
    const rows = 200_000_000;
    const bytes = writeFits(
      [
        {
          table: [
            { name: "T", values: Float64Array.of(0) },
            { name: "X", values: Float32Array.of(0) },
            { name: "Y", values: Float64Array.of(0) },
          ],
        },
      ],
      { checksum: false },
    );
    const text = new TextDecoder("latin1").decode(bytes);
    const header = text.indexOf("XTENSION");
    bytes.set(Buffer.from(`NAXIS2  = ${String(rows).padStart(20)}`), text.indexOf("NAXIS2", header));
    const descriptor = openSync(path, "w");
    writeSync(descriptor, bytes, 0, header + 2880 * 1);
    const data = text.length - 2880;
    ftruncateSync(descriptor, data + Math.ceil((rows * 20) / 2880) * 2880);
    closeSync(descriptor);
    const grown = (options: string, wanted: number) => {
      const script = `
        const { openFitsPath } = require(${JSON.stringify(join(__dirname, "../../dist/notebook/fits/index.js"))});
        const { file } = openFitsPath(${JSON.stringify(path)});
        const before = process.resourceUsage().maxRSS;
        let [seen, sum] = [0, 0];
        for (const [t, x] of file.table().batches(["T", "X"], ${options})) {
          seen += t.length;
          sum += t.values[0] + x.values[x.length - 1];
          if (seen >= ${wanted}) break;
        }
        const last = file.table().column("Y", { start: ${rows - 3}, end: ${rows} });
        console.log(JSON.stringify({ seen, sum, last: last.length, grown: process.resourceUsage().maxRSS - before }));`;
      const done = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
      expect(done.stderr).toBe("");
      const { grown: kilobytes, ...found } = JSON.parse(done.stdout);
      expect(found).toEqual({ seen: wanted, sum: 0, last: 3 });
      return kilobytes;
    };
    expect(grown("{ rows: 100000, reuse: true }", rows)).toBeLessThan(50_000);
    // Without reuse the collector of garbage decides how many parts lie about: about 50 MB, and more on a busy machine.
    expect(grown("{ rows: 100000 }", rows / 20)).toBeLessThan(100_000);
  }, 300_000);
});
