import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { LabBrowser, type LabPage } from "./lab-browser";
import { notebook } from "./notebook-file";

jest.setTimeout(300_000);

/** More rows than travel, with a text that would be markup and numbers that sort differently as text. */
const tableCell = `
nb.display.table(
  Array.from({ length: 1500 }, (_, i) => ({
    star: i === 3 ? "<img src=x onerror=document.title='broken'>" : "star " + (i + 1),
    flux: i === 1 ? NaN : ((i * 37) % 100) - 50,
    seen: i % 2 === 0,
  })),
  { caption: "Stars of a night", units: { flux: "mJy" } },
);
`;

/** Keeps the kernel from answering for a while. */
const busyCell = "for (const end = Date.now() + 3000; Date.now() < end; );";

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({ texts: { "table.ipynb": notebook([tableCell, busyCell]) } });
});
afterAll(() => browser?.stop());

beforeEach(async () => {
  lab = await browser.open("table.ipynb", "table");
  await lab.step("the kernel is ready", () => lab.kernelReady());
});
afterEach(() => lab?.close());

const table = ".nightbook-Table";

const column = (at: number): Promise<string[]> => lab.page.locator(`${table} td:nth-child(${at})`).allTextContents();

const shows = (text: string): Promise<unknown> =>
  lab.page.waitForSelector(`${table} [role=status]:text-is("${text}")`, { timeout: 60_000 });

/** Which rows the line below the table tells of, whether others are said to be on their way, and the first flux. */
const now = async (): Promise<string[]> =>
  Promise.all([
    lab.page.locator(`${table} [role=status]`).first().innerText(),
    lab.page.locator(`${table}-loading`).innerText(),
    lab.page.locator(`${table} td:nth-child(2)`).first().innerText(),
  ]);

describe("a table in an output", () => {
  it("is drawn in pages, sorted by mouse and keyboard, as text, in every theme", async () => {
    await lab.command("notebook:run-cell-and-select-next");
    await lab.step("the table appears", () => lab.page.waitForSelector(table, { timeout: 60_000 }));
    const header = lab.page.locator(`${table} th`);
    expect(await header.nth(1).innerText()).toMatch(/^flux\s+mJy$/);
    expect(await lab.page.textContent(`${table} caption`)).toContain("Stars of a night");
    await lab.step("the kernel gives all rows", () => shows("Rows 1–20 of 1\u202f500"));
    expect(await lab.page.locator(`${table} .nightbook-Table-note`).count()).toBe(0);
    expect((await column(1))[3]).toBe("<img src=x onerror=document.title='broken'>");
    expect(await lab.page.locator(`${table} img`).count()).toBe(0);

    await lab.step("a click sorts", async () => {
      await header.nth(1).locator("button").click();
      await shows("Rows 1–20 of 1\u202f500, by flux, ascending");
      expect(await header.nth(1).getAttribute("aria-sort")).toBe("ascending");
      expect((await column(2))[0]).toBe("-50");
    });
    await lab.step("Enter on the focused header turns the order round", async () => {
      await lab.page.keyboard.press("Enter");
      await shows("Rows 1–20 of 1\u202f500, by flux, descending");
      expect((await column(2))[0]).toBe("49");
    });
    await lab.step("the last page has the value that is no number", async () => {
      await lab.page.click(`${table} [aria-label="Last page"]`);
      await shows("Rows 1\u202f481–1\u202f500 of 1\u202f500, by flux, descending");
      expect((await column(2)).at(-1)).toBe("NaN");
    });
    await lab.step("Space turns a page", async () => {
      await lab.page.focus(`${table} [aria-label="Previous page"]`);
      await lab.page.keyboard.press("Space");
      await shows("Rows 1\u202f461–1\u202f480 of 1\u202f500, by flux, descending");
    });
    await lab.step("a page can have fewer rows", async () => {
      await lab.page.selectOption(`${table} select`, "10");
      await shows("Rows 1\u202f461–1\u202f470 of 1\u202f500, by flux, descending");
    });
    await lab.step("the line stays with its rows while the kernel has no time for others", async () => {
      const before = await now();
      await lab.command("notebook:move-cursor-down");
      await lab.page.evaluate(() => void window.jupyterapp.commands.execute("notebook:run-cell"));
      await lab.page.waitForSelector(".jp-Notebook .jp-Cell:nth-child(2) .jp-InputPrompt:text-is('[*]:')");
      await lab.page.click(`${table} [aria-label="First page"]`);
      await lab.page.waitForSelector(`${table}-loading:text-is("Loading…")`);
      expect(await now()).toEqual([before[0], "Loading…", before[2]]);
      for (const theme of ["Light", "Dark"]) {
        await lab.theme(`JupyterLab ${theme}`);
        await lab.picture(`table-loading-${theme.toLowerCase()}`);
        expect(await lab.accessibilityViolations(table)).toEqual([]);
      }
      await shows("Rows 1–10 of 1\u202f500, by flux, descending");
      expect(await now()).toEqual(["Rows 1–10 of 1\u202f500, by flux, descending", "", "49"]);
    });
    for (const theme of ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"]) {
      await lab.theme(theme);
      await lab.picture(`table-${theme.replace("JupyterLab ", "").replaceAll(" ", "-").toLowerCase()}`);
      expect({ theme, violations: await lab.accessibilityViolations(table) }).toEqual({ theme, violations: [] });
    }
    await lab.theme("JupyterLab Light");
  });
});
