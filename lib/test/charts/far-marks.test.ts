import { describe, expect, it } from "@jest/globals";
import { withoutFarMarks } from "../../src/charts/far-marks";
import { renderPng } from "../../src/charts/render.node";

const document = (content: string) => `<svg width="100" height="60"><g transform="translate(5,5)">${content}</g></svg>`;
const left = (content: string) => withoutFarMarks(document(content), 100, 60) === document("");
const square = "M0,0h10v10h-10Z";

describe("withoutFarMarks", () => {
  it.each([
    `<path transform="translate(-400,0)" d="${square}"/>`,
    `<path transform="translate(20,-1e3)" d="${square}" opacity="0.5"></path>`,
    '<path d="M300,1L400,20L350,30"/>',
    '<path d="M-900,1C-300,20,-350,30,-200,4Z"/>',
    '<path d="M-300,0A10,10,0,1,1,-300,5"/>',
    '<line transform="translate(500,0)" x2="0" y2="30"/>',
    '<rect x="-300" y="2" width="20" height="20"/>',
    '<text transform="translate(-400,0) rotate(-90) translate(0,1)">far &gt; away <tspan>1</tspan></text>',
  ])("leaves out %s", (mark) => expect(left(mark)).toBe(true));

  it.each([
    `<path transform="translate(-20,0)" d="${square}"/>`,
    '<path d="M-900,1L900,20"/>',
    '<path d="M-300,0L50.5,1e-3h5l2,3"/>',
    '<path d="M-300,0A400,400,0,1,1,-300,5"/>',
    '<path d="M300,0W1"/>',
    '<path d=""/>',
    `<g transform="scale(0.1)"><path transform="translate(-400,0)" d="${square}"/></g>`,
    `<g transform="rotate(90)"><path transform="translate(-400,0)" d="${square}"/></g>`,
    `<g transform="translate(-400,0)"/><path d="${square}"/>`,
    '<line transform="translate(500,0)" x2="-450" y2="30"/>',
    '<text transform="translate(-20,0)">near</text>',
    '<clipPath id="a"><rect x="-300" y="2" width="20" height="20"/></clipPath>',
  ])("keeps %s", (mark) => expect(withoutFarMarks(document(mark), 100, 60)).toBe(document(mark)));

  it("goes by the places of groups", () => {
    const near = `<g transform="translate(-400,0)"><path transform="translate(420,0)" d="${square}"/></g>`;
    expect(withoutFarMarks(document(near), 100, 60)).toBe(document(near));
    const groups = `<g transform="translate(-200,0)"><g transform="translate(-200,0)"><path d="${square}"/></g></g>`;
    expect(withoutFarMarks(document(groups), 100, 60)).toBe(document(groups.replace(`<path d="${square}"/>`, "")));
  });
});

describe("renderPng", () => {
  it("draws what is left of a chart whose marks lie far outside of it", async () => {
    const scale = { domain: [0, 1], nice: false, zero: false };
    const { png } = await renderPng({
      data: { values: [{ x: 99 }, { x: -99 }] },
      mark: { type: "point", clip: true, opacity: 0.5 },
      encoding: { x: { field: "x", type: "quantitative", scale } },
    });
    expect(png.length).toBeGreaterThan(100);
  });
});
