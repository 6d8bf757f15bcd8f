import { describe, expect, it } from "@jest/globals";
import { hasBegun, inReadingOrder, isRunning, kernelRestarted, noFits, receive } from "../../../src/status/kernel-fits";
import { sampleFit, sampleMessage } from "./sample-fit";

const first = receive(noFits, sampleMessage(), 1000);

describe("receive", () => {
  it("takes the fits of a message and the time it came", () => {
    expect(first).toMatchObject({ session: "one", seq: 1, receivedAt: 1000, notice: "none" });
    expect(first.fits[0]!.ncall).toBe(2878565);
  });

  it("replaces all fits by those of the next message", () => {
    const next = receive(first, sampleMessage({ seq: 2, fits: [sampleFit({ id: "b" })] }), 2000);
    expect(next.fits.map((fit) => fit.id)).toEqual(["b"]);
  });

  it("takes a message that is late or came twice only as a sign of life", () => {
    const second = receive(first, sampleMessage({ seq: 5, fits: [] }), 2000);
    const late = receive(second, sampleMessage({ seq: 4 }), 3000);
    expect(late.fits).toEqual([]);
    expect(late.seq).toBe(5);
    expect(late.receivedAt).toBe(3000);
  });

  it("begins anew with another session, even at a lower number", () => {
    const later = receive(first, sampleMessage({ seq: 90 }), 2000);
    const fresh = receive(later, sampleMessage({ kernelSession: "two", seq: 1, fits: [sampleFit({ id: "n" })] }), 3000);
    expect(fresh).toMatchObject({ session: "two", seq: 1, notice: "none" });
    expect(fresh.fits.map((fit) => fit.id)).toEqual(["n"]);
  });

  it("says that a running fit was lost when another session has none", () => {
    expect(receive(first, sampleMessage({ kernelSession: "two", fits: [] }), 2000).notice).toBe("restarted");
    const done = receive(noFits, sampleMessage({ fits: [sampleFit({ phase: "done" })] }), 1000);
    expect(receive(done, sampleMessage({ kernelSession: "two", fits: [] }), 2000).notice).toBe("none");
  });

  it("keeps what it has when a message cannot be read, and says so", () => {
    const state = receive(first, { v: 7 }, 4000);
    expect(state.fits).toEqual(first.fits);
    expect(state).toMatchObject({ notice: "unreadable", receivedAt: 4000 });
    expect(receive(state, sampleMessage({ seq: 2 }), 5000).notice).toBe("none");
  });
});

describe("kernelRestarted", () => {
  it("drops the fits and remembers that one was running until another begins", () => {
    const gone = kernelRestarted(first);
    expect(gone).toMatchObject({ fits: [], session: "", notice: "restarted" });
    const empty = receive(kernelRestarted(gone), sampleMessage({ kernelSession: "two", fits: [] }), 2000);
    expect(empty.notice).toBe("restarted");
    expect(receive(empty, sampleMessage({ kernelSession: "two", seq: 2 }), 3000).notice).toBe("none");
  });
});

describe("hasBegun", () => {
  it("is true for a new and young fit only", () => {
    const young = receive(noFits, sampleMessage({ fits: [sampleFit({ elapsed: 2 })] }), 1000);
    expect(hasBegun(noFits, young)).toBe(true);
    expect(hasBegun(young, young)).toBe(false);
    expect(hasBegun(noFits, first)).toBe(false);
    const ended = receive(noFits, sampleMessage({ fits: [sampleFit({ elapsed: 2, phase: "done" })] }), 1000);
    expect(hasBegun(noFits, ended)).toBe(false);
  });
});

describe("inReadingOrder", () => {
  it("puts running fits first and then the newest, and leaves its input alone", () => {
    const fits = [
      sampleFit({ id: "old", phase: "done", startedAt: 1 }),
      sampleFit({ id: "slow", phase: "batch", startedAt: 2 }),
      sampleFit({ id: "new", phase: "failed", startedAt: 3 }),
      sampleFit({ id: "fast", phase: "base", startedAt: 4 }),
    ];
    expect(inReadingOrder(fits).map((fit) => fit.id)).toEqual(["fast", "slow", "new", "old"]);
    expect(fits[0]!.id).toBe("old");
    expect(isRunning({ ...noFits, fits: fits.slice(0, 1) })).toBe(false);
  });
});
