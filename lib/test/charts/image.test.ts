import { describe, expect, it } from "@jest/globals";
import { imageChart } from "../../src/charts/image";
import { graticule } from "../../src/charts/image-graticule";
import { zscaleLimits } from "../../src/charts/image-limits";
import { brightnessPalette, pngDataUrl } from "../../src/charts/image-png";
import { renderPng } from "../../src/charts/render.node";
import { celestialWcs, Header, openFits } from "../../src/ingest/fits";
import { sample } from "../ingest/fits/golden";

const m13 = openFits(sample("m13.fits")).image();

describe("zscale", () => {
  // astropy.visualization.ZScaleInterval().get_limits(fits.getdata("m13.fits")) gives (109, 216.4); it looks at other pixels
  it("shows what astropy's zscale shows of a globular cluster", () => {
    const [low, high] = zscaleLimits(m13.read().values as Int16Array);
    expect(Math.abs(low - 109)).toBeLessThan(2);
    expect(Math.abs(high - 216.4)).toBeLessThan(15);
  });

  it("gives limits that rise, whatever the pixels", () => {
    for (const values of [[], [3], [3, 3, 3], [Number.NaN], [1, 2], [0, 0, 0, 0, 9], new Array(5000).fill(7)]) {
      const [low, high] = zscaleLimits(values);
      expect(low).toBeLessThan(high);
    }
  });
});

describe("the picture of an image", () => {
  it("is a PNG that a renderer draws, the first row at the bottom", async () => {
    const { spec } = imageChart({ shape: [2, 1], values: [0, 1] }, { limits: "minmax", stretch: "linear", size: 20 });
    const { png } = await renderPng(spec, { scale: 1 });
    expect(png.length).toBeGreaterThan(500);
    expect(JSON.stringify(spec)).toContain("data:image/png;base64,iVBORw0KGgo");
    const url = pngDataUrl(Uint8Array.of(0, 9), 1, 2, brightnessPalette(10));
    expect(JSON.stringify(imageChart({ shape: [2, 1], values: [1, 0] }, { limits: "minmax" }).spec)).not.toContain(url);
  });

  it("says where it is and what it shows", () => {
    const { values } = m13.read();
    const wcs = celestialWcs(m13.imageHeader);
    const { description, spec } = imageChart(
      { shape: [300, 300], values: values as Int16Array, wcs },
      { limits: [100, 200] },
    );
    expect(description).toBe(
      "Image of 300 × 300 pixels, centred at RA 250.4226°, DEC 36.4602°, shown from 100 to 200 (asinh stretch).",
    );
    expect(JSON.stringify(spec)).toContain("16h41m40s");
  });

  it("refuses pixels that do not fit, and limits that fall", () => {
    expect(() => imageChart({ shape: [2, 2], values: [1] })).toThrow("2 × 2 pixels has not: 1");
    expect(() => imageChart({ shape: [1, 1], values: [1] }, { limits: [2, 1] })).toThrow("must rise: 2, 1");
  });

  it("draws blanks as nothing and large images as means of blocks", () => {
    const values = new Float32Array(1300 * 700).fill(Number.NaN);
    values[0] = 1;
    const text = JSON.stringify(imageChart({ shape: [700, 1300], values }).spec);
    expect(text.length).toBeLessThan(60_000);
  });
});

describe("lines of right ascension and declination", () => {
  const header = (ra: number, dec: number, scale: number) =>
    new Header()
      .set("CTYPE1", "RA---TAN")
      .set("CTYPE2", "DEC--TAN")
      .set("CRPIX1", 50.5)
      .set("CRPIX2", 50.5)
      .set("CRVAL1", ra)
      .set("CRVAL2", dec)
      .set("CDELT1", -scale)
      .set("CDELT2", scale);

  it.each([
    [180, 20, 0.001],
    [0.01, -45, 0.01],
    [100, 89.9, 0.01],
    [10, 0, 1e-6],
    [10, 0, 0.5],
  ])("at RA %d°, Dec %d°, %d° per pixel are few and inside", (ra, dec, scale) => {
    const lines = graticule(celestialWcs(header(ra, dec, scale)), 100, 100);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.length).toBeLessThan(45);
    for (const { points } of lines) {
      for (const { x, y } of points) expect(Math.max(Math.abs(x - 50.5), Math.abs(y - 50.5))).toBeLessThanOrEqual(50);
    }
  });

  it("have round values", () => {
    const labels = graticule(celestialWcs(header(180, 20, 0.001)), 100, 100).map(
      ({ axis, label }) => `${axis} ${label}`,
    );
    expect(labels).toEqual(expect.arrayContaining(["lat 20°00′", "lon 12h00m00s"]));
  });
});
