import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { PriorError, parsePrior, requirePrior, resolvePrior } from "../../../src/fitting/priors";
import { goldenBounds, goldenText, helpers, lightCurve } from "./golden";

const base = goldenText("stony_meteoroid_1ErosFrag.prior");
const lines = base.trimEnd().split("\n");

/** The one-erosion prior with the line of one variable replaced, or with a line more. */
function withLine(line: string): string {
  const name = line.split(",")[0].trim();
  const rest = lines.filter((other) => other.split(",")[0] !== name);
  return [...rest, line].join("\n");
}

function resolve(text: string, extra?: string) {
  return resolvePrior(parsePrior(text), {
    helpers,
    lightCurve,
    extra: extra === undefined ? undefined : parsePrior(extra, { kind: "extraprior" }),
  });
}

function issuesOf(text: string, extra?: string) {
  return resolve(text, extra).issues.filter((issue) => issue.severity !== "info");
}

function boundsOf(line: string): [number | null, number | null] | undefined {
  const name = line.split(",")[0].trim();
  return resolve(withLine(line)).variables.find((variable) => variable.name === name)?.bounds;
}

function fixedOf(line: string): unknown {
  const { prior } = resolve(withLine(line));
  return prior?.fixed[line.split(",")[0].trim()];
}

describe("resolvePrior", () => {
  it("has nothing against the original program's priors", () => {
    for (const name of Object.keys(goldenBounds).filter((key) => !key.startsWith("("))) {
      const [prior, extra] = name.split(" + ");
      const issues = resolve(goldenText(prior), extra && goldenText(extra)).issues;
      expect(issues.map((issue) => issue.code).filter((code) => code !== "LOG10_TAKEN_OVER")).toEqual([]);
    }
  });

  it.each([
    ["rhoo, 1, 2", "error", "UNKNOWN_VARIABLE", "Did you mean rho?"],
    ["height_EF0, 1, 2", "error", "UNKNOWN_VARIABLE", ".extraprior"],
    ["quux, 1, 2", "error", "UNKNOWN_VARIABLE", "v_init"],
    ["shape_factor, nan, 2", "error", "NO_DEFAULT", "1.21"],
    ["dt, nan, fix", "error", "NO_DEFAULT", "0.005"],
    ["rho, 4000, 100", "warning", "SWAPPED", "smaller"],
    ["v_init, 70000, 500, norm", "warning", "SWAPPED", "standard deviation"],
    ["rho, 100, 100", "warning", "NO_WIDTH", "fix"],
    ["rho, -5, -1", "error", "IMPOSSIBLE_BOUNDS", "below 0"],
    ["rho, -5, 10", "warning", "PARTLY_IMPOSSIBLE", "below 0"],
    ["zenith_angle, 45, fix", "error", "IMPOSSIBLE_VALUE", "np.radians"],
    ["rho, -100, 100, log", "error", "LOG_OF_NEGATIVE", "positive"],
    ["rho, 1, 2, norm, log", "error", "NO_WIDTH", "10**0.3"],
    ["v_init, 0, 60000, norm", "error", "NO_WIDTH", "positive"],
    ["noise_lag, -1, 5, invgamma", "error", "BAD_SHAPE", "alpha"],
    ["noise_lag, 10, 0, invgamma", "error", "BAD_SHAPE", "alpha"],
    ["rho, nan, 3000, norm", "warning", "DEFAULT_OF_OTHER_KIND", "standard deviation"],
    ["v_init, nan, 70000", "warning", "DEFAULT_OF_OTHER_KIND", "minimum"],
    ["lum_eff_type, 1, 5", "error", "FIX_ONLY", "fix"],
    ["lum_eff_type, 2.5, fix", "error", "NOT_WHOLE", "decimals"],
    ["lum_eff_type, 9, fix", "error", "IMPOSSIBLE_VALUE", "between 0 and 8"],
    ["disruption_on, 3, fix", "error", "NOT_A_SWITCH", "True or False"],
    ["rho, True, fix", "error", "NOT_A_NUMBER", "number"],
    ["rho, True, 3", "error", "NOT_A_NUMBER", "number"],
    ["erosion_grain_distribution, gamm, fix", "error", "UNKNOWN_WORD", "Did you mean gamma?"],
    ["rho, 100, 1/0", "error", "DIVISION_BY_ZERO", undefined],
    ["rho, 100, 10**10**10", "error", "NOT_FINITE", "1.8e308"],
    ["erosion_mass_min, 1e-6, 1e-5, log", "error", "IMPOSSIBLE_PAIR", "erosion_mass_max"],
  ])("finds fault with %s", (line, severity, code, hint) => {
    const issues = issuesOf(withLine(line));
    const issue = issues.find((candidate) => candidate.code === code);
    expect(issues.map((candidate) => candidate.code)).toContain(code);
    const number = withLine(line).split("\n").indexOf(line) + 1;
    expect(issue).toMatchObject({ severity, line: number });
    if (hint !== undefined) expect(issue?.hint).toContain(hint);
    expect(resolve(withLine(line)).prior === null).toBe(severity === "error");
  });

  it("says once that a logarithm is impossible", () => {
    expect(issuesOf(withLine("rho, -100, 100, log")).map((issue) => issue.code)).toEqual(["LOG_OF_NEGATIVE"]);
    expect(issuesOf(withLine("rho, -100, 0, log")).map((issue) => issue.code)).toEqual(["LOG_OF_NEGATIVE"]);
  });

  it("finds a variable that stands twice, and the place of the first", () => {
    const issues = issuesOf(`${base}rho, 100, 4000\n`);
    expect(issues).toMatchObject([{ code: "DUPLICATE_VARIABLE", line: 13, message: "rho stands on line 4 already" }]);
  });

  it("asks for ten variables, but speaks of wrong lines first", () => {
    expect(issuesOf("rho, 100, 4000\n")).toMatchObject([{ code: "TOO_FEW_VARIABLES", line: 1 }]);
    expect(issuesOf("rhoo, 100, 4000\n").map((issue) => issue.code)).toEqual(["UNKNOWN_VARIABLE"]);
    expect(issuesOf("").map((issue) => issue.code)).toEqual(["TOO_FEW_VARIABLES"]);
  });

  it("warns of more than thirty free variables and of none", () => {
    const block = "- EF\nheight, 1, 2\nnumber, 1, 3\nmass_percent, 10, 100\nmass_index, 1, 3\nsigma, 1e-9, 5e-8\n";
    expect(issuesOf(base, block.repeat(5)).map((issue) => issue.code)).toContain("TOO_MANY_VARIABLES");
    const allFixed = base.replace(/^(\w+),.*$/gm, "$1, nan, fix");
    expect(issuesOf(allFixed)).toMatchObject([{ code: "NOTHING_TO_FIT", severity: "error" }]);
  });

  it.each([
    ["m_init, nan, nan", [1e-7, 2e-5]],
    ["m_init, nan, nan, norm", [helpers.m_0 / 20, helpers.m_0]],
    ["m_init, 1e-7, nan", [1e-7, 2e-5]],
    ["rho, nan, nan, log", [2, Math.log10(4000)]],
    ["rho, 4000, 100", [100, 4000]],
    ["noise_lag, 10, 5, invgamma", [10, 5]],
    ["erosion_coeff, 0, 1e-6, log", [-12, -6]],
    ["erosion_coeff, 0, 1e-6", [0, 1e-6]],
    ["zenith_angle, nan, nan, norm", [0.01, helpers.zc_0]],
    ["rho, 10, 3000, norm, log", [1, Math.log10(3000)]],
    ["erosion_height_change, nan, nan", [helpers.h_end - 100, helpers.h_beg + 100]],
  ])("%s", (line, wanted) => {
    const bounds = boundsOf(line);
    wanted.forEach((value, i) => {
      expect(Math.abs(Number(bounds?.[i]) - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
    });
  });

  it.each([
    ["v_init, nan, fix", helpers.v_0],
    ["m_init, nan, fix", helpers.m_0],
    ["erosion_height_start, nan, fix", helpers.h_beg],
    ["noise_lum, nan, fix", helpers.n_lum0],
    ["rho, nan, fix", 2050],
    ["erosion_grain_distribution, 'gamma', fix", "gamma"],
    ["disruption_on, 1, fix", true],
    ["disruption_on, False, fix", false],
    ["len_kill, -1000, fix", -1000],
    ["mu, 23*1.66e-27, fix", 23 * 1.66e-27],
  ])("%s", (line, wanted) => {
    expect(fixedOf(line)).toBe(wanted);
  });

  it("adds what a fit must have, and says so", () => {
    const { prior, issues } = resolve(
      lines.filter((line) => !/^(v_init|zenith_angle|m_init)/.test(line)).join("\n") + "\ngamma, 1, fix\n",
    );
    expect(prior?.fixed).toEqual({
      gamma: 1,
      v_init: helpers.v_0,
      zenith_angle: helpers.zc_0,
      m_init: helpers.m_0,
      rho_grain: 3000,
      erosion_height_change: 1,
    });
    expect(prior?.details.v_init).toMatchObject({ role: "fixed", source: "default", line: null, unit: "m/s" });
    expect(issues.map((issue) => [issue.code, issue.severity])).toEqual(Array(3).fill(["MISSING_VARIABLE", "info"]));
  });

  it("leaves open what needs an observation", () => {
    const document = parsePrior(base);
    const resolution = resolvePrior(document, { helpers: null });
    expect(resolution.prior).toBeNull();
    expect(resolution.issues.every((issue) => issue.severity === "info" && issue.code === "NEEDS_OBSERVATION")).toBe(
      true,
    );
    const byName = new Map(resolution.variables.map((variable) => [variable.name, variable]));
    expect(byName.get("v_init")?.bounds).toEqual([500, null]);
    expect(byName.get("rho")?.bounds).toEqual([100, 4000]);
    expect(byName.get("zenith_angle")).toMatchObject({ role: "fixed", value: null });
    expect(() => requirePrior(resolution)).toThrow(/needs an observation/);
    expect(requirePrior(resolvePrior(document, { helpers }))).toMatchObject({ variables: expect.any(Array) });
  });

  it("tells where a value comes from", () => {
    const { variables } = resolve(withLine("rho, nan, 4000"), "- D\nmass_percent, 10, 100\n");
    const byName = new Map(variables.map((variable) => [variable.name, variable]));
    expect(byName.get("rho")).toMatchObject({ source: "file", defaulted: [true, false], kind: "uniform", line: 12 });
    expect(byName.get("rho_grain")).toMatchObject({ source: "default", defaulted: [true, false] });
    expect(byName.get("height_D0")).toMatchObject({ source: "extra", line: null, value: helpers.h_beg });
    expect(byName.get("mass_percent_D0")).toMatchObject({ source: "extra", line: 2, unit: "%" });
  });

  it("throws all issues as one", () => {
    let thrown: unknown;
    try {
      requirePrior(resolvePrior(parsePrior(withLine("rhoo, 1, 2\nsgma, 1, 2"), { fileName: "my.prior" }), { helpers }));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(PriorError);
    expect((thrown as PriorError).issues.length).toBe(2);
    expect((thrown as PriorError).oneLine()).toBe(
      "my.prior, line 13, column 1: Unknown variable rhoo (and 1 more error). Did you mean rho?",
    );
  });

  it("never throws, and gives a prior exactly when nothing is wrong", () => {
    const value = fc.constantFrom(
      "nan",
      "0",
      "1",
      "-3",
      "1e-9",
      "4000",
      "h_beg",
      "1/0",
      "10**10**10",
      "v_0",
      "True",
      "oops",
      "",
    );
    const option = fc.constantFrom("", "norm", "invgamma", "log", "fix", "lgo");
    const name = fc.constantFrom(
      ...lines.map((line) => line.split(",")[0]),
      "P_0m",
      "lum_eff_type",
      "disruption_on",
      "nope",
    );
    const line = fc.tuple(name, value, value, option, option).map((fields) => fields.join(", "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.boolean(), (sample, observed) => {
        const resolution = resolvePrior(parsePrior(sample.join("\n")), { helpers: observed ? helpers : null });
        const wrong = resolution.issues.some((issue) => issue.severity === "error");
        if (resolution.prior) {
          expect(wrong).toBe(false);
          expect(resolution.prior.bounds.flat().every(Number.isFinite)).toBe(true);
        } else {
          expect(wrong || resolution.issues.some((issue) => issue.code === "NEEDS_OBSERVATION")).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("blocks of an extraprior", () => {
  it.each([
    ["- D\nheigth, 1, 2", "error", "UNKNOWN_VARIABLE", 2],
    ["- D\nerosion_mass_index, 1, 2", "error", "UNKNOWN_VARIABLE", 2],
    ["- D\nheight, 90000, fix\nheight, 90000, fix", "error", "DUPLICATE_VARIABLE", 3],
    ["- D\nsigma, 1e-9, 5e-8", "warning", "NO_EFFECT", 2],
    ["- F\nmass_percent, 150, fix", "error", "IMPOSSIBLE_VALUE", 2],
    ["- M\nheight, 90000, fix\ngrain_mass_min, nan, fix", "warning", "LOG10_TAKEN_OVER", 3],
    ["- M\nheight, 90000, fix\ngrain_mass_min, nan, nan", "warning", "LOG10_TAKEN_OVER", 3],
    ["- F\nsigma, nan, nan, invgamma", "warning", "DEFAULT_OF_OTHER_KIND", 2],
  ])("%j: %s %s", (extra, severity, code, line) => {
    const issue = issuesOf(base, extra).find((candidate) => candidate.code === code && candidate.line === line);
    expect(issue).toMatchObject({ severity, file: "extraprior" });
  });

  it("count per type", () => {
    const { variables } = resolve(base, "- F\nnumber, 1, 3\n- D\nheight, 90000, fix\n- F\nnumber, 2, 4\n");
    const names = variables.filter((variable) => variable.source === "extra").map((variable) => variable.name);
    expect(names.slice(0, 4)).toEqual(["number_F0", "height_F0", "mass_percent_F0", "sigma_F0"]);
    expect(names).toContain("number_F1");
    expect(names).toContain("mass_index_D0");
  });

  it("take defaults from a flare and from the prior", () => {
    const { variables } = resolve(
      base,
      "- EF\nheight, nan, nan\nerosion_coeff, nan, nan, log\nsigma, nan, nan\ngrain_mass_max, 1e-11, nan, log\nnumber, nan, nan\n",
    );
    const byName = new Map(variables.map((variable) => [variable.name, variable.bounds]));
    expect(byName.get("erosion_coeff_EF0")).toEqual([-12, -6]);
    expect(byName.get("sigma_EF0")).toEqual([1e-9, 0.05 / 1e6]);
    expect(byName.get("grain_mass_max_EF0")).toEqual([-11, -7]);
    expect(byName.get("number_EF0")).toEqual([1, 3]);
    const [low, high] = byName.get("height_EF0") ?? [];
    expect(Number(low)).toBeLessThan(Number(high));
  });

  it("wait for the light curve where a flare is needed", () => {
    const extra = parsePrior("- EF\nheight, nan, flare_start_end\n", { kind: "extraprior" });
    const { issues, prior } = resolvePrior(parsePrior(base), { helpers, extra });
    expect(prior).toBeNull();
    const waiting = issues.filter((issue) => issue.code === "NEEDS_OBSERVATION");
    expect(waiting.map((issue) => [issue.file, issue.line])).toEqual([
      ["extraprior", 2],
      ["extraprior", 2],
    ]);
  });
});
