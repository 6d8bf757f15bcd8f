import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { sampleFit } from "../unit/status/sample-fit";
import { LabBrowser, type LabPage } from "./lab-browser";
import { notebook } from "./notebook-file";
import { reportingCell } from "./reporting-cell";

jest.setTimeout(300_000);

const more = 'folder: process.cwd() + "/runs/demo",';
const failure = '...(i > 2 ? { phase: "failed", message: "The light curve is empty" } : {}),';
const runStatus = (changes = {}): string => JSON.stringify({ v: 1, kind: "meteor", ...sampleFit(changes) });

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: {
      "fit.ipynb": notebook(["1 + 1", reportingCell({ more }), "3 + 3"]),
      "short.ipynb": notebook([reportingCell({ reports: 60, age: 61 })]),
      "failed.ipynb": notebook([reportingCell({ reports: 5, more: failure })]),
      "deaf.ipynb": notebook([reportingCell({ deaf: true })]),
      "other.ipynb": notebook(["1 + 1"]),
      "runs/demo/summary.txt": "done",
      "runs/far/status.json": runStatus({ label: "far away", controls: ["pause"] }),
    },
  });
  lab = await browser.open("fit.ipynb", "sampler-control");
  lab.page.setDefaultTimeout(60_000);
  await lab.step("the kernel is ready", () => lab.kernelReady());
  await lab.command("nightbook:show-sampler-status");
  await lab.runAll();
  await lab.step("a card appears", () => lab.page.waitForSelector(card, { timeout: 120_000 }));
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

const card = '.nightbook-FitCard[data-fit="demo"]';
const button = (text: string): string => `${card} .nightbook-FitCard-controls button:text-is("${text}")`;
const iterations = async (): Promise<number> =>
  Number((await lab.page.textContent(`${card} [data-field=iteration] dd`))!.replace(/\D/g, ""));
const moved = (from: number): Promise<unknown> =>
  lab.page.waitForFunction(
    ([selector, before]) => Number(document.querySelector(selector)?.textContent?.replace(/\D/g, "")) > before,
    [`${card} [data-field=iteration] dd`, from] as const,
  );
const open = (path: string): Promise<void> => lab.open(path);

describe("a running fit", () => {
  it("shows the posterior so far, of chosen parameters", async () => {
    const shown = `${card} .nightbook-Posterior li`;
    await lab.page.waitForSelector(shown);
    expect(await lab.page.locator(shown).count()).toBe(4);
    expect(await lab.page.getAttribute(`${shown}[data-parameter=m_init] svg`, "aria-label")).toMatch(
      /^log₁₀ m_init: 5\.0 ± 1\.5/,
    );
    const choice = lab.page.locator(`${card} .nightbook-Posterior-choice`);
    if ((await choice.getAttribute("open")) === null) await choice.locator("summary").click();
    await choice.getByLabel("erosion_coeff").check();
    await choice.getByLabel("v_init").uncheck();
    await lab.page.waitForSelector(`${shown}[data-parameter=erosion_coeff]`);
    expect(await lab.page.locator(`${shown}[data-parameter=v_init]`).count()).toBe(0);
    // The pace is told as soon as time has passed.
    await lab.page
      .locator(card)
      .filter({ hasText: /10 workers, \d+ calls\/s/ })
      .waitFor();
    expect(await lab.violationsInEveryTheme(".nightbook-StatusPanel", "status-posterior")).toEqual([]);
  });

  it("waits when it is paused, and goes on when resumed", async () => {
    await lab.page.click(button("Pause"));
    await lab.step("it says so", () => lab.page.waitForSelector(`${card} .nightbook-Phase:has-text("Paused")`));
    const before = await iterations();
    await lab.page.waitForTimeout(800);
    expect(await iterations()).toBe(before);
    await lab.page.click(button("Resume"));
    await lab.step("it moves on", () => moved(before));
  });

  it("goes on to more samples when it is extended", async () => {
    await lab.page.click(button("Extend…"));
    await lab.page.waitForSelector(".jp-Dialog input");
    expect(await lab.accessibilityViolations(".jp-Dialog-content")).toEqual([]);
    await lab.page.fill(".jp-Dialog input", "1234");
    await lab.page.click('.jp-Dialog button:has-text("Extend")');
    await lab.page.waitForSelector(`${card} [data-field=effective] dd:has-text("of 1\u202f234")`);
  });

  it("can be found: its cell and its results", async () => {
    await lab.page.click(button("Show cell"));
    await lab.page.waitForFunction(() =>
      document.querySelector(".jp-Notebook-cell.jp-mod-active")?.textContent?.includes("Demonstration fit"),
    );
    await lab.page.click(button("Open results"));
    await lab.page.waitForSelector('.jp-DirListing-item:has-text("summary.txt")');
    await lab.command("filebrowser:go-to-path", { path: "/" });
  });

  it("stands in the status bar, and a click there opens the panel", async () => {
    const item = ".nightbook-StatusBarItem button";
    expect(await lab.page.textContent(item)).toMatch(/^▶ Demonstration fit: \d+ %, .* left$/);
    await lab.command("application:toggle-right-area");
    expect(await lab.page.isVisible(".nightbook-Status")).toBe(false);
    await lab.page.click(item);
    await lab.page.waitForSelector(".nightbook-Status", { state: "visible" });
    await lab.step("and so do the keys", async () => {
      await lab.command("application:toggle-right-area");
      expect(await lab.page.isVisible(".nightbook-Status")).toBe(false);
      await lab.page.keyboard.press("Alt+Shift+S");
      await lab.page.waitForSelector(".nightbook-Status", { state: "visible" });
    });
  });

  it("can be watched and stopped from a second page", async () => {
    const second = await browser.open("fit.ipynb", "sampler-control-2");
    await second.command("nightbook:show-sampler-status");
    await second.page.waitForSelector(card);
    expect(await second.page.locator(card).count()).toBe(1);
    expect(await lab.page.locator(card).count()).toBe(1);
    await second.page.click(button("Pause"));
    await lab.step("the first page sees it", () =>
      lab.page.waitForSelector(`${card} .nightbook-Phase:has-text("Paused")`),
    );
    await lab.page.click(button("Resume"));
    await second.page.waitForSelector(`${card} .nightbook-Phase:has-text("Base run")`);
    await second.close();
    await moved(await iterations());
  });
});

