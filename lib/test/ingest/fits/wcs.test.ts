import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { celestialWcs, Header, tableWcs } from "../../../src/ingest/fits";
import { wcsCases } from "./golden";

const headerOf = (keywords: Record<string, string | number>) => {
  const header = new Header();
  for (const [keyword, value] of Object.entries(keywords)) header.set(keyword, value);
  return header;
};

describe("world coordinates", () => {
  it.each(Object.entries(wcsCases))("by %s lie where wcslib finds them", (_name, { header, pixels, world }) => {
    const wcs = celestialWcs(headerOf(header));
    const first = wcs.axisNames[0] === String(header["CTYPE1"]).slice(0, 4).replace(/-+$/, "");
    for (const [i, [x, y]] of pixels.entries()) {
      const { lonDeg, latDeg } = wcs.pixelToSky({ x, y });
      const [lon, lat] = first ? world[i] : [world[i][1], world[i][0]];
      const turn = Math.cos((lat * Math.PI) / 180);
      expect(Math.abs(((lonDeg - lon + 540) % 360) - 180) * turn).toBeLessThan(1e-11);
      expect(Math.abs(latDeg - lat)).toBeLessThan(1e-11);
      const back = wcs.skyToPixel({ lonDeg, latDeg });
      expect(back?.x).toBeCloseTo(x, 7);
      expect(back?.y).toBeCloseTo(y, 7);
    }
  });

  it("of columns are those of an image with the same numbers", () => {
    const image = wcsCases["CDELT"].header;
    const table = new Header();
    for (const [old, made] of [
      ["CTYPE", "TCTYP"],
      ["CRPIX", "TCRPX"],
      ["CRVAL", "TCRVL"],
      ["CDELT", "TCDLT"],
    ]) {
      for (const axis of [1, 2]) table.set(`${made}${axis + 10}`, image[`${old}${axis}`]);
    }
    const place = { x: 123.5, y: 7 };
    expect(tableWcs(table, 11, 12).pixelToSky(place)).toEqual(celestialWcs(headerOf(image)).pixelToSky(place));
  });

  it("go there and back anywhere near the reference", () => {
    const near = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        near,
        near,
        (ra, dec, x, y) => {
          const keywords = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: ra, CRVAL2: dec, CDELT1: -1, CDELT2: 1 };
          const wcs = celestialWcs(headerOf(keywords));
          const back = wcs.skyToPixel(wcs.pixelToSky({ x, y }));
          expect(Math.hypot((back?.x ?? 99) - x, (back?.y ?? 99) - y)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it("are refused when they are missing or in another projection, and nowhere on the far side", () => {
    expect(() => celestialWcs(new Header())).toThrow("no world coordinates (CTYPE1, CTYPE2)");
    const { header } = wcsCases["CD"];
    expect(() => celestialWcs(headerOf({ ...header, CTYPE1: "RA---SIN", CTYPE2: "DEC--SIN" }))).toThrow("not known");
    expect(celestialWcs(headerOf(header)).skyToPixel({ lonDeg: 180, latDeg: -60 })).toBeUndefined();
    expect(() => celestialWcs(headerOf({ ...header, CD1_1: 0, CD1_2: 0 }))).toThrow("has no inverse");
  });
});
