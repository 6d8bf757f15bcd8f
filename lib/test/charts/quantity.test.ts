import { describe, expect, it } from "@jest/globals";
import { meteoroidQuantity, quantityLabel } from "../../src/charts/quantity";

describe("meteoroidQuantity", () => {
  it("knows the parameters of the erosion model and their units", () => {
    expect(meteoroidQuantity("v_init")).toEqual({ name: "initial velocity", label: "v₀", unit: "km/s", factor: 1e-3 });
    expect(meteoroidQuantity("erosion_coeff").factor * 1e-7).toBeCloseTo(0.1, 12);
  });

  it("keeps the suffix of a fragmentation", () => {
    expect(meteoroidQuantity("height_EF1").label).toBe("h EF1");
    expect(meteoroidQuantity("erosion_coeff_M12")).toMatchObject({ label: "η M12", unit: "kg/MJ" });
    expect(meteoroidQuantity("sigma_A1").name).toBe("ablation coefficient A1");
  });

  it("shows unknown names as they are, also those of every object", () => {
    for (const name of ["slope", "toString", "__proto__", "rho_X1"]) {
      expect(meteoroidQuantity(name)).toEqual({ name, label: name, unit: "", factor: 1 });
    }
  });
});

describe("quantityLabel", () => {
  it("puts the unit apart and names a logarithm", () => {
    expect(quantityLabel(meteoroidQuantity("rho"))).toEqual(["ρ", "(kg/m³)"]);
    expect(quantityLabel(meteoroidQuantity("erosion_mass_index"), true)).toEqual(["log₁₀ s"]);
  });
});
