import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { maxLineLength, maxLines, splitLines } from "../../../src/fitting/priors/split-lines";

describe("splitLines", () => {
  it("knows three endings and a last line without", () => {
    expect(splitLines("a\r\nb\rc\n\nd").map((line) => [line.raw, line.ending])).toEqual([
      ["a\r\n", "\r\n"],
      ["b\r", "\r"],
      ["c\n", "\n"],
      ["\n", "\n"],
      ["d", ""],
    ]);
    expect(splitLines("")).toEqual([]);
  });

  it("loses no character", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "#", "é", "\u2028")), (pieces) => {
        const text = pieces.join("");
        const lines = splitLines(text);
        expect(lines.map((line) => line.raw).join("")).toBe(text);
        lines.forEach((line, i) => {
          expect(text.slice(line.start, line.end)).toBe(line.raw);
          expect(line.number).toBe(i + 1);
        });
      }),
    );
  });

  it("keeps what is beyond its limits in one piece", () => {
    const text = "x\n".repeat(maxLines + 1000);
    const lines = splitLines(text);
    expect(lines).toHaveLength(maxLines + 1);
    expect(lines[maxLines]).toMatchObject({ kind: "unread", raw: "x\n".repeat(1000) });
    expect(splitLines("y".repeat(maxLineLength + 1))[0].kind).toBe("unread");
  });
});
