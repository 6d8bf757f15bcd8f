import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "@jest/globals";
import { isImage, isTable, openFits, writeFits } from "../../lib/src/ingest/fits";
import { packedPair, packings } from "../../lib/test/ingest/fits/packed-images";
import { runPython } from "./python";

const folder = mkdtempSync(join(tmpdir(), "nightbook-astropy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const golden = join(__dirname, "../../lib/test/golden/fits");

/** All files: those of others as they are, those that were made from their base64 form. */
function originals(): [string, Uint8Array][] {
  const files = readdirSync(join(golden, "files"))
    // astropy needs one more package for `.Z`, and calls the order of keywords in verify.fits wrong, as it is.
    .filter((name) => !name.endsWith(".Z") && name !== "verify.fits")
    .map((name): [string, Uint8Array] => [name, new Uint8Array(readFileSync(join(golden, "files", name)))]);
  const made = JSON.parse(gunzipSync(readFileSync(join(golden, "made.json.gz"))).toString()) as Record<
    string,
    { bytes: string }
  >;
  return [
    ...files,
    ...Object.entries(made).map(([name, { bytes }]): [string, Uint8Array] => [
      name,
      new Uint8Array(Buffer.from(bytes, "base64")),
    ]),
  ];
}

describe("FITS files of ours in astropy", () => {
  it("are sound, and hold what the originals hold", () => {
    let count = 0;
    for (const [name, bytes] of originals()) {
      const { hdus } = openFits(bytes);
      const plain = name.replace(/\.gz$/, "").replaceAll(/[ ,]+/g, "-");
      const anew = hdus.map((hdu) => {
        if (isTable(hdu)) return { table: hdu.read(), header: hdu.header, name: hdu.name };
        if (!isImage(hdu)) return { copy: hdu };
        const image = hdu.hasData ? hdu.read() : { shape: [], values: new Uint8Array(0) };
        return { image, header: hdu.imageHeader, name: hdu.name };
      });
      for (const [kind, ours] of [
        ["copied", writeFits(hdus.map((hdu) => ({ copy: hdu })))],
        ["anew", writeFits(anew)],
      ] as const) {
        // What stands in place of a missing number is open.
        if (kind === "anew" && (name === "ascii.fits" || name === "logical_null.fits")) continue;
        writeFileSync(join(folder, `${kind}-${plain}.ours.fits`), ours);
        const original = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
        writeFileSync(join(folder, `${kind}-${plain}.original.fits`), original);
        count++;
      }
    }
    const columns = [
      { name: "NAME", values: ["M 13", "", "NGC 6205"] },
      { name: "N", values: Int16Array.of(-3, 0, 12) },
      { name: "MAG", unit: "mag", values: Float64Array.of(5.8, -1.5e-38, 1e300) },
    ];
    writeFileSync(join(folder, "ascii.ours.fits"), writeFits([{ asciiTable: columns }]));
    writeFileSync(join(folder, "ascii.original.fits"), writeFits([{ table: columns }]));
    count++;
    for (const packing of packings()) {
      const { ours, original } = packedPair(packing);
      writeFileSync(join(folder, `packed-${packing[0]}.ours.fits`), ours);
      writeFileSync(join(folder, `packed-${packing[0]}.original.fits`), original);
      count++;
    }
    const found = runPython<Record<string, { warnings: string[]; differences: string[] }>>("check_astropy.py", folder);
    expect(Object.keys(found)).toHaveLength(count);
    expect(count).toBeGreaterThan(150);
    const wrong = Object.entries(found).filter(
      ([, { warnings, differences }]) => warnings.length + differences.length > 0,
    );
    expect(wrong).toEqual([]);
  });
});
