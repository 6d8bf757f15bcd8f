import { describe, expect, it } from "@jest/globals";
import { phaseFace, progressShare, progressText } from "../../../src/status/fit-progress";
import { sampleFit } from "./sample-fit";

describe("progress of a fit", () => {
  it("is the share of the time, and unknown without an estimate", () => {
    expect(progressShare(sampleFit())).toBe(0.75);
    expect(progressShare(sampleFit({ remaining: null }))).toBeNull();
    expect(progressShare(sampleFit({ elapsed: 0, remaining: 0 }))).toBeNull();
    expect(progressShare(sampleFit({ phase: "done", remaining: null }))).toBe(1);
    expect(progressShare(sampleFit({ phase: "stopped", remaining: null }))).toBeNull();
  });

  it("says what is left, or how long it took", () => {
    expect(progressText(sampleFit())).toBe("about 2 min left");
    expect(progressText(sampleFit({ remaining: null }))).toBe("time left not known yet");
    expect(progressText(sampleFit({ phase: "done" }))).toBe("took 5 min 00 s");
    expect(progressText(sampleFit({ phase: "failed" }))).toBe("after 5 min 00 s");
  });

  it("gives the ended phases signs of their own", () => {
    const signs = (["batch", "done", "stopped", "failed"] as const).map((phase) => phaseFace(phase).sign);
    expect(new Set(signs).size).toBe(4);
  });
});
