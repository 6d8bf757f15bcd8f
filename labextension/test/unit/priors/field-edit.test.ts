import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { applyEdit, type PriorEntry, parsePrior } from "nightbook/priors";
import { fieldEdit, type TypedField } from "../../../src/priors/field-edit";

const entryOf = (text: string): PriorEntry => parsePrior(text).lines[0]!.entry!;
const write = (text: string, field: TypedField, value: string): string =>
  applyEdit(text, fieldEdit(text, entryOf(text), field, value));

describe("fieldEdit", () => {
  it("replaces one field and keeps blanks, options and comment", () => {
    expect(write("rho ,  100,4000 , log # kg", "first", " 200 ")).toBe("rho ,  200,4000 , log # kg");
    expect(write("rho ,  100,4000 , log # kg", "second", "5000")).toBe("rho ,  100,5000 , log # kg");
    expect(write("rho ,  100,4000 , log # kg", "name", "sigma")).toBe("sigma ,  100,4000 , log # kg");
  });

  it("adds a field that the line lacks, with a comma like the others", () => {
    expect(write("rho,100,log", "second", "4000")).toBe("rho,100,4000,log");
    expect(write("rho, 100  # max?", "second", "4000")).toBe("rho, 100, 4000  # max?");
    expect(write("rho", "first", "100")).toBe("rho,100");
    expect(write("rho", "second", "100")).toBe("rho,nan,100");
  });

  it("lets no value break the line or begin a comment", () => {
    expect(write("rho,100,4000", "first", "1\n2#3")).toBe("rho,1 2 3,4000");
  });

  it("touches nothing outside the field, whatever is typed", () => {
    const lines = ["v_init, 500, nan, norm # a", "rho,100,4000,log", "sigma ,1e-9,  5e-8", "noise_lag,10,3,invgamma"];
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.constantFrom("name", "first", "second"),
        fc.string(),
        (text, f, value) => {
          const field = entryOf(text)[f as TypedField]!;
          const after = write(text, f as TypedField, value);
          expect(after.startsWith(text.slice(0, field.start))).toBe(true);
          expect(after.endsWith(text.slice(field.end))).toBe(true);
        },
      ),
    );
  });
});
