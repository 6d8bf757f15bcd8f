import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

/** Ways to give the name X a value V. */
const forms: Record<string, string> = {
  var: "var X = V",
  let: "let X = V",
  const: "const X = V",
  function: "function X() { return V }",
  class: "class X { static v = V }",
  enum: "enum X { A = V }",
  namespace: "namespace X { export const a = V }",
  import: "import X from 'os'",
  "import of all": "import * as X from 'os'",
  "pattern of var": "var { X } = { X: V }",
  "pattern of const": "const [X] = [V]",
  "var of a loop": "for (var X = 0; X < V; X++) {}",
  "var of a block": "if (true) { var X = V }",
  using: "using X = { [Symbol.dispose]() {} }",
};

describe("names declared again", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await KernelClient.start();
  });
  afterAll(() => kernel.stop());

  const text = async (code: string) => {
    const done = await kernel.execute(code);
    expect(done.reply).toMatchObject({ status: "ok" });
    return result(done)?.["text/plain"];
  };

  it.each(Object.keys(forms))("%s, whatever the name was before", async (later) => {
    const written = (form: string, earlier: string, value: string) =>
      String(forms[form]).replace(/X/g, `${earlier}_${later}`.replace(/\W/g, "")).replace(/V/g, value);
    const names = Object.keys(forms);
    await text(names.map((earlier) => written(earlier, earlier, "1")).join("\n"));
    await text(names.map((earlier) => written(later, earlier, "2")).join("\n"));
  });

  it("an enum and a namespace begin afresh", async () => {
    await text("enum Colour { Red, Green }\nnamespace Box { export const a = 1 }");
    expect(await text("enum Colour { Blue }\nColour")).toBe("{ '0': 'Blue', Blue: 0 }");
    expect(await text("namespace Box { export const b = 2 }\nnamespace Box { export const c = 3 }\nBox")).toBe(
      "{ b: 2, c: 3 }",
    );
    expect(await text("function made() { return made.size }\nnamespace made { export const size = 4 }\nmade()")).toBe(
      "4",
    );
  });

  it("functions are hoisted, and earlier ones call the new ones", async () => {
    expect(
      await text("twice(4)\nfunction twice(x: number) { return x * factor() }\nfunction factor() { return 2 }"),
    ).toBe(undefined);
    await text("const factor = () => 3");
    expect(await text("twice(4)")).toBe("12");
    expect(
      await text("async function later() { return 1 }\nfunction* some() { yield 2 }\n[later.name, some.name]"),
    ).toBe("[ 'later', 'some' ]");
    expect(await text("[await later(), ...some(), String(later)]")).toBe(
      "[ 1, 2, 'async function later() { return 1; }' ]",
    );
  });

  it("var in blocks, loops and patterns", async () => {
    expect(await text("for (var i = 0, n = 3; i < n; i++) {}\ni")).toBe("3");
    expect(
      await text("%%nocheck\nfor (var key in { a: 1, b: 2 }) {}\nfor (var [first] of [[7], [8]]) {}\n[key, first]"),
    ).toBe("[ 'b', 8 ]");
    expect(await text("%%nocheck\nfor await (var late of [Promise.resolve(5)]) {}\nlate")).toBe("5");
    expect(await text("try { var { a: deep, ...rest } = { a: 1, b: 2 } } finally {}\n[deep, rest]")).toBe(
      "[ 1, { b: 2 } ]",
    );
    expect(await text("var twiceSet = 1; var twiceSet = 2; twiceSet")).toBe("2");
    expect(await text("if (true) { var unseen = 5 }")).toBeUndefined();
    expect(await text("%%nocheck\ni + n")).toBe("6");
  });

  it("exports mean nothing in a cell", async () => {
    await text("export const one = 1; export default class Made { two = 2 }");
    expect(await text("export default { three: one + new Made().two }")).toBeUndefined();
    expect(
      printed(await kernel.execute("export default function () {}\nexport { one as uno }\nconsole.log(one)")),
    ).toBe("1\n");
    expect(await text("module.exports = { one }; one")).toBe("1");
  });
});
