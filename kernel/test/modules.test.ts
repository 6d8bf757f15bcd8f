import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

describe("modules", () => {
  let kernel: KernelClient;
  const write = (file: string, text: string) => {
    const place = path.join(kernel.folder, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  };
  const install = (name: string, manifest: object, files: Record<string, string>) => {
    const all = { "package.json": JSON.stringify({ name, version: "1.0.0", ...manifest }), ...files };
    for (const [file, text] of Object.entries(all)) write(`node_modules/${name}/${file}`, text);
  };
  const value = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    return result(done)?.["text/plain"];
  };

  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  it("import_node_builtin", async () => {
    expect(await value("import * as path from 'node:path'; path.basename('/a/b.txt')")).toBe("'b.txt'");
    expect(await value("import { sep } from 'path'; sep")).toBe("'/'");
    expect(await value("import os, { EOL } from 'node:os'; os.EOL === EOL")).toBe("true");
  });

  it("import_cjs_package", async () => {
    install(
      "old-style",
      { main: "index.js", types: "index.d.ts" },
      {
        "index.js": "module.exports = { twice: (x) => 2 * x }",
        "index.d.ts": "export declare function twice(x: number): number;",
      },
    );
    expect(await value("import { twice } from 'old-style'; twice(4)")).toBe("8");
    expect(await value("import * as old from 'old-style'; old.twice(5)")).toBe("10");
    expect(await value("twice(6)")).toBe("12");
  });

  it("import_esm_only_package", async () => {
    install(
      "new-style",
      { type: "module", main: "index.js", types: "index.d.ts" },
      {
        "index.js": "export default (x) => 3 * x; export const name = 'new'",
        "index.d.ts": "export default function thrice(x: number): number; export declare const name: string;",
      },
    );
    expect(await value("import thrice, { name } from 'new-style'; name + thrice(3)")).toBe("'new9'");
  });

  it("import_esm_package_with_exports_map", async () => {
    install(
      "mapped",
      {
        type: "module",
        exports: {
          ".": { types: "./t.d.ts", import: "./main.js" },
          "./part": { types: "./p.d.ts", import: "./part.js" },
        },
      },
      {
        "main.js": "export const whole = 'whole'",
        "t.d.ts": "export declare const whole: string;",
        "part.js": "export const part = 'part'",
        "p.d.ts": "export declare const part: string;",
      },
    );
    expect(await value("import { whole } from 'mapped'; whole")).toBe("'whole'");
  });

  it("import_esm_subpath_export", async () => {
    expect(await value("import { part } from 'mapped/part'; part")).toBe("'part'");
  });

  it("import_esm_with_top_level_await", async () => {
    install(
      "waiting",
      { type: "module", exports: { types: "./i.d.ts", default: "./i.js" } },
      {
        "i.js": "export const late = await new Promise((resolve) => setTimeout(() => resolve('late'), 5))",
        "i.d.ts": "export declare const late: string;",
      },
    );
    expect(await value("import { late } from 'waiting'; late")).toBe("'late'");
  });

  it("package_with_require_condition_is_required", async () => {
    install(
      "both",
      { exports: { types: "./i.d.ts", import: "./i.mjs", require: "./i.cjs" } },
      {
        "i.mjs": "export const kind = 'import'",
        "i.cjs": "exports.kind = 'require'",
        "i.d.ts": "export declare const kind: string;",
      },
    );
    expect(await value("import { kind } from 'both'; kind")).toBe("'require'");
  });

  it("dynamic_import", async () => {
    expect(await value("const os = await import('node:os'); typeof os.cpus")).toBe("'function'");
    expect(await value("(await import('old-style')).twice(7)")).toBe("14");
  });

  it("import_local_ts", async () => {
    write(
      "helper.ts",
      "export interface Pair { a: number }\nexport const sum = (p: Pair, b: number): number => p.a + b;\n",
    );
    expect(await value("import { sum, type Pair } from './helper'; const pair: Pair = { a: 1 }; sum(pair, 2)")).toBe(
      "3",
    );
    const wrong = await kernel.execute("import { sum } from './helper'; sum({ a: 'x' }, 1)");
    expect(wrong.reply["evalue"]).toContain("TS2322");
  });

  it("local_ts_edit_is_picked_up", async () => {
    write("edited.ts", "export const version = 1;\n");
    write("outer.ts", "import { version } from './edited';\nexport const seen = () => version;\n");
    expect(await value("import { version } from './edited'; import { seen } from './outer'; [version, seen()]")).toBe(
      "[ 1, 1 ]",
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    write("edited.ts", "export const version = 'two';\n");
    expect(
      await value("import { version } from './edited'; import { seen } from './outer'; [version.length, seen()]"),
    ).toBe("[ 3, 'two' ]");
  });

  it("error_in_local_ts_points_at_its_line", async () => {
    write(
      "failing.ts",
      "interface Unused {\n  a: number;\n}\nexport function fail(): never {\n  throw new Error('inside');\n}\n",
    );
    const { reply } = await kernel.execute("import { fail } from './failing'\nfail()");
    expect((reply["traceback"] as string[]).join("\n")).toMatch(/failing\.ts:5:9/);
  });

  it("import_json", async () => {
    write("data.json", '{ "answer": 42 }');
    expect(await value("import data from './data.json'; data.answer")).toBe("42");
  });

  it("import_type_only", async () => {
    write("shapes.ts", "export interface Shape { sides: number }\n");
    expect(await value("import type { Shape } from './shapes'; const square: Shape = { sides: 4 }; square.sides")).toBe(
      "4",
    );
  });

  it("modern_syntax", async () => {
    expect(
      await value("class M { #x = 1; static y = 2; static { M.y++ } get x() { return this.#x } }; new M().x + M.y"),
    ).toBe("4");
    expect(await value("[3, 1, 2].toSorted().at(-1)")).toBe("3");
    expect(await value("const sat = { a: 1 } satisfies Record<string, number>; sat.a ** 2")).toBe("1");
  });

  it("using_declaration", async () => {
    const done = await kernel.execute(
      "{ using held = { [Symbol.dispose]() { console.log('released') } }; console.log('held', typeof held) }",
    );
    expect(printed(done)).toBe("held object\nreleased\n");
    const top = await kernel.execute(
      "using above = { n: 5, [Symbol.dispose]() { console.log('end') } }; console.log(above.n)",
    );
    expect(printed(top)).toBe("5\nend\n");
  });

  it("packages_without_types_can_be_imported", async () => {
    install("untyped", { main: "i.js" }, { "i.js": "exports.f = (x) => x + 1" });
    expect(await value("import { f } from 'untyped'; import whole from 'untyped'; f(1) + whole.f(2)")).toBe("5");
    install(
      "untyped-module",
      { type: "module", exports: { ".": "./i.js" } },
      { "i.js": "export const g = (x) => x * 2" },
    );
    expect(await value("import { g } from 'untyped-module'; g(4)")).toBe("8");
  });

  it("missing_module_is_a_type_error_with_its_name", async () => {
    const { reply } = await kernel.execute("import { x } from 'no-such-package'");
    expect(reply["evalue"]).toContain("no-such-package");
  });

  it("unchecked_missing_module_is_a_clear_error", async () => {
    const { reply } = await kernel.execute("%%nocheck\nimport { x } from 'no-such-package'");
    expect(reply["evalue"]).toMatch(/Cannot find (module|package) ["']no-such-package["']/);
  });

  it("nightbook_resolves_from_an_empty_folder", async () => {
    expect(
      await value(
        "import { NightbookError, type FitStatus } from 'nightbook/core'; new NightbookError('m', { code: 'C' }).code",
      ),
    ).toBe("'C'");
    const wrong = await kernel.execute("let status: FitStatus = 5");
    expect(wrong.reply["evalue"]).toContain("FitStatus");
  });

  it("apache_arrow_is_the_copy_that_nightbook_uses", async () => {
    await value(
      "import { tableFromArrays } from 'apache-arrow'; const table = tableFromArrays({ a: Float64Array.of(1, 2) })",
    );
    expect(await value("table.getChild('a')?.get(1)")).toBe("2");
    expect(await value("const wrong: string = '' ; table.numRows")).toBe("2");
    const arrow = require.resolve("apache-arrow", { paths: [path.join(__dirname, "..", "..", "lib")] });
    expect(await value("require.resolve('apache-arrow')")).toBe(`'${fs.realpathSync(arrow)}'`);
  });

  it("arrow_tables_become_frames_of_danfojs", async () => {
    const done = await kernel.execute(
      "import { fromDanfo } from 'nightbook'; import { tableFromArrays as columns } from 'apache-arrow'; const frame = columns({ jd: Float64Array.of(2459000.123456789, 2459001.5) }).toDanfo(); frame.mul(1).column('jd').values[0]",
    );
    expect(result(done)?.["text/plain"]).toBe("2459000.123456789");
    expect(
      (await kernel.execute("frame")).messages.find(({ type }) => type === "execute_result")?.content["data"],
    ).toMatchObject({
      "application/vnd.nightbook.table.v1+json": { columns: [{ name: "" }, { name: "jd" }], total: 2 },
    });
    expect(await value("fromDanfo(frame, { units: { jd: 'd' } }).schema.fields[0]?.metadata.get('unit')")).toBe("'d'");
    expect((await kernel.execute("frame.nothing()")).reply["evalue"]).toContain("TS2339");
  });

  it("a_real_package_wins_over_the_lent_one", async () => {
    const folder = fs.mkdtempSync(path.join(kernel.folder, "inner-"));
    const own = path.join(folder, "node_modules", "nightbook");
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(
      path.join(own, "package.json"),
      JSON.stringify({ name: "nightbook", main: "i.js", types: "i.d.ts" }),
    );
    fs.writeFileSync(path.join(own, "i.js"), "exports.mine = 'mine'");
    fs.writeFileSync(path.join(own, "i.d.ts"), "export declare const mine: string;");
    const other = await KernelClient.start({ folder });
    const done = await other.execute("import { mine } from 'nightbook'; mine");
    await other.stop();
    expect(result(done)?.["text/plain"]).toBe("'mine'");
  });

  it("tslab_display_writes_to_this_kernel", async () => {
    const done = await kernel.execute("import * as tslab from 'tslab'; tslab.display.html('<b>bold</b>')");
    expect(done.messages.find(({ type }) => type === "display_data")?.content["data"]).toMatchObject({
      "text/html": "<b>bold</b>",
    });
  });

  it("import_meta_tells_the_folder", async () => {
    expect(await value("%%nocheck\nimport.meta.dirname")).toBe(`'${fs.realpathSync(kernel.folder)}'`);
  });
});
