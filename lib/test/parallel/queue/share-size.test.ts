import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { shareSize } from "../../../src/parallel/queue/share-size";

describe("shareSize", () => {
  it("leaves everything here when there are no workers", () => {
    expect(shareSize(512, 0, { localCores: 2, workers: 0, remoteCores: 0 })).toBe(0);
  });

  it("cuts the others' part, by cores, into two jobs for each", () => {
    expect(shareSize(512, 0, { localCores: 2, workers: 3, remoteCores: 6, pace: 0.003 })).toBe(64);
    expect(shareSize(512, 0, { localCores: 0, workers: 4, remoteCores: 4, pace: 0.003 })).toBe(64);
  });

  it("begins with four points for each core, because they may take long", () => {
    expect(shareSize(512, 0, { localCores: 2, workers: 3, remoteCores: 6 })).toBe(8);
    expect(shareSize(6, 0, { localCores: 0, workers: 3, remoteCores: 6 })).toBe(1);
  });

  it("gives a worker half a second of work at most, and 20 ms at least", () => {
    expect(shareSize(512, 0, { localCores: 0, workers: 1, remoteCores: 2, pace: 0.1 })).toBe(10);
    expect(shareSize(512, 0, { localCores: 0, workers: 512, remoteCores: 512, pace: 0.003 })).toBe(7);
    expect(shareSize(512, 0, { localCores: 0, workers: 1, remoteCores: 1, pace: 30 })).toBe(1);
  });

  it("keeps here what is less work than the way there", () => {
    expect(shareSize(8, 0, { localCores: 1, workers: 1, remoteCores: 1, pace: 0.003 })).toBe(0);
    expect(shareSize(8, 0, { localCores: 0, workers: 1, remoteCores: 1, pace: 0.003 })).toBe(7);
    expect(shareSize(8, 0, { localCores: 1, workers: 1, remoteCores: 1, pace: 0.3 })).toBe(1);
  });

  it("stops where the others have their part", () => {
    expect(shareSize(100, 300, { localCores: 1, workers: 3, remoteCores: 3, pace: 0.003 })).toBe(0);
  });

  it("hands out whole points that are free", () => {
    const counts = {
      localCores: fc.nat(64),
      workers: fc.integer({ min: 1, max: 1000 }),
      per: fc.integer({ min: 1, max: 64 }),
    };
    const force = fc.record({
      ...counts,
      pace: fc.option(fc.double({ min: 1e-6, max: 100, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), force, (free, sent, { per, ...rest }) => {
        const size = shareSize(free, sent, { ...rest, remoteCores: rest.workers * per });
        expect(Number.isInteger(size) && size >= 0 && size <= free).toBe(true);
        // Without threads here nothing may stay behind.
        if (rest.localCores === 0 && free > 0) expect(size).toBeGreaterThan(0);
      }),
    );
  });
});
