import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { goldenValues } from "../../../lib/test/core/blosc/golden-chunks";
import { chromiumArguments } from "./lab-browser";
import { repositoryRoot } from "./lab-server";

jest.setTimeout(120_000);

/** A page that reads the file that is chosen, and draws it when it is an image. */
const script = `
import { readArrow, readEcsv, readPickle, openHdf5 } from "./lib/src/ingest";
import { isImage, openFits, writeFits } from "./lib/src/ingest/fits";

/** Bytes in the order of FITS. */
const stored = (values) => {
  const width = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.slice().buffer);
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  return bytes;
};
const hexadecimal = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const readers = {
  async fits(bytes) {
    const image = openFits(bytes).hdus.find((hdu) => isImage(hdu) && hdu.hasData);
    const { shape, values } = image.readStored();
    const canvas = document.querySelector("canvas");
    [canvas.height, canvas.width] = shape;
    const pixels = new ImageData(shape[1], shape[0]);
    const [least, most] = [values, values].map((all, i) => all.reduce((a, b) => Math[i ? "max" : "min"](a, b)));
    values.forEach((value, i) => pixels.data.fill((255 * (value - least)) / (most - least), 4 * i, 4 * i + 3));
    values.forEach((_, i) => (pixels.data[4 * i + 3] = 255));
    canvas.getContext("2d").putImageData(pixels, 0, 0);
    const packed = writeFits([{ image: { shape, values }, packing: {} }]);
    const again = openFits(packed).hdus[1].readStored().values;
    const sums = await Promise.all([values, again].map((all) => crypto.subtle.digest("SHA-256", stored(all))));
    return { shape, sums: sums.map(hexadecimal) };
  },
  async hdf5(bytes) {
    const file = await openHdf5(bytes);
    const values = [...file.array("zlib").read().values.slice(0, 4)];
    file.close();
    return values;
  },
  async blosc(bytes) {
    const file = await openHdf5(bytes);
    const codecs = ["blosclz", "lz4", "snappy", "zlib", "zstd"];
    const values = codecs.map((codec) => [...file.array(codec + "_1_floats").read().values].join());
    file.close();
    return [values[0].split(",").length, new Set(values).size];
  },
  feather: (bytes) => readArrow(bytes).columns.map(({ name }) => name),
  ecsv: (bytes) => readEcsv(bytes).columns.map(({ name }) => name),
  pickle: (bytes) => typeof readPickle(bytes),
};

document.querySelector("input").addEventListener("change", async ({ target }) => {
  const answer = document.querySelector("output");
  try {
    const bytes = new Uint8Array(await target.files[0].arrayBuffer());
    answer.value = JSON.stringify(await readers[target.name](bytes));
  } catch (error) {
    answer.value = JSON.stringify(String(error));
  }
});
`;

let folder: string;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightbook-page-"));
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: repositoryRoot, loader: "js" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const path = join(folder, "page.html");
  // The bundle may hold the end of a script in a text.
  const code = outputFiles[0].text.replaceAll("</script", "<\\/script");
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><input type="file"><output></output><canvas></canvas><script>${code}</script>`,
  );
  const executablePath = process.env.NIGHTBOOK_CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: chromiumArguments });
  page = await browser.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(request.url());
  });
  await page.goto(pathToFileURL(path).href);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the page says of a file that is chosen in it. */
async function read(reader: string, file: string): Promise<unknown> {
  await page.evaluate((name) => {
    (document.querySelector("input") as HTMLInputElement).name = name;
    (document.querySelector("output") as HTMLOutputElement).value = "";
  }, reader);
  await page.setInputFiles("input", join(repositoryRoot, file));
  await page.waitForFunction(() => document.querySelector("output")?.value !== "");
  return JSON.parse(await page.evaluate(() => (document.querySelector("output") as HTMLOutputElement).value));
}

describe("a page without a server", () => {
  it("reads, packs and draws a FITS image", async () => {
    const path = "lib/test/golden/fits/files/m13.fits";
    const file = readFileSync(join(repositoryRoot, path));
    const [rows, columns] = [300, 300];
    const data = file
      .subarray(file.length - 2880 * Math.ceil((2 * rows * columns) / 2880))
      .subarray(0, 2 * rows * columns);
    const sum = createHash("sha256").update(data).digest("hex");
    expect(await read("fits", path)).toEqual({ shape: [rows, columns], sums: [sum, sum] });
    const drawn = await page.evaluate(() => {
      const canvas = document.querySelector("canvas") as HTMLCanvasElement;
      const { data: pixels } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(0, 0, 300, 300);
      return [canvas.width, canvas.height, new Set(pixels).size];
    });
    expect(drawn.slice(0, 2)).toEqual([columns, rows]);
    expect(drawn[2]).toBeGreaterThan(50);
  });

  it("reads a packed image", async () => {
    const { shape, sums } = (await read("fits", "lib/test/golden/fits/files/m13_rice.fits")) as Record<
      string,
      unknown[]
    >;
    expect(shape).toEqual([300, 300]);
    expect(sums[1]).toBe(sums[0]);
  });

  it("unpacks Blosc within HDF5 by itself", async () => {
    expect(await read("blosc", "lib/test/golden/hdf5/blosc.h5")).toEqual([goldenValues.floats().length, 1]);
  });

  it("reads HDF5, Feather, ECSV and pickles", async () => {
    expect(await read("hdf5", "lib/test/golden/hdf5/filters.h5")).toEqual([0, 0.5, 1, 1.5]);
    expect(await read("feather", "lib/test/golden/tables/plain.feather")).toContain("float16");
    expect(await read("ecsv", "lib/test/golden/tables/blank.ecsv")).toContain("int16");
    expect(await read("pickle", "notebooks/data/meteor/20191023_091225_trajectory.pickle")).toBe("object");
  });

  it("asks for nothing but itself, and fails nowhere", () => {
    expect(faults).toEqual([]);
  });
});
