import { describe, expect, it } from "@jest/globals";
import { defaultConstants } from "../../../src/fitting/meteoroid/constants";
import { type GoldenRun, golden } from "./erosion/golden";

describe("defaultConstants", () => {
  it("has the fields of the stored runs, outputs included", () => {
    const stored = golden<GoldenRun>("01_single_faint");
    const names = new Set([...Object.keys(stored.constants), ...Object.keys(stored.const_after)]);
    expect(new Set(Object.keys(defaultConstants()))).toEqual(names);
  });

  it("is a fresh object every time", () => {
    const changed = defaultConstants();
    changed.dens_co[0] = 0;
    changed.wake_psf.push(1);
    expect(defaultConstants().dens_co[0]).toBe(69.6795507);
    expect(defaultConstants().wake_psf).toEqual([3, 20]);
  });
});
