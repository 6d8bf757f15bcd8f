import { describe, expect, it } from "@jest/globals";
import { fitFields } from "../../../src/status/fit-fields";
import { sampleFit } from "./sample-fit";

const values = (fit = sampleFit()): Record<string, string> =>
  Object.fromEntries(fitFields.map((field) => [field.id, field.value(fit)]));

describe("fitFields", () => {
  it("shows every field of the status line", () => {
    expect(values()).toEqual({
      iteration: "328\u202f433",
      elapsed: "5 min 00 s",
      pace: "913 µs each",
      batch: "3",
      bound: "4",
      nc: "97",
      ncall: "2\u202f878\u202f565",
      efficiency: "0.97 %",
      loglstar: "−437.9 < −436.0 < −432.7",
      stopping: "1.179 → 1.000",
      effective: "8\u202f480 of 10\u202f000",
    });
  });

  it("shows dashes while nothing is known", () => {
    expect(values(sampleFit({ loglstar: [null, -436.032, null] })).loglstar).toBe("−∞ < −436.0 < ∞");
    const fit = sampleFit({ efficiency: null, loglstar: [null, null, null], nEffective: null, iteration: 0 });
    expect(values(fit)).toMatchObject({ efficiency: "–", loglstar: "–", pace: "–", effective: "– of 10\u202f000" });
  });

  it("explains each field in a sentence, in the words of the engine that runs", () => {
    for (const field of fitFields) expect(field.explain(sampleFit())).toMatch(/^[A-Z].{15,}\.$/);
    const rounds = fitFields.find((field) => field.id === "batch")!;
    expect(rounds.explain(sampleFit({ engine: "importance" }))).toMatch(/^Round/);
    expect(rounds.explain(sampleFit())).toMatch(/^Batch 0/);
  });
});
