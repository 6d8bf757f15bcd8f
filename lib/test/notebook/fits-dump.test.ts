import { describe, expect, it } from "@jest/globals";
import { dumpFits } from "../../src/notebook/fits";
import { sampleNames, samplePath, sampleValues } from "../ingest/fits/golden";

/** What another program does not say, or says of itself. */
const ours = new Set(["nightbook", "astropy"]);

/** Where a dump differs from what astropy reads: path, ours, theirs. */
function differences(mine: unknown, theirs: unknown, path = ""): string[] {
  if (typeof mine === "bigint") return differences(Number(mine), theirs, path);
  if (theirs === null || typeof theirs !== "object" || mine === null || typeof mine !== "object") {
    return Object.is(mine, theirs) || mine === theirs ? [] : [`${path}: ${String(mine)} instead of ${String(theirs)}`];
  }
  const [a, b] = [mine as Record<string, unknown>, theirs as Record<string, unknown>];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => {
    // An empty DATASUM is bad here and an error there.
    if (ours.has(key) || key === "verify_error" || (b["verify_error"] !== undefined && key.startsWith("verify")))
      return [];
    return differences(a[key], b[key], `${path}.${key}`);
  });
}

describe("a dump", () => {
  it.each(sampleNames)("of %s says what astropy reads, card by card and value by value", (name) => {
    const theirs = sampleValues(name);
    expect((theirs["hdus"] as unknown[]).length).toBeGreaterThan(0);
    expect(differences(dumpFits(samplePath(name)), theirs)).toEqual([]);
  });
});
