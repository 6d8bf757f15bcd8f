import { describe, expect, it } from "@jest/globals";
import { nextAnnouncement } from "../../../src/status/announcement";
import { sampleFit } from "./sample-fit";

const silence = { text: "", at: 0 };

describe("nextAnnouncement", () => {
  it("speaks at once when nothing was said yet", () => {
    expect(nextAnnouncement(silence, [sampleFit()], 500, 10_000)).toEqual({
      text: "20191023_091225: adding batches, 75 percent, about 2 min left.",
      at: 500,
    });
  });

  it("then keeps silent for the pause, whatever happens", () => {
    const spoken = nextAnnouncement(silence, [sampleFit()], 500, 10_000);
    const done = [sampleFit({ phase: "done" })];
    expect(nextAnnouncement(spoken, done, 10_499, 10_000)).toBe(spoken);
    expect(nextAnnouncement(spoken, done, 10_500, 10_000).text).toBe("20191023_091225: done, log Z −472.2 ± 0.2.");
  });

  it("does not repeat itself", () => {
    const spoken = nextAnnouncement(silence, [sampleFit()], 500, 10_000);
    expect(nextAnnouncement(spoken, [sampleFit({ elapsed: 301 })], 60_000, 10_000)).toBe(spoken);
  });
});
