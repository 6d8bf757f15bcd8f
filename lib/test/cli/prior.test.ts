import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { emptyFolder, golden, nightbook, pickle } from "./command-line";

describe("nightbook prior check", () => {
  it("resolves a prior against a meteor as the original does", async () => {
    const reference = JSON.parse(readFileSync(golden("meteor-example/prior_bounds.json"), "utf8"))[
      "stony_meteoroid_2ErosFrag.prior"
    ];
    const file = golden("priors/stony_meteoroid_2ErosFrag.prior");
    const { status, out } = await nightbook(["prior", "check", file, "--data", pickle, "--json"]);
    expect(status).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.variables).toEqual(reference.variables);
    expect(answer.flags).toEqual(reference.flags);
    for (const [i, bounds] of answer.bounds.entries()) {
      expect(bounds[0]).toBeCloseTo(reference.bounds[i][0], 6);
      expect(Math.abs(bounds[1] / reference.bounds[i][1] - 1)).toBeLessThan(1e-6);
    }
  });

  it("works without a meteor and says what comes from the data", async () => {
    const { status, out } = await nightbook(["prior", "check", "one-erosion"]);
    expect(status).toBe(0);
    expect(out).toMatch(/v_init +norm +500 +from the data/);
  });

  it("tells every mistake with line and column, and ends with status 1", async () => {
    const folder = emptyFolder();
    const text = readFileSync(golden("priors/stony_meteoroid.prior"), "utf8");
    writeFileSync(join(folder, "bad.prior"), `${text}rhoo, 1, 2\nsigma, 1e-9, (5e-8\n`);
    const { status, out, err } = await nightbook(["prior", "check", "bad.prior"], { cwd: folder });
    expect([status, out]).toEqual([1, ""]);
    const lines = err.trim().split("\n");
    expect(lines.filter((line) => line.startsWith("error: "))).toEqual([
      expect.stringMatching(/^error: bad\.prior, line 13, column 1: .*rhoo.* Did you mean rho\?$/),
      expect.stringMatching(/^error: bad\.prior, line 14, column 1: .*$/),
      expect.stringMatching(/^error: bad\.prior, line 14, column 14: This bracket is never closed\. .*$/),
    ]);
    expect(lines.filter((line) => line.startsWith("info"))).toEqual([]);
  });

  it.each(["fireball", golden("priors/metsim_fragmentation_add_third_fragmentation.extraprior")])(
    "checks an extraprior beside the built-in default: %s",
    async (extra) => {
      const { status, out, err } = await nightbook(["prior", "check", extra, "--data", pickle]);
      expect([status, err.match(/^error/m)]).toEqual([0, null]);
      expect(out).toMatch(/height_(EF|M)0/);
    },
  );

  it("a prior with an unknown variable stops an observation", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "bad.prior"), "rhoo, 1, 2\n");
    const { status, out, err } = await nightbook(["meteor", "observe", pickle, "--prior", "bad.prior"], {
      cwd: folder,
    });
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^bad\.prior, line 1, column 1: .*rhoo.*\n$/);
  });

  it("a prior with an unknown variable stops a likelihood in one line each", async () => {
    const folder = emptyFolder();
    const text = readFileSync(golden("priors/stony_meteoroid.prior"), "utf8");
    writeFileSync(join(folder, "bad.prior"), `${text}rhoo, 1, 2\n`);
    writeFileSync(join(folder, "v.json"), '{"variables": ["rho"], "vectors": [[3]]}');
    const before = readdirSync(folder);
    const { status, out, err } = await nightbook(
      ["meteor", "loglike", pickle, "--prior", "bad.prior", "--vectors", "v.json"],
      { cwd: folder },
    );
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^bad\.prior, line 13, column 1: .*rhoo.*\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe("nightbook prior list and copy", () => {
  it("copies a listed prior, once", async () => {
    const folder = emptyFolder();
    const { out } = await nightbook(["prior", "list", "--json"]);
    const names = (JSON.parse(out) as { name: string }[]).map((prior) => prior.name);
    expect(names).toContain("one-erosion");
    expect((await nightbook(["prior", "copy", "one-erosion"], { cwd: folder })).status).toBe(0);
    expect(readdirSync(folder)).toEqual(["one-erosion.prior"]);
    const again = await nightbook(["prior", "copy", "one-erosion"], { cwd: folder });
    expect([again.status, again.err]).toEqual([1, expect.stringContaining("exists already")]);
    writeFileSync(join(folder, "file"), "");
    const nowhere = await nightbook(["prior", "copy", "iron", "-o", "file/iron.prior"], { cwd: folder });
    expect([nowhere.status, nowhere.err]).toEqual([1, expect.stringMatching(/^file\/iron\.prior: Cannot .*\n$/)]);
    const unknown = await nightbook(["prior", "copy", "granite"], { cwd: folder });
    expect([unknown.status, unknown.err]).toEqual([1, expect.stringContaining("no shipped prior")]);
  });
});
