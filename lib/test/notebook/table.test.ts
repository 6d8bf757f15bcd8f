import { describe, expect, it } from "@jest/globals";
import { displaySymbol } from "../../src/core/display";
import { Table } from "../../src/notebook/table";

const table = new Table(
  [{ title: "variable" }, { title: "median", unit: "kg/m³", align: "right" }],
  [
    ["ρ", "3400"],
    ["<script>alert(1)</script>", "1 & 2"],
  ],
  "Posterior",
);

describe("Table", () => {
  it("lines its columns up", () => {
    expect(table.toString().split("\n")).toEqual([
      "Posterior",
      "variable                   median [kg/m³]",
      "-------------------------  --------------",
      "ρ                                    3400",
      "<script>alert(1)</script>           1 & 2",
    ]);
  });

  it("lets no text become markup", () => {
    const html = table[displaySymbol]()["text/html"] as string;
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;");
    expect(html).toContain("1 &amp; 2");
  });
});
