import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { splitFields } from "../../../src/fitting/priors/split-fields";

const texts = (line: string) => splitFields(line, 0).map((field) => field.text);

describe("splitFields", () => {
  it.each([
    ["rho, 100,4000 ,log", ["rho", "100", "4000", "log"]],
    ["a,np.maximum(1, 2),3", ["a", "np.maximum(1, 2)", "3"]],
    ["a,(1, 2,3", ["a", "(1", "2", "3"]],
    ["a,1), 2", ["a", "1)", "2"]],
    ["a,,", ["a", "", ""]],
    ["a", ["a"]],
  ])("%s", (line, wanted) => expect(texts(line)).toEqual(wanted));

  it("tells where each field stands", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9(), \t]*$/), fc.nat(100), (line, offset) => {
        const fields = splitFields(line, offset);
        for (const field of fields) {
          expect(line.slice(field.start - offset, field.end - offset)).toBe(field.text);
        }
        const ends = fields.flatMap((field) => [field.start, field.end]);
        expect([...ends].sort((a, b) => a - b)).toEqual(ends);
      }),
    );
  });
});
