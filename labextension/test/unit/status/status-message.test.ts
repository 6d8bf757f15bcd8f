import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readStatusMessage } from "../../../src/status/status-message";
import { sampleFit, sampleMessage } from "./sample-fit";

describe("readStatusMessage", () => {
  it("reads what the kernel sends, field by field", () => {
    const message = sampleMessage({ fits: [sampleFit({ message: "why", phase: "stopped", warnings: ["slow"] })] });
    expect(readStatusMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it("refuses another version and what is no message at all", () => {
    expect(readStatusMessage({ ...sampleMessage(), v: 2 })).toBeNull();
    expect(readStatusMessage({ v: 1, kernelSession: "one" })).toBeNull();
    expect(readStatusMessage(null)).toBeNull();
    expect(readStatusMessage([])).toBeNull();
  });

  it("leaves out a fit of an unknown phase and keeps the others", () => {
    const fits = [{ ...sampleFit(), phase: "dreaming" }, sampleFit({ id: "b" }), { phase: "done" }];
    expect(readStatusMessage({ ...sampleMessage(), fits })?.fits.map((fit) => fit.id)).toEqual(["b"]);
  });

  it("fills in what an older kernel leaves out", () => {
    const [fit] = readStatusMessage({ ...sampleMessage(), fits: [{ id: "a", phase: "base" }] })!.fits;
    expect(fit).toMatchObject({ label: "a", logz: null, ncall: 0, loglstar: [null, null, null], warnings: [] });
    expect(fit!.stopping).toEqual({ name: "dlogz", value: null, tolerance: 0 });
  });

  it("keeps the columns of a trace at one length", () => {
    const trace = { ncall: [1, 2, 3], logz: [-1, "x"], logzError: null };
    const [fit] = readStatusMessage({ ...sampleMessage(), fits: [{ ...sampleFit(), trace }] })!.fits;
    expect(fit!.trace).toEqual({ ncall: [1, 2, 3], logz: [-1, null, null], logzError: [null, null, null] });
  });

  it("reads the workers on other machines, and leaves out what is none", () => {
    const remote = [{ name: "dome", cores: 8, perSecond: 41.5 }, "x", { name: 3, cores: null }];
    const [fit, alone] = readStatusMessage({
      ...sampleMessage(),
      fits: [{ ...sampleFit(), remote }, sampleFit()],
    })!.fits;
    expect(fit!.remote).toEqual([
      { name: "dome", cores: 8, perSecond: 41.5 },
      { name: "", cores: 0, perSecond: 0 },
    ]);
    expect(alone).not.toHaveProperty("remote");
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (fit, trace) => {
        const message = readStatusMessage({ v: 1, kernelSession: "s", fits: [fit, { id: "a", phase: "base", trace }] });
        expect(message!.fits.at(-1)!.id).toBe("a");
      }),
    );
  });
});
