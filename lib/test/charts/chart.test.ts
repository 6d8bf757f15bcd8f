import { describe, expect, it } from "@jest/globals";
import { Chart, chart } from "../../src/charts/chart";
import { displaySymbol, vegaLiteMime } from "../../src/core/display";

describe("chart", () => {
  it("offers the specification and one sentence, nothing else", () => {
    const points = chart({ data: { values: [{ x: 1 }] }, mark: "point" }, "One point.");
    expect(points).toBeInstanceOf(Chart);
    const bundle = points[displaySymbol]();
    expect(Object.keys(bundle).sort()).toEqual([vegaLiteMime, "text/plain"]);
    expect(bundle["text/plain"]).toBe("One point.");
    expect(bundle[vegaLiteMime]).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      description: "One point.",
      mark: "point",
    });
  });

  it("shows changes of its own specification, and shares nothing with other charts", () => {
    const data = { values: [{ x: 1 }] };
    const first = chart({ data, mark: "point" }, "First.");
    const second = chart({ data, mark: "point" }, "Second.");
    first.spec["width"] = 400;
    (first.spec["config"] as { font: string }).font = "serif";
    (first.spec["data"] as typeof data).values.pop();
    expect(first[displaySymbol]()[vegaLiteMime]).toMatchObject({ width: 400 });
    expect(second.spec).toMatchObject({ config: { font: "sans-serif" }, data: { values: [{ x: 1 }] } });
    expect(second.spec["width"]).toBeUndefined();
  });
});
