import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { installKernelSpec, uninstallKernelSpec } from "../../src/install";

describe("kernelspec", () => {
  it("is written where Jupyter looks, and removed", () => {
    const prefix = fs.mkdtempSync(path.join(os.tmpdir(), "nightbook-prefix-"));
    const folder = installKernelSpec(prefix, "/opt/node");
    expect(folder).toBe(path.join(prefix, "share", "jupyter", "kernels", "nightbook"));
    const spec = JSON.parse(fs.readFileSync(path.join(folder, "kernel.json"), "utf8"));
    expect(spec).toMatchObject({
      display_name: "TypeScript (Nightbook)",
      language: "typescript",
      interrupt_mode: "message",
      metadata: { debugger: false },
    });
    expect(spec.argv[0]).toBe("/opt/node");
    expect(spec.argv[1]).toMatch(/main\.js$/);
    expect(spec.argv[2]).toBe("{connection_file}");
    for (const [size, name] of [
      [32, "logo-32x32.png"],
      [64, "logo-64x64.png"],
    ] as const) {
      const png = fs.readFileSync(path.join(folder, name));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
    expect(fs.readFileSync(path.join(folder, "logo-svg.svg"), "utf8")).toContain("<svg");
    expect(uninstallKernelSpec(prefix)).toBe(true);
    expect(uninstallKernelSpec(prefix)).toBe(false);
    fs.rmSync(prefix, { recursive: true });
  });
});
