import { describe, expect, it } from "@jest/globals";
import { random } from "nightbook/core";
import { applyEdit, insertBlock, insertVariable, moveLine, parsePrior, removeLine } from "nightbook/priors";
import { absentInBlock, lastLineOf, removeBlock } from "../../../src/priors/block-edit";
import { cellEdit } from "../../../src/priors/cell-edit";
import { minimalEdit } from "../../../src/priors/minimal-edit";
import { entryColumns, type PriorRow, priorRows } from "../../../src/priors/prior-rows";
import { changeShape, priorShapes } from "../../../src/priors/prior-shape";

const edits = 10_000;

/** Texts with everything that must stay: odd spacing, tabs, all line endings, unknown columns, no last ending. */
const texts = {
  prior: [
    "# Bulk\r\n\r\nrho ,  100,\t4000 , log   # density\r\nsigma,1e-9,5e-8,wide\r\n  v_init,500,nan,norm\r\nnonsense here\r\nrho,1,2",
    "\ufeffm_init,1e-6,1e-5#mass\n\n\n# end\nzenith_angle , nan,fix\nerosion_coeff,0.0,1e-6,log,,\nπ,1,2\n",
    "rho,100,4000\rsigma,np.log10(3),5e-8\r# old line endings\rnoise_lag,10,nan,invgamma",
  ],
  extraprior: [
    "# fireball\r\n- EF\r\nheight,90000,100000\r\nnumber , 3,fix # three\r\n\r\n-  M\r\nheight,h_end,h_beg\r\n- XX\r\nheight,1,2\r\n",
    "- D\nheight,nan,nan\nmass_percent, 10,100\n- A",
  ],
} as const;

const words = ["100", "h_beg+1e3", "nan", "", "  7 ", "a,b", "# no comment", "4000", "rho", "fix", "line\nbreak", "µ"];

describe("10 000 random edits", () => {
  it.each(["prior", "extraprior"] as const)("of a .%s change only what they touch", (kind) => {
    const stream = random(`edits of ${kind}`).stream(0);
    const pick = <T>(items: readonly T[]): T => items[stream.integer(items.length)]!;
    let text: string = pick(texts[kind]);
    for (let i = 0; i < edits / 2; i++) {
      if (i % 50 === 0 || text.length > 4000) text = pick(texts[kind]);
      const document = parsePrior(text, { kind });
      const rows = priorRows(document, document.issues, []);
      const row = rows[stream.integer(Math.max(1, rows.length))];
      const { edit, may } = randomEdit(document, row, stream.integer(8), pick);
      const change = edit && minimalEdit(text, edit);
      if (change === null) continue;
      // What the edit may touch lies in one stretch; everything before and behind it stays, byte for byte.
      const after = applyEdit(text, change);
      const tail = text.length - may.end;
      expect(change.start).toBeGreaterThanOrEqual(may.start);
      expect(change.end).toBeLessThanOrEqual(may.end);
      if (
        after.slice(0, may.start) !== text.slice(0, may.start) ||
        after.slice(after.length - tail) !== text.slice(may.end)
      ) {
        throw new Error(`${JSON.stringify(text)} became ${JSON.stringify(after)} by ${JSON.stringify(edit)}`);
      }
      const again = parsePrior(after, { kind });
      expect(again.lines.map((line) => line.raw).join("")).toBe(after);
      text = after;
    }
  });
});

type Pick = <T>(items: readonly T[]) => T;

/** An edit as the table makes them, and the stretch of the text that it may touch. */
function randomEdit(document: ReturnType<typeof parsePrior>, row: PriorRow | undefined, what: number, pick: Pick) {
  const { text, kind, lines } = document;
  const whole = { start: 0, end: text.length };
  const line = row && lines[row.line - 1]!;
  const body = line ? { start: line.start, end: line.end - line.ending.length } : whole;
  if (row === undefined || line === undefined) return { edit: insertLast(document, pick), may: whole };
  switch (what) {
    case 0:
      return { edit: removeLine(document, row.line), may: { start: line.start, end: line.end } };
    case 1:
      return { edit: moveLine(document, row.line, Math.max(0, row.line - 2)), may: whole };
    case 2:
      return { edit: insertLast(document, pick), may: whole };
    case 3:
      return row.kind === "entry"
        ? {
            edit: changeShape(text, row.entry, pick(priorShapes), row.info),
            may: { ...body, start: row.entry.name.end },
          }
        : { edit: null, may: whole };
    case 4: {
      const block = document.blocks.length - 1;
      if (kind !== "extraprior" || block < 0) return { edit: null, may: whole };
      const start = lines[document.blocks[block]!.line - 1]!.start;
      return { edit: removeBlock(document, block), may: { start, end: lines[lastLineOf(document, block) - 1]!.end } };
    }
    default: {
      const column = row.kind === "entry" ? pick([0, 2, 3]) : 0;
      const edit = cellEdit(text, row, column, pick(words));
      const field = row.kind === "entry" ? row.entry[entryColumns[column] as "name" | "first" | "second"] : null;
      return { edit, may: field ?? body };
    }
  }
}

function insertLast(document: ReturnType<typeof parsePrior>, pick: Pick) {
  if (document.kind === "prior") return insertVariable(document, pick(["rho", "sigma", "erosion_coeff"]));
  const block = document.blocks.length - 1;
  const absent = block < 0 ? [] : absentInBlock(document, block);
  return absent.length > 0
    ? insertVariable(document, pick(absent).name, lastLineOf(document, block))
    : insertBlock(document, pick(["M", "A", "F", "EF", "D"] as const));
}