describe("a fit that goes wrong", () => {
  it("says why it has failed, and lets one copy that", async () => {
    await open("failed.ipynb");
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.page.waitForSelector(`${card}[data-phase=failed]`);
    const message = `${card} .nightbook-FitCard-message`;
    expect(await lab.page.textContent(`${message} p`)).toBe("The light curve is empty");
    expect(await lab.violationsInEveryTheme(".nightbook-StatusPanel", "status-failed")).toEqual([]);
    await lab.page.click(`${message} button`);
    await lab.page.waitForSelector(`${message} button:text-is("Copied")`);
    expect(await lab.page.evaluate(() => navigator.clipboard.readText())).toBe("The light curve is empty");
    await lab.command("notebook:shutdown-kernel");
    await lab.command("docmanager:save");
    await lab.command("application:close");
  });

  it("can be interrupted where it does not heed a stop, once one has agreed", async () => {
    await open("deaf.ipynb");
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.page.waitForSelector(`${card}[data-phase=base]`);
    await lab.page.click(button("Stop"));
    const interrupt = `${card} button:text-is("Interrupt kernel")`;
    await lab.step("an interrupt is offered", () => lab.page.waitForSelector(interrupt, { timeout: 120_000 }));
    await lab.page.click(interrupt);
    await lab.page.waitForSelector(".jp-Dialog");
    expect(await lab.accessibilityViolations(".jp-Dialog-content")).toEqual([]);
    await lab.page.click('.jp-Dialog button:has-text("Cancel")');
    await moved(await iterations());
    await lab.page.click(interrupt);
    await lab.page.click('.jp-Dialog button:has-text("Interrupt")');
    await lab.step("the cell ends", () => lab.kernelReady());
    await lab.step("and the fit with it", () => lab.page.waitForSelector(`${card}[data-phase=stopped]`));
    await lab.command("notebook:shutdown-kernel");
    await lab.command("docmanager:save");
    await lab.command("application:close");
    await open("fit.ipynb");
    await lab.step("its fit is shown again", () => lab.page.waitForSelector(card));
  });
});

