import { describe, expect, it } from "@jest/globals";
import { applyEdit, type PriorEntry, parsePrior, priorVariable } from "nightbook/priors";
import { changeShape, priorShapes, shapeOf } from "../../../src/priors/prior-shape";

const entryOf = (text: string): PriorEntry => parsePrior(text).lines[0]!.entry!;
const shape = (id: string) => priorShapes.find((candidate) => candidate.id === id)!;
const change = (text: string, id: string): string => {
  const entry = entryOf(text);
  return applyEdit(text, changeShape(text, entry, shape(id), priorVariable(entry.name.text)));
};

describe("shapeOf", () => {
  it("knows the shape from the options, in any order", () => {
    expect(shapeOf(entryOf("rho,1,2"))!.id).toBe("uniform");
    expect(shapeOf(entryOf("rho,1,2,log,norm"))!.id).toBe("norm-log");
    expect(shapeOf(entryOf("rho,1,fix"))!.id).toBe("fix");
    expect(shapeOf(entryOf("rho,1,2,lgo"))).toBeNull();
  });
});

describe("changeShape", () => {
  it("changes only the options where the number of values stays", () => {
    expect(change("rho, 100, 4000 # kg", "uniform-log")).toBe("rho, 100, 4000, log # kg");
    expect(change("rho,100,4000,log", "uniform")).toBe("rho,100,4000");
    expect(change("rho,100,4000,lgo,norm", "invgamma")).toBe("rho,100,4000,invgamma");
  });

  it("fixes a variable at its most likely value", () => {
    expect(change("v_init, 500, 63000, norm", "fix")).toBe("v_init, 63000, fix");
    expect(change("rho,100,4000,log", "fix")).toBe("rho,100,fix");
  });

  it("frees a variable around its value, or as the catalogue proposes", () => {
    expect(change("rho,3000,fix", "norm")).toBe("rho,3000/10,3000,norm");
    expect(change("rho,3000,fix", "uniform")).toBe("rho,100,4000");
    expect(change("noise_lum,2.5,fix", "invgamma")).toBe("noise_lum,10,2.5,invgamma");
    expect(change("zenith_angle, 0.5, fix", "uniform")).toBe("zenith_angle, 0.5, nan");
  });

  it("gives a line of every shape that the language accepts", () => {
    for (const from of ["rho,100,4000", "rho,3000,fix", "rho, 500, 3000, norm", "rho"]) {
      for (const to of priorShapes) {
        const after = change(from, to.id);
        expect(shapeOf(entryOf(after))).toBe(to);
        expect(parsePrior(after).issues).toEqual([]);
      }
    }
  });
});
