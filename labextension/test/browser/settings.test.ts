import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { LabBrowser, type LabPage } from "./lab-browser";
import { repositoryRoot } from "./lab-server";
import { notebook } from "./notebook-file";
import { reportingCell } from "./reporting-cell";

jest.setTimeout(300_000);

let browser: LabBrowser;
let lab: LabPage;

/** The texts in the sources that may be for people: sentences, names, and what has places for values. */
function texts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return texts(path);
    const found = readFileSync(path, "utf8").matchAll(/"((?:[^"\\\n]|\\.)*)"/g);
    return [...found].map(([, text]) => JSON.parse(`"${text}"`) as string).filter((text) => /^[A-Z%]|\w \w/.test(text));
  });
}

/** A language in which every text stands in brackets. */
const brackets = Object.fromEntries(
  texts(join(repositoryRoot, "labextension/src")).map((text) => [text, [`⟦${text}⟧`]]),
);

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: {
      "stone.prior": "rho, 100, 4000, log\nsigma, 1e-9, 5e-8\nrho, 1, 2\n",
      "fit.ipynb": notebook([reportingCell()]),
    },
    settings: {
      "@jupyterlab/translation-extension/plugin": { locale: "xx_XX" },
      "@nightbook/labextension/prior-editor": { predictive: true, densities: false, saveOnCommit: true },
      "@nightbook/labextension/sampler-status": { hiddenFields: ["batch", "nc"], scope: "all", showOnStart: false },
    },
  });
  lab = await browser.open("stone.prior", "settings", async (page) => {
    await page.route(/\/lab\/api\/translations\/xx/, (route) =>
      route.fulfill({
        json: {
          data: {
            nightbook: {
              "": { domain: "nightbook", language: "xx", plural_forms: "nplurals=1; plural=0;" },
              ...brackets,
            },
          },
          message: "",
        },
      }),
    );
  });
  lab.page.setDefaultTimeout(60_000);
  await lab.step("the editor opens", () => lab.page.locator(".nightbook-Entry").first().waitFor());
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

describe("in another language and with other settings", () => {
  it("the editor speaks that language, and heeds its settings", async () => {
    expect(await lab.page.textContent(".nightbook-Issues-count")).toMatch(/⟦\d+ errors?⟧/);
    expect(await lab.page.textContent(".nightbook-Prior thead")).toContain("⟦Becomes⟧");
    expect(await lab.page.getAttribute(".nightbook-Prior", "aria-label")).toBe("⟦Prior⟧");
    expect(await lab.page.textContent(".nightbook-Predictive-note")).toMatch(/^⟦.*⟧$/);
    expect(await lab.page.locator(".nightbook-Density svg").count()).toBe(0);
    await lab.page.click('[data-line="3"] [data-column="3"]');
    await lab.page.fill(".nightbook-Cell-input", "3");
    await lab.page.keyboard.press("Enter");
    await lab.step("a change is saved at once", async () => {
      const path = join(browser.lab.folder, "stone.prior");
      for (let i = 0; i < 50 && !(await readFile(path, "utf8")).includes("rho, 1, 3"); i++)
        await lab.page.waitForTimeout(100);
      expect(await readFile(path, "utf8")).toContain("rho, 1, 3");
    });
    await lab.picture("prior-in-brackets");
  });

  it("the panel too", async () => {
    await lab.open("fit.ipynb");
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.step("a fit has begun", () => lab.page.waitForSelector(".nightbook-StatusBarItem button"));
    expect(await lab.page.locator(".nightbook-Status").isVisible()).toBe(false);
    await lab.command("nightbook:show-sampler-status");
    await lab.page.locator(".nightbook-FitCard").waitFor();
    expect(await lab.page.getAttribute('[data-scope="all"]', "aria-pressed")).toBe("true");
    expect(await lab.page.textContent(".nightbook-Phase")).toMatch(/⟦Base run⟧/);
    expect(await lab.page.textContent(".nightbook-Progress-text")).toMatch(/⟦⟦about \d+ min⟧ left⟧/);
    expect(await lab.page.locator('[data-field="batch"], [data-field="nc"]').count()).toBe(0);
    expect(await lab.page.locator('[data-field="ncall"]').count()).toBe(1);
    // Everything that goes through the translator comes back in brackets.
    const bare = await lab.page.evaluate((known) => {
      const walker = document.createTreeWalker(document.querySelector(".nightbook-StatusPanel")!, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode())
        if (known.includes(walker.currentNode.textContent ?? "")) found.push(walker.currentNode.textContent!);
      return found;
    }, Object.keys(brackets));
    expect(bare).toEqual([]);
    await lab.picture("status-in-brackets");
    await lab.step("keys alone stop the fit", async () => {
      await lab.page.focus('[data-scope="all"]');
      for (let i = 0; i < 30; i++) {
        await lab.page.keyboard.press("Tab");
        const isStop = await lab.page.evaluate(() => document.activeElement?.classList.contains("nightbook-Stop"));
        if (isStop) break;
      }
      await lab.page.keyboard.press("Enter");
      await lab.page.locator(".nightbook-FitCard[data-phase=stopped]").waitFor();
    });
  });
});
