import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  applyEdit,
  insertBlock,
  insertLines,
  insertVariable,
  moveLine,
  parsePrior,
  removeField,
  removeLine,
  replaceField,
  shippedPriors,
} from "../../../src/fitting/priors";

const kinds = fc.constantFrom("prior" as const, "extraprior" as const);
const ending = fc.constantFrom("\n", "\r\n", "\r");
const line = fc.constantFrom(
  "",
  "# a remark",
  "rho, 100, 4000  # kg/m^3",
  "\tsigma ,1e-9,5e-8,log, unknown column",
  "v_init,500,np.maximum(v_0, 1),norm#x",
  "zenith_angle, zc_0, fix",
  "broken line without comma",
  "a,,",
  "- EF",
);
/** Texts of these lines with mixed endings, the last one perhaps without. */
const text = fc
  .tuple(fc.array(fc.tuple(line, ending).map((parts) => parts.join(""))), line)
  .map(([whole, last]) => whole.join("") + last);
const fieldText = fc.constantFrom("", "1", "nan", "np.clip(1, 2, 3)", " h_beg - 100 ", "log", "rho");

describe("edits of a prior", () => {
  it("change one field and keep every other byte", () => {
    fc.assert(
      fc.property(text, kinds, fc.nat(), fc.nat(), fieldText, (sample, kind, someLine, someField, replacement) => {
        const document = parsePrior(sample, { kind });
        const entries = document.lines.filter((candidate) => candidate.entry !== null);
        fc.pre(entries.length > 0);
        const { number, entry } = entries[someLine % entries.length];
        const fields = entry?.fields ?? [];
        const field = someField % (fields.length + 1);
        // a line whose name is taken away is another line
        fc.pre(field > 0 || replacement.trim() !== "");
        const after = parsePrior(applyEdit(sample, replaceField(document, number, field, replacement)), { kind });
        const wanted = fields.map((candidate) => candidate.text);
        wanted[field] = replacement.trim();
        expect(after.lines[number - 1].entry?.fields.map((candidate) => candidate.text)).toEqual(wanted);
        const others = (lines: typeof document.lines) =>
          lines.filter((candidate) => candidate.number !== number).map((candidate) => candidate.raw);
        expect(others(after.lines)).toEqual(others(document.lines));
        const comment = ({ lines, text: whole }: typeof document) => {
          const span = lines[number - 1].comment;
          return span && whole.slice(span.start, span.end);
        };
        expect(comment(after)).toEqual(comment(document));
      }),
      { numRuns: 3000 },
    );
  });

  it("take out one field or one line", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (sample, someLine, someField) => {
        const document = parsePrior(sample);
        fc.pre(document.lines.length > 0);
        const { number, entry } = document.lines[someLine % document.lines.length];
        const without = parsePrior(applyEdit(sample, removeLine(document, number)));
        const kept = document.lines
          .filter((candidate) => candidate.number !== number)
          .map((candidate) => candidate.raw);
        expect(without.text).toBe(kept.join(""));
        const fields = entry?.fields.map((candidate) => candidate.text) ?? [];
        fc.pre(fields.length > 1);
        const field = 1 + (someField % (fields.length - 1));
        const after = parsePrior(applyEdit(sample, removeField(document, number, field)));
        const left = after.lines[number - 1].entry?.fields.map((candidate) => candidate.text);
        expect(left).toEqual(fields.filter((_, i) => i !== field));
      }),
      { numRuns: 1000 },
    );
  });

  it("move a line and lose none", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), ending, fc.nat(), fc.nat(), (written, end, someLine, somePlace) => {
        const sample = written.join(end);
        const document = parsePrior(sample);
        fc.pre(document.lines.length > 0);
        const from = 1 + (someLine % document.lines.length);
        const after = somePlace % (document.lines.length + 1);
        const body = (raw: string) => raw.replace(/[\r\n]+$/, "");
        const bodies = document.lines.map((candidate) => body(candidate.raw));
        const moved = bodies[from - 1];
        const wanted = bodies.filter((_, i) => i !== from - 1);
        wanted.splice(after < from ? after : after - 1, 0, moved);
        const moving = applyEdit(sample, moveLine(document, from, after));
        expect(moving).toBe(wanted.map((words, i) => words + document.lines[i].ending).join(""));
      }),
      { numRuns: 1000 },
    );
  });

  it("put variables behind the last entry, in the text's own line ending", () => {
    const document = parsePrior("rho, 100, 4000\r\n\r\n# the end");
    const after = applyEdit(document.text, insertVariable(document, "sigma"));
    expect(after).toBe("rho, 100, 4000\r\nsigma, 1e-9, 5e-8  # Ablation coefficient [kg/J]\r\n\r\n# the end");
    expect(
      applyEdit(document.text, insertVariable(document, "sigma", 3)).endsWith(
        "# the end\r\nsigma, 1e-9, 5e-8  # Ablation coefficient [kg/J]",
      ),
    ).toBe(true);
    expect(applyEdit("", insertVariable(parsePrior(""), "rho"))).toBe("rho, 100, 4000  # Bulk density [kg/m³]\n");
  });

  it("put in blocks that resolve", () => {
    for (const type of ["M", "A", "F", "EF", "D"] as const) {
      const document = parsePrior("# none yet\n", { kind: "extraprior" });
      const after = parsePrior(applyEdit(document.text, insertBlock(document, type)), { kind: "extraprior" });
      expect(after.issues).toEqual([]);
      expect(after.blocks.map((block) => block.type)).toEqual([type]);
      expect(after.lines[0].raw).toBe("# none yet\n");
    }
  });

  it("refuse what is not one field and places that are not there", () => {
    const document = parsePrior("rho, 100, 4000\n# remark\n");
    for (const bad of ["1, 2", "1 # one", "1\n2", "(1, 2", "\r"]) {
      if (bad !== "\r") expect(() => replaceField(document, 1, 1, bad)).toThrow(RangeError);
    }
    expect(() => replaceField(document, 1, 5, "1")).toThrow(RangeError);
    expect(() => replaceField(document, 2, 1, "1")).toThrow(RangeError);
    expect(() => replaceField(document, 9, 1, "1")).toThrow(RangeError);
    expect(() => removeField(document, 1, 0)).toThrow(RangeError);
    expect(() => removeField(document, 1, 3)).toThrow(RangeError);
    expect(() => removeLine(document, 0)).toThrow(RangeError);
    expect(() => moveLine(document, 1, 7)).toThrow(RangeError);
    expect(() => insertLines(document, ["x"], 7)).toThrow(RangeError);
    expect(() => insertVariable(document, "height")).toThrow(RangeError);
    expect(() => insertBlock(document, "X" as never)).toThrow(RangeError);
  });

  it("round-trip every shipped prior field by field", () => {
    for (const { text: whole, kind } of shippedPriors) {
      const document = parsePrior(whole, { kind });
      for (const { entry, number } of document.lines) {
        entry?.fields.forEach((field, i) => {
          expect(applyEdit(whole, replaceField(document, number, i, field.text))).toBe(whole);
        });
      }
    }
  });
});
