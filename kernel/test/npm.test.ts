import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

describe("%npm", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
    const folder = path.join(kernel.folder, "sources", "parallax");
    fs.mkdirSync(folder, { recursive: true });
    const scripts = { postinstall: "node -e \"require('fs').writeFileSync('was-run', '')\"" };
    const manifest = { name: "parallax", version: "1.0.0", main: "i.js", types: "i.d.ts", scripts };
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    fs.writeFileSync(path.join(folder, "i.js"), "exports.distance = (p) => 1 / p");
    fs.writeFileSync(path.join(folder, "i.d.ts"), "export declare function distance(parallax: number): number;");
  });
  afterAll(() => kernel.stop());

  const wasRun = () => fs.existsSync(path.join(kernel.folder, "sources", "parallax", "was-run"));

  it("installs_beside_the_notebook_without_install_scripts", async () => {
    await kernel.execute("const before = 5");
    const missing = await kernel.execute("import { distance } from 'parallax'");
    expect((missing.reply["traceback"] as string[]).join("\n")).toContain("%npm install parallax");
    const done = await kernel.execute(
      "%npm install ./sources/parallax\nimport { distance } from 'parallax'\ndistance(0.5) + before",
    );
    expect(done.reply).toMatchObject({ status: "ok" });
    expect(result(done)?.["text/plain"]).toBe("7");
    expect(printed(done)).toContain("Install scripts were not run");
    expect(fs.existsSync(path.join(kernel.folder, "node_modules", "parallax", "i.js"))).toBe(true);
    expect(wasRun()).toBe(false);
  });

  it("types_of_what_was_installed_are_checked", async () => {
    expect((await kernel.execute("distance('near')")).reply["evalue"]).toContain("TS2345");
  });

  it("uninstall_and_unknown_commands", async () => {
    expect((await kernel.execute("%npm uninstall parallax")).reply["status"]).toBe("ok");
    expect(fs.existsSync(path.join(kernel.folder, "node_modules", "parallax"))).toBe(false);
    expect((await kernel.execute("%npm publish")).reply).toMatchObject({ ename: "NpmError" });
    expect((await kernel.execute("%npm install ./nowhere")).reply).toMatchObject({ ename: "NpmError" });
  });

  it("is_no_broken_code_to_the_page", async () => {
    const isComplete = async (code: string) => (await kernel.request("is_complete_request", { code })).reply["status"];
    expect(await isComplete("%npm install x")).toBe("complete");
    expect(await isComplete("%%nocheck\n%npm install x\nf(")).toBe("incomplete");
    const code = "%npm install x\n'a'.toUp";
    const { reply } = await kernel.request("complete_request", { code, cursor_pos: code.length });
    expect(reply["matches"]).toContain("toUpperCase");
  });
});
