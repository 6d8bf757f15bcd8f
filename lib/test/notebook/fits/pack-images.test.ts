import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { writeFits } from "../../../src/ingest/fits";
import { openFitsPath } from "../../../src/notebook/fits/open-fits.node";
import { packFitsImages } from "../../../src/notebook/fits/pack-images.node";
import { samplePath } from "../../ingest/fits/golden";

const folder = mkdtempSync(join(tmpdir(), "nightbook-pack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

describe("packing the images of a FITS file", () => {
  it.each(["GZIP_2", "RICE_1", "HCOMPRESS_1"] as const)("and unpacking them gives the file again: %s", (algorithm) => {
    const packed = packFitsImages(samplePath("m13.fits"), at(`${algorithm}.fz`), { algorithm });
    const unpacked = packFitsImages(packed.output, at(`${algorithm}.fits`), { algorithm: "none" });
    expect([packed.images, unpacked.images]).toEqual([1, 1]);
    expect(packed.bytes).toBeLessThan(unpacked.bytes / 1.5);
    const [before, after] = [samplePath("m13.fits"), unpacked.output].map((path) => openFitsPath(path));
    expect(after.file.hdus).toHaveLength(1);
    expect(Buffer.from(after.file.hdus[0].dataBytes()).equals(Buffer.from(before.file.hdus[0].dataBytes()))).toBe(true);
    const cards = ({ file }: typeof before) =>
      file.hdus[0].header.cards
        .map(({ keyword, value }) => [keyword, value])
        .filter(([keyword]) => !/SUM$/.test(String(keyword)));
    expect(cards(after)).toEqual(cards(before));
    for (const { close } of [before, after]) close();
  });

  it("unpacks what others packed, without the names that packers give", () => {
    const { output } = packFitsImages(samplePath("m13_rice.fits"), at("m13.fits"), { algorithm: "none" });
    const [ours, theirs] = [output, samplePath("m13.fits")].map((path) => openFitsPath(path));
    const [image] = ours.file.hdus.filter((hdu) => hdu.hasData);
    expect(image.header.has("EXTNAME")).toBe(false);
    expect(Buffer.from(image.dataBytes()).equals(Buffer.from(theirs.file.hdus[0].dataBytes()))).toBe(true);
    for (const { close } of [ours, theirs]) close();
  });

  it("copies tables, keeps real numbers by default and says what cannot be", () => {
    const image = { shape: [4, 5], values: Float32Array.from({ length: 20 }, (_, i) => i / 3) };
    writeFileSync(at("both.fits"), writeFits([{ image }, { table: [{ name: "X", values: Uint8Array.of(1) }] }]));
    const done = packFitsImages(at("both.fits"), at("both.fz"), { algorithm: "GZIP_1" });
    expect(done).toMatchObject({ images: 1, copied: 1 });
    const { file, close } = openFitsPath(at("both.fz"));
    expect(file.image(1).read().values).toEqual(image.values);
    expect(file.table().column("X").values).toEqual(Uint8Array.of(1));
    close();
    expect(() => packFitsImages(at("both.fits"), at("no.fz"), { algorithm: "RICE_1" })).toThrow("need quantise");
    expect(() => packFitsImages(at("both.fits"), at("both.fz"), { algorithm: "GZIP_1" })).toThrow("exists already");
    expect(() => packFitsImages(at("both.fits"), at("no.csv"), { algorithm: "GZIP_1" })).toThrow("not: ");
  });
});
