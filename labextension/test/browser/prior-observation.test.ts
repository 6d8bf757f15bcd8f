import { readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { shippedPrior } from "nightbook/priors";
import { LabBrowser, type LabPage } from "./lab-browser";
import { repositoryRoot } from "./lab-server";
import { notebook } from "./notebook-file";

jest.setTimeout(300_000);

const pickle = "20191023_091225_trajectory.pickle";
const { text } = shippedPrior("one-erosion");

/** A prior of forty variables, thirty of them free. */
const manyVariables = Array.from({ length: 40 }, (_, i) => `rho,${100 + i},4000${i % 4 === 3 ? ",log" : ""}`).join(
  "\n",
);

const openCell = `
import { ingest } from "nightbook";
const orionid = await ingest.meteor("${pickle}");
`;

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({
    files: [join(repositoryRoot, "notebooks/data/meteor", pickle)],
    texts: {
      "stone.prior": text,
      "elsewhere/plain.prior": text,
      "elsewhere/many.prior": manyVariables,
      "stone.extraprior": "- F\nheight, h_end, h_beg\nmass_percent, 10, 30\n",
      "elsewhere/empty.prior": "",
      "elsewhere/event.extraprior": "# one\r\n- EF\r\nheight , 90000,100000\r\n",
      "night.ipynb": notebook([openCell]),
    },
  });
  lab = await browser.open("stone.prior", "prior-observation");
  lab.page.setDefaultTimeout(60_000);
  await lab.step("the editor opens", () => lab.page.waitForSelector(".nightbook-Entry"));
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

const inFront = ":is(.jp-Document:not(.lm-mod-hidden))";
const row = (name: string): string => `${inFront} .nightbook-Entry[data-name="${name}"]`;
const open = (path: string): Promise<void> => lab.open(path);

describe("a prior shown for an observation", () => {
  it("takes the pickle beside it, and shows what expressions become", async () => {
    await lab.step("bounds are resolved", () =>
      lab.page.waitForSelector(`${row("v_init")} .nightbook-Cell-resolved:has-text("67\u202f456 ± 500 m/s")`),
    );
    expect(await lab.page.inputValue(".nightbook-Observation select")).toBe(`files:["${pickle}"]`);
    await lab.page.click(".nightbook-Helpers summary");
    expect(await lab.page.textContent(".nightbook-Helpers dl")).toMatch(/h_beg116\u202f110 m.*n_lum02\.76/);
    expect(await lab.page.getAttribute(`${row("zenith_angle")}`, "data-role")).toBe("fixed");
    await lab.step("an expression is evaluated as it is written", async () => {
      await lab.page.click(`${row("v_init")} .nightbook-Cell-first`);
      await lab.page.fill(".nightbook-Cell-input", "v_0/100");
      await lab.page.keyboard.press("Enter");
      await lab.page.waitForSelector(`${row("v_init")} .nightbook-Cell-resolved:has-text("± 674.6 m/s")`);
      await lab.page.keyboard.press("Control+z");
    });
    await lab.page.click(".nightbook-Helpers summary");
  });

  it("draws light curves and lags of meteors from the prior over the data, in time", async () => {
    await lab.page.click('button:has-text("Prior predictive")');
    const verdict = ".nightbook-Predictive-verdict[data-verdict]";
    await lab.step("the draws are there", () => lab.page.waitForSelector(verdict, { timeout: 120_000 }));
    expect(await lab.page.textContent(verdict)).toMatch(
      /^The prior can explain this meteor\. Of the light curve \d+ %/,
    );
    const panels = lab.page.locator(".nightbook-Predictive-panel");
    expect(await panels.nth(0).locator(".nightbook-Predictive-draw").count()).toBeGreaterThan(80);
    expect(await panels.nth(0).getAttribute("aria-label")).toMatch(/^Light curves of 100 draws over the observed one/);
    process.stderr.write(`100 draws: ${await lab.page.getAttribute(verdict, "data-took")} ms\n`);
    expect(await lab.violationsInEveryTheme(".nightbook-PriorEditor", "predictive")).toEqual([]);
    await lab.step("a prior that cannot reach the data says so", async () => {
      await lab.page.click(`${row("m_init")} .nightbook-Cell-first`);
      await lab.page.fill(".nightbook-Cell-input", "1e-9");
      await lab.page.keyboard.press("Tab");
      await lab.page.keyboard.press("Enter");
      await lab.page.fill(".nightbook-Cell-input", "2e-9");
      await lab.page.keyboard.press("Enter");
      await lab.page.waitForSelector('.nightbook-Predictive-verdict[data-verdict="misses"]', { timeout: 120_000 });
      await lab.page.keyboard.press("Control+z");
      await lab.page.keyboard.press("Control+z");
    });
    await lab.page.click('button:has-text("Prior predictive")');
  });

  it("takes fragmentations that go with it", async () => {
    await lab.page.waitForSelector(".nightbook-Companion");
    await lab.page.selectOption(".nightbook-Companion", "stone.extraprior");
    await lab.page.click('button:has-text("Prior predictive")');
    await lab.step("the draws fragment", () =>
      lab.page.waitForSelector(".nightbook-Predictive-verdict[data-verdict]", { timeout: 120_000 }),
    );
    expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("No problems");
    await lab.page.selectOption(".nightbook-Companion", "");
    await lab.page.click('button:has-text("Prior predictive")');
  });

  it("is drawn for fragmentations too, from the prior beside them", async () => {
    await open("stone.extraprior");
    await lab.page.waitForSelector(`${inFront} .nightbook-Companion option[value="stone.prior"]`, {
      state: "attached",
    });
    expect(await lab.page.inputValue(`${inFront} .nightbook-Companion`)).toBe("stone.prior");
    await lab.page.click(`${inFront} button:has-text("Prior predictive")`);
    const verdict = `${inFront} .nightbook-Predictive-verdict[data-verdict]`;
    await lab.step("the draws fragment", () => lab.page.waitForSelector(verdict, { timeout: 120_000 }));
    await lab.step("without a prior it says what is missing", async () => {
      await lab.page.selectOption(`${inFront} .nightbook-Companion`, "");
      await lab.page.waitForSelector(`${inFront} .nightbook-Predictive-note:has-text("Choose the prior")`);
      expect(await lab.page.locator(`${inFront} button:has-text("Fit with this prior")`).count()).toBe(0);
    });
    await lab.page.selectOption(`${inFront} .nightbook-Companion`, "stone.prior");
    await lab.page.waitForSelector(verdict, { timeout: 120_000 });
    expect(await lab.page.locator(`${inFront} button:has-text("Fit with this prior")`).count()).toBe(1);
    await lab.picture("predictive-of-fragmentations");
    await open("stone.prior");
  });

  it("moves lines and puts in variables with keys alone", async () => {
    await lab.page.focus(`${row("rho")} .nightbook-Cell-name`);
    const above = await lab.page.evaluate(() => document.querySelectorAll(".nightbook-Entry").length);
    await lab.page.keyboard.press("Alt+ArrowUp");
    await lab.step("the line has moved", async () => {
      await lab.page.waitForFunction(() => document.activeElement?.textContent?.startsWith("rho"));
      expect(await lab.fileText()).toMatch(/rho[^\n]*\n[^\n]*m_init/);
    });
    await lab.page.keyboard.press("Control+z");
    await lab.page.focus(`${row("rho")} .nightbook-Cell-name`);
    await lab.page.keyboard.press("Insert");
    await lab.page.waitForSelector(".nightbook-Picker input:focus");
    await lab.page.keyboard.type("shape_factor");
    await lab.page.keyboard.press("Enter");
    await lab.page.waitForSelector(row("shape_factor"));
    expect(await lab.fileText()).toMatch(/\nrho[^\n]*\nshape_factor/);
    expect(await lab.page.evaluate(() => document.querySelectorAll(".nightbook-Entry").length)).toBe(above + 1);
    await lab.command("nightbook:undo-in-prior");
    await lab.page.waitForSelector(row("shape_factor"), { state: "detached" });
    await lab.command("docmanager:save");
  });

  it("says without blocking that the file on disk is newer, and takes it", async () => {
    const path = join(browser.lab.folder, "stone.prior");
    await writeFile(path, `# written elsewhere\n${await readFile(path, "utf8")}`);
    const later = new Date(Date.now() + 5000);
    await utimes(path, later, later);
    await lab.step("the banner", () => lab.page.waitForSelector(".nightbook-DiskBanner", { timeout: 120_000 }));
    await lab.picture("prior-newer-on-disk");
    await lab.page.click('.nightbook-DiskBanner button:has-text("Reload from Disk")');
    await lab.step("the text", () => lab.page.waitForSelector('.nightbook-TextRow:has-text("# written elsewhere")'));
    await lab.page.waitForSelector(".nightbook-DiskBanner", { state: "detached" });
  });

  it("takes a meteor that a notebook has open, and starts a fit there", async () => {
    await open("night.ipynb");
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.step("the meteor is open", () =>
      lab.page.waitForSelector('.jp-InputPrompt:has-text("[1]")', { timeout: 120_000 }),
    );
    await open("elsewhere/plain.prior");
    await lab.page.waitForSelector(row("v_init"));
    expect(await lab.page.textContent(`${row("v_init")} .nightbook-Cell-resolved`)).toContain("from the data");
    await lab.step("its values are suggested before it is chosen", async () => {
      // The kernel is asked when an edit begins; the answer is there for what is typed later.
      await lab.page.click(`${row("v_init")} .nightbook-Cell-first`);
      const known = '.nightbook-Suggestions [role=option]:has-text("67\u202f456 m/s in night.ipynb")';
      for (let i = 0; i < 40 && (await lab.page.locator(known).count()) === 0; i++) {
        await lab.page.fill(".nightbook-Cell-input", "");
        await lab.page.keyboard.type("v");
        await lab.page.waitForTimeout(100);
      }
      expect(await lab.page.locator(known).count()).toBe(1);
      await lab.picture("prior-suggestions-of-a-notebook");
      await lab.page.keyboard.press("Escape");
      await lab.page.keyboard.press("Escape");
    });
    const select = `${inFront} .nightbook-Observation select`;
    await lab.page.focus(select);
    const option = `${select} option:has-text("20191023_091225 in night.ipynb")`;
    await lab.step("the notebook's meteor is offered", () => lab.page.waitForSelector(option, { state: "attached" }));
    await lab.page.selectOption(select, await lab.page.locator(option).getAttribute("value"));
    await lab.step("bounds are resolved", () =>
      lab.page.waitForSelector(`${row("v_init")} .nightbook-Cell-resolved:has-text("67\u202f456")`),
    );
    await lab.step("a fit begins", async () => {
      await lab.page.click(`${inFront} button:has-text("Fit with this prior")`);
      await lab.page.waitForSelector('.jp-Dialog button:has-text("Add and run")');
      expect(await lab.accessibilityViolations(".jp-Dialog-content")).toEqual([]);
      await lab.page.click('.jp-Dialog button:has-text("Add and run")');
      await lab.page.waitForSelector(".nightbook-FitCard", { timeout: 120_000 });
    });
    const cell = await lab.page.evaluate(
      () => [...document.querySelectorAll(".jp-Notebook .cm-content")].at(-1)?.textContent,
    );
    expect(cell).toContain('fitting.prior("elsewhere/plain.prior"');
    await lab.picture("fit-with-prior");
    await lab.page.click(".nightbook-FitCard .nightbook-Stop");
    await lab.step("it stops", () =>
      lab.page.waitForSelector(".nightbook-FitCard[data-phase=stopped]", { timeout: 120_000 }),
    );
  });
});

describe("templates and fragmentations", () => {
  it("begin an empty file", async () => {
    await open("elsewhere/empty.prior");
    await lab.page.waitForSelector(`${inFront} .nightbook-Templates`);
    expect(await lab.violationsInEveryTheme(`${inFront} .nightbook-PriorEditor`, "prior-templates")).toEqual([]);
    await lab.page.click(`${inFront} [data-template="two-erosions"]`);
    await lab.page.waitForSelector(row("erosion_height_change"));
    expect(await lab.fileText()).toBe(shippedPrior("two-erosions").text);
  });

  it("are cards to which variables can be added", async () => {
    await open("elsewhere/event.extraprior");
    const card = `${inFront} tbody[data-card]`;
    await lab.page.waitForSelector(`${card}:has-text("Eroding fragments split off")`);
    await lab.page.selectOption(`${card} .nightbook-Block-tools select`, "sigma");
    await lab.page.waitForSelector(row("sigma"));
    await lab.page.click(`${inFront} .nightbook-BlockPicker button:text-is("D")`);
    await lab.page.waitForSelector(`${card}:has-text("Dust is released")`);
    expect(await lab.violationsInEveryTheme(`${inFront} .nightbook-PriorEditor`, "prior-fragmentations")).toEqual([]);
    await lab.command("docmanager:save");
    const saved = await readFile(join(browser.lab.folder, "elsewhere/event.extraprior"), "utf8");
    expect(saved).toMatch(/^# one\r\n- EF\r\nheight , 90000,100000\r\nsigma, 1e-9, 5e-8 {2}# [^\r]*\r\n- D\r\nheight/);
    await lab.page.click(`${card}:has-text("Eroding") .nightbook-Block-tools button`);
    await lab.page.waitForSelector(`${card}:has-text("Eroding")`, { state: "detached" });
    expect(await lab.fileText()).toMatch(/^# one\n- D\n/);
  });

  it("show forty variables with their densities in time", async () => {
    const began = Date.now();
    await open("elsewhere/many.prior");
    await lab.page.waitForSelector(`${inFront} .nightbook-Density svg`);
    process.stderr.write(`40 variables: ${Date.now() - began} ms to drawn densities\n`);
    expect(await lab.page.locator(`${inFront} .nightbook-Entry`).count()).toBe(40);
  });
});
