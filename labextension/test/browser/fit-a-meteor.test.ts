import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { LabBrowser, type LabPage } from "./lab-browser";
import { repositoryRoot } from "./lab-server";

jest.setTimeout(1_500_000);

/** A fit takes about a minute; much else may run on the machine beside it. */
const patience = 1_200_000;

const notebooks = join(repositoryRoot, "notebooks");
const card = ".nightbook-FitCard";
const chart = ".jp-RenderedVegaCommon5";

let browser: LabBrowser;
let lab: LabPage;

/** The first notebook as a newcomer meets it, but without the outputs that it was committed with. */
function withoutOutputs(path: string): string {
  const notebook = JSON.parse(readFileSync(path, "utf8")) as { cells: { cell_type: string; outputs?: unknown[] }[] };
  for (const cell of notebook.cells) if (cell.cell_type === "code") cell.outputs = [];
  return JSON.stringify(notebook);
}

beforeAll(async () => {
  browser = await LabBrowser.start({
    files: [join(notebooks, "data")],
    texts: {
      "first-steps/fit-a-meteor.ipynb": withoutOutputs(join(notebooks, "first-steps/fit-a-meteor.ipynb")),
      "first-steps/orionid.prior": readFileSync(join(notebooks, "first-steps/orionid.prior"), "utf8"),
    },
  });
  lab = await browser.open("first-steps/fit-a-meteor.ipynb", "fit-a-meteor");
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

describe("the first notebook in JupyterLab", () => {
  it("fits a meteor while the panel follows, and draws its charts", async () => {
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.step("the panel opens when the fit begins", () =>
      lab.page.waitForSelector(`${card}:not([data-phase=done])`, { timeout: patience }),
    );
    const calls = `${card} [data-field=ncall] dd`;
    const before = await lab.page.textContent(calls);
    await lab.step("the panel moves", () =>
      lab.page.waitForFunction(
        ([selector, before]) => document.querySelector(selector)?.textContent !== before,
        [calls, before] as const,
        { timeout: patience },
      ),
    );
    await lab.step("the observation is drawn", async () => {
      await lab.page.waitForSelector(`${chart} :is(canvas, svg)`, { timeout: patience });
      await lab.page.locator(chart).first().scrollIntoViewIfNeeded();
    });
    await lab.step("the evidence is traced", () =>
      lab.page.waitForFunction(
        (line) => (document.querySelector(line)?.getAttribute("d")?.split("L").length ?? 0) > 20,
        `${card} .nightbook-Trace-line`,
        { timeout: patience },
      ),
    );
    await lab.picture("fit-running");
    await lab.step("the fit ends", () => lab.page.waitForSelector(`${card}[data-phase=done]`, { timeout: patience }));
    await lab.step("every cell has run", () => lab.kernelReady(patience));
    expect(await lab.page.textContent(`${card} .nightbook-Evidence strong`)).toMatch(/^−\d+\.\d\d ± \d/);
    await lab.step("the results are drawn", async () => {
      await lab.page.locator(chart).nth(1).scrollIntoViewIfNeeded();
      await lab.page.waitForSelector(`:nth-match(${chart}, 2) :is(canvas, svg)`);
    });
    const problems = await lab.page
      .locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]')
      .count();
    expect(problems).toBe(0);
    await lab.picture("fit-done");
  });

  it("marks a mistake in the notebook's prior", async () => {
    await lab.command("docmanager:open", { path: "first-steps/orionid.prior" });
    const rho = '.nightbook-Entry:has(.nightbook-Cell-name-text:text-is("rho"))';
    await lab.step("the prior opens in its editor", () => lab.page.waitForSelector(rho));
    expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("No problems");
    await lab.page.click(`${rho} .nightbook-Cell-name`);
    await lab.page.fill(".nightbook-Cell-input", "rhoo");
    await lab.page.keyboard.press("Enter");
    await lab.step("the mistake is marked", () => lab.page.waitForSelector(".nightbook-Cell-name[aria-invalid=true]"));
    expect(await lab.page.textContent(".nightbook-MessageRow")).toContain("Did you mean rho?");
  });
});