describe("the panel", () => {
  it("moves nothing for those who want no motion", async () => {
    const bar = ".nightbook-FitCard .nightbook-Progress-bar";
    const duration = (): Promise<string> =>
      lab.page.$eval(bar, (element) => getComputedStyle(element).transitionDuration);
    expect(await duration()).toBe("0.3s");
    await lab.page.emulateMedia({ reducedMotion: "reduce" });
    expect(await duration()).toBe("0s");
    await lab.page.emulateMedia({ reducedMotion: null });
  });

  it("goes on when it is put on the other side", async () => {
    await lab.page.evaluate(() => {
      const { shell } = window.jupyterapp;
      const panel = [...shell.widgets("right")].find(({ id }) => id === "nightbook-sampler-status")!;
      shell.add(panel, "left");
      shell.activateById(panel.id);
    });
    await lab.page.waitForSelector("#jp-left-stack .nightbook-FitCard");
    await moved(await iterations());
    await lab.page.evaluate(() => {
      const { shell } = window.jupyterapp;
      const panel = [...shell.widgets("left")].find(({ id }) => id === "nightbook-sampler-status")!;
      shell.add(panel, "right");
      shell.activateById(panel.id);
    });
    await lab.page.waitForSelector("#jp-right-stack .nightbook-FitCard");
  });
});

describe("the fits in view", () => {
  it("are those of the notebook in front, of a pinned one, or of all kernels", async () => {
    await lab.page.click('[data-scope="pinned"]');
    await open("other.ipynb");
    await lab.step("the other kernel is ready", () => lab.kernelReady());
    expect(await lab.page.locator(card).count()).toBe(1);
    await lab.page.click('[data-scope="notebook"]');
    await lab.step("the notebook in front has none", () => lab.page.waitForSelector(".nightbook-Empty"));
    await lab.page.click('[data-scope="all"]');
    await lab.page.waitForSelector(card);
    await lab.step("also when its notebook is closed", async () => {
      await open("fit.ipynb");
      await lab.command("docmanager:save");
      await lab.command("application:close");
      await lab.page.waitForSelector(".jp-NotebookPanel:has-text('Demonstration')", { state: "detached" });
      await lab.page.waitForSelector(card, { timeout: 60_000 });
      await moved(await iterations());
    });
    await lab.picture("status-all-kernels");
    await lab.page.click(button("Show cell"));
    await lab.step("which opens again", () => lab.page.waitForSelector(".jp-NotebookPanel:has-text('Demonstration')"));
    await lab.page.click('[data-scope="notebook"]');
    await lab.page.waitForSelector(card);
  });

  it("are told of when they end while nobody looks", async () => {
    await open("short.ipynb");
    await lab.step("the kernel is ready", () => lab.kernelReady());
    await lab.runAll();
    await lab.page.waitForSelector(`${card} .nightbook-Phase:has-text("Base run")`);
    await open("other.ipynb");
    await lab.step("a notice", () =>
      lab.page.waitForSelector('.Toastify__toast:has-text("Demonstration fit is done after 1 min")', {
        timeout: 120_000,
      }),
    );
    await lab.picture("status-end-notice");
    await lab.page.click('.Toastify__toast button:has-text("Show")');
    await lab.page.waitForSelector('.jp-NotebookPanel:not(.lm-mod-hidden):has-text("wanted = 60")');
  });
});

describe("a run of the command line", () => {
  it("is followed through the status.json in its folder", async () => {
    await lab.command("nightbook:follow-run", { path: "runs/far" });
    const run = '.nightbook-Group[data-kind="run"]';
    await lab.page.waitForSelector(`${run} .nightbook-FitCard:has-text("far away")`);
    expect(await lab.page.textContent(`${run} [data-field=ncall] dd`)).toBe("2\u202f878\u202f565");
    expect(await lab.page.locator(`${run} .nightbook-Stop`).count()).toBe(0);
    const path = join(browser.lab.folder, "runs/far/status.json");
    await writeFile(`${path}.part`, runStatus({ label: "far away", ncall: 3_000_000, phase: "done" }));
    await rename(`${path}.part`, path);
    await lab.step("it goes on", () =>
      lab.page.waitForSelector(
        `${run} .nightbook-FitCard[data-phase=done] [data-field=ncall] dd:has-text("3\u202f000\u202f000")`,
      ),
    );
    await lab.picture("status-followed-run");
    expect(JSON.parse(await readFile(path, "utf8")).phase).toBe("done");
    await lab.page.click(`${run} .nightbook-Group-leave`);
    await lab.page.waitForSelector(run, { state: "detached" });
  });
});

describe("the choice of fits", () => {
  it("is the same after the page is loaded again", async () => {
    await lab.page.click('[data-scope="all"]');
    await lab.page.reload();
    await lab.settle();
    await lab.command("nightbook:show-sampler-status");
    await lab.page.waitForSelector('[data-scope="all"][aria-pressed="true"]');
    await lab.step("the card comes back", () => lab.page.waitForSelector(card, { timeout: 60_000 }));
  });
});
