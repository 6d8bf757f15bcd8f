import { describe, expect, it } from "@jest/globals";
import { viewOf } from "../../../src/priors/prior-view";
import { resolvedText, shortNumber } from "../../../src/priors/resolved-text";

const textOf = (line: string, wrong = false): string => {
  const variable = viewOf(line, "a.prior").variables.find(({ line: number }) => number === 1)!;
  return resolvedText(variable, wrong);
};

describe("resolvedText", () => {
  it("says what a line becomes, in physical units", () => {
    expect(textOf("rho,100,4000,log")).toBe("100 … 4000 kg/m³");
    expect(textOf("v_init,500,63000,norm")).toBe("63\u202f000 ± 500 m/s");
    expect(textOf("noise_lum,5,2.5,invgamma")).toBe("mode 2.5 W");
    expect(textOf("rho,10**0.3,1000,norm,log")).toBe("1000 kg/m³ ×÷ 1.995");
    expect(textOf("rho_grain,3000,fix")).toBe("3000 kg/m³");
    expect(textOf("erosion_on,True,fix")).toBe("true");
  });

  it("says what waits for an observation, and only that", () => {
    expect(textOf("m_init,nan,nan")).toBe("from the data");
    expect(textOf("v_init,500,nan,norm")).toBe("from the data ± 500 m/s");
    expect(textOf("noise_lag,10,nan,invgamma")).toBe("from the data");
    expect(textOf("zenith_angle,nan,fix")).toBe("from the data");
    expect(textOf("erosion_height_change,90000,h_beg")).toBe("90\u202f000 m … from the data");
    expect(textOf("rho,100,h_bet", true)).toBe("100 kg/m³ … ?");
  });
});

describe("shortNumber", () => {
  it("keeps four digits", () => {
    expect([0, 1, 1234.56, 12345.6, 0.00123456, 5e-12, -2.5e7].map(shortNumber)).toEqual([
      "0",
      "1",
      "1235",
      "12\u202f346",
      "0.001235",
      "5e−12",
      "−2.5e7",
    ]);
  });
});
