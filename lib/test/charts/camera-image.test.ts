import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { type CameraPixels, cameraImage } from "../../src/charts";

/** Colours of the picture in a chart, rows from the top; 255 where nothing is painted. */
function painted(spec: Record<string, unknown>): { width: number; height: number; at(x: number, y: number): number } {
  const [layer] = spec["layer"] as { data: { values: { url: string }[] } }[];
  const bytes = Buffer.from(layer.data.values[0].url.split(",")[1], "base64");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const start = bytes.indexOf("IDAT");
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  return { width, height, at: (x, y) => rows[y * (width + 1) + 1 + x] };
}

const one = (shape: number): CameraPixels => ({ x: [0], y: [0], area: [1], shape: [shape], values: [5] });

describe("cameraImage", () => {
  it.each([
    [0, "a circle", [0.3, 0.3], [0.45, 0.45], [0, 0.55], [0, 0.6]],
    [1, "a hexagon with neighbours along x", [0.52, 0.1], [0.57, 0], [0, 0.6], [0, 0.65]],
    [2, "a square", [0.48, 0.48], [0.53, 0], [0, 0.48], [0, 0.53]],
    [3, "a hexagon with neighbours along y", [0.1, 0.52], [0, 0.57], [0.6, 0], [0.65, 0]],
  ])("paints pixels of shape %s, %s", (shape, _name, inside, outside, alsoInside, alsoOutside) => {
    const picture = painted(cameraImage(one(shape)).spec);
    // The frame has one pixel of area 1 on each side.
    const colour = ([x, y]: number[]) =>
      picture.at(Math.floor(((x + 1) / 2) * picture.width), Math.floor(((1 - y) / 2) * picture.height));
    for (const sign of [1, -1]) {
      for (const point of [inside, alsoInside]) expect(colour(point.map((one) => sign * one))).not.toBe(255);
      for (const point of [outside, alsoOutside]) expect(colour(point.map((one) => sign * one))).toBe(255);
    }
  });

  it("gives areas in proportion, the brightest the last colour, and leaves out what is no number", () => {
    const camera = { x: [0, 1, 2], y: [0, 0, 0], area: [1, 1, 1], shape: [2, 2, 2], values: [1, Number.NaN, 3] };
    const chart = cameraImage({ ...camera, unit: "p.e." });
    const picture = painted(chart.spec);
    const counts = new Map<number, number>();
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) counts.set(picture.at(x, y), (counts.get(picture.at(x, y)) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 249, 255]);
    const whole = picture.width * picture.height;
    for (const colour of [0, 249]) expect((counts.get(colour) ?? 0) / whole).toBeCloseTo(1 / 8, 2);
    expect(chart.description).toBe("Camera of 3 pixels, shown from 1 to 3 p.e.; the brightest at x 2 m, y 0 m.");
  });

  it("refuses cameras that contradict themselves", () => {
    expect(() => cameraImage({ ...one(0), values: [] })).toThrow(
      "as many numbers of each kind as pixels: 1, 1, 1, 1, 0",
    );
    expect(() => cameraImage({ ...one(0), x: [Number.NaN] })).toThrow("finite places");
    expect(() => cameraImage(one(0), { limits: [2, 1] })).toThrow("must rise: 2, 1");
  });
});
