import { describe, expect, it } from "@jest/globals";
import { meteorObservation } from "../../src/charts/meteor-observation";
import { observation } from "./synthetic";

describe("meteorObservation", () => {
  it("shows both parts on one height axis, a station alike in both", () => {
    const { spec } = meteorObservation(observation, { title: "A meteor" });
    expect(spec["title"]).toBe("A meteor");
    expect(spec["resolve"]).toEqual({ scale: { y: "shared" } });
    const text = JSON.stringify(spec["hconcat"]);
    const domains = text.match(/"domain":\["01G","01T","02G","02T"\]/g) ?? [];
    expect(domains.length).toBeGreaterThanOrEqual(4);
  });
});
