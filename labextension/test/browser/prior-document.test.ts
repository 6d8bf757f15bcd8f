import { readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { LabBrowser, type LabPage } from "./lab-browser";

jest.setTimeout(180_000);

const text = "# a stone\nv_init, 500, nan, norm\nrho, 100, 4000, log\nsigma, 1e-9, 5e-8\n";

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: { "stone.prior": text },
    settings: { "@jupyterlab/docmanager-extension/plugin": { autosave: false, autosaveInterval: 1 } },
  });
  lab = await browser.open("stone.prior", "document");
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

beforeEach(async () => {
  await lab.closeAll();
  await writeFile(path(), text);
  await lab.open("stone.prior");
  await lab.page.waitForSelector(row("rho"));
});

const path = (): string => join(browser.lab.folder, "stone.prior");
const onDisk = (): Promise<string> => readFile(path(), "utf8");
const row = (name: string): string => `.nightbook-Entry[data-name="${name}"]`;
const tab = '.lm-DockPanel-tabBar .lm-TabBar-tab:has-text("stone.prior")';
const menuItem = (command: string): string => `.lm-Menu-item[data-command="${command}"]`;

async function edit(page: LabPage, name: string, value: string): Promise<void> {
  await page.page.click(`${row(name)} .nightbook-Cell-second`);
  await page.page.fill(".nightbook-Cell-input", value);
  await page.page.keyboard.press("Enter");
  await page.page.waitForSelector(`${row(name)} .nightbook-Cell-second:has-text("${value}")`);
}

async function writeElsewhere(content: string): Promise<void> {
  await writeFile(path(), content);
  const later = new Date(Date.now() + 5000);
  await utimes(path(), later, later);
}

/** Waits until the file on disk says something. */
async function saved(part: string): Promise<void> {
  for (let i = 0; i < 100 && !(await onDisk()).includes(part); i++) await lab.page.waitForTimeout(100);
  expect(await onDisk()).toContain(part);
}

describe("a prior as a document", () => {
  it("marks its tab while there are changes, and asks before they are lost", async () => {
    expect(await lab.page.locator(`${tab}.jp-mod-dirty`).count()).toBe(0);
    await edit(lab, "rho", "4500");
    await lab.page.waitForSelector(`${tab}.jp-mod-dirty`);
    await lab.page.click(`${tab} .lm-TabBar-tabCloseIcon`);
    await lab.page.click('.jp-Dialog button:has-text("Cancel")');
    await lab.page.waitForSelector(row("rho"));
    await lab.command("docmanager:save");
    await lab.page.waitForSelector(`${tab}:not(.jp-mod-dirty)`);
    expect(await onDisk()).toBe(text.replace("4000", "4500"));
  });

  it("is saved by itself where that is switched on", async () => {
    await lab.command("docmanager:toggle-autosave");
    await edit(lab, "rho", "4321");
    await saved("rho, 100, 4321, log");
    await lab.command("docmanager:toggle-autosave");
  });

  it("asks what to do when the file was changed by both", async () => {
    await edit(lab, "rho", "4500");
    await writeElsewhere(`# elsewhere\n${text}`);
    await lab.page.waitForSelector(".nightbook-DiskBanner");
    // The command waits for the answer.
    const saving = lab.command("docmanager:save").catch(() => undefined);
    await lab.step("one dialog, not more", async () => {
      await lab.page.waitForSelector('.jp-Dialog:has-text("File Changed")');
      expect(await lab.page.locator(".jp-Dialog").count()).toBe(1);
    });
    expect(await onDisk()).toContain("# elsewhere");
    await lab.page.click('.jp-Dialog button:has-text("Overwrite")');
    await saving;
    await saved("rho, 100, 4500, log");
    expect(await onDisk()).not.toContain("# elsewhere");
    await lab.page.waitForSelector(".nightbook-DiskBanner", { state: "detached" });
  });

  it("keeps the place in the table when the file is read anew", async () => {
    await lab.page.focus(`${row("sigma")} .nightbook-Cell-name`);
    await lab.page.keyboard.press("ArrowRight");
    await writeElsewhere(`# elsewhere\nshape_factor, 1.21, fix\n${text}`);
    await lab.page.click('.nightbook-DiskBanner button:has-text("Reload from Disk")');
    await lab.page.waitForSelector(row("shape_factor"));
    await lab.page.waitForSelector(`${row("sigma")} .nightbook-Cell-shape[tabindex="0"]`);
    await lab.step("the keys go on from there", async () => {
      await lab.command("docmanager:open", { path: "stone.prior" });
      await lab.page.focus('[role="grid"] [tabindex="0"]');
      await lab.page.keyboard.press("ArrowUp");
      await lab.page.waitForSelector(`${row("rho")} .nightbook-Cell-shape:focus`);
    });
  });

  it("is undone from the menu, wherever one has clicked last", async () => {
    await edit(lab, "rho", "4500");
    await lab.page.click(".jp-DirListing-content");
    await lab.page.click('.lm-MenuBar-item:has-text("Edit")');
    await lab.page.click(menuItem("editmenu:undo"));
    await lab.page.waitForSelector(`${row("rho")} .nightbook-Cell-second:has-text("4000")`);
    expect(await lab.fileText()).toBe(text);
    await lab.step("and by keys without a click into the table", async () => {
      await lab.insertText(0, "# above\n");
      await lab.page.waitForSelector('.nightbook-TextRow:has-text("# above")');
      await lab.command("docmanager:open", { path: "stone.prior" });
      await lab.page.keyboard.press("Control+z");
      await lab.page.waitForSelector('.nightbook-TextRow:has-text("# above")', { state: "detached" });
    });
  });

  it("is found in the menus, the palette and the file browser", async () => {
    await lab.page.click('.lm-MenuBar-item:has-text("File")');
    await lab.page.hover('.lm-Menu-item:has-text("New"):has(.lm-Menu-itemSubmenuIcon)');
    for (const command of ["nightbook:new-prior", "nightbook:new-extraprior"]) {
      await lab.step(`File > New has ${command}`, () => lab.page.waitForSelector(menuItem(command)));
    }
    await lab.page.keyboard.press("Escape");
    await lab.page.keyboard.press("Escape");
    await lab.page.click('.lm-MenuBar-item:has-text("View")');
    await lab.step("View has the panel", () => lab.page.waitForSelector(menuItem("nightbook:show-sampler-status")));
    await lab.page.keyboard.press("Escape");
    await lab.page.click(".jp-DirListing-content", { button: "right", position: { x: 40, y: 300 } });
    await lab.step("so has the file browser", () => lab.page.waitForSelector(menuItem("nightbook:new-prior")));
    await lab.page.keyboard.press("Escape");
    await lab.command("apputils:activate-command-palette");
    await lab.page.keyboard.type("nightbook");
    const shown = await lab.page.locator(".lm-CommandPalette-item").allTextContents();
    for (const wanted of ["New Prior File", "Sampler Status", "Follow a Run", "Fit with this Prior"]) {
      expect(shown.some((item) => item.includes(wanted))).toBe(true);
    }
    await lab.page.keyboard.press("Escape");
  });
});

describe("two clients", () => {
  it("see each other's changes once they are saved, and none is lost", async () => {
    const second = await browser.open("stone.prior", "document-2");
    await second.page.waitForSelector(row("rho"));
    await edit(lab, "rho", "4500");
    await lab.command("docmanager:save");
    await second.step("the other page tells of it", () => second.page.waitForSelector(".nightbook-DiskBanner"));
    await second.page.click('.nightbook-DiskBanner button:has-text("Reload from Disk")');
    await second.page.waitForSelector(`${row("rho")} .nightbook-Cell-second:has-text("4500")`);
    await edit(second, "sigma", "7e-8");
    await second.command("docmanager:save");
    await lab.page.waitForSelector(".nightbook-DiskBanner");
    await lab.page.click('.nightbook-DiskBanner button:has-text("Reload from Disk")');
    await lab.page.waitForSelector(`${row("sigma")} .nightbook-Cell-second:has-text("7e-8")`);
    expect(await onDisk()).toBe(text.replace("4000", "4500").replace("5e-8", "7e-8"));
    expect(await second.fileText()).toBe(await lab.fileText());
    await second.close();
  });
});

describe("after the page is loaded again", () => {
  it("the editor, its text and the panel are where they were", async () => {
    await lab.page.click('button:has-text("Prior predictive")');
    await lab.command("docmanager:open", { path: "stone.prior", factory: "Editor", options: { mode: "split-right" } });
    await lab.page.waitForSelector(".jp-FileEditor .cm-content");
    await lab.command("nightbook:show-sampler-status");
    await lab.step("the layout is noted", async () => {
      const parts = ["nightbook-prior:stone.prior", "editor:stone.prior", "nightbook-sampler-status"];
      const missing = async (): Promise<string[]> => {
        const layout = await fetch(`${browser.lab.url}/lab/api/workspaces/document?token=${browser.lab.token}`);
        const noted = await layout.text();
        return parts.filter((part) => !noted.includes(part));
      };
      for (let i = 0; i < 100 && (await missing()).length > 0; i++) await lab.page.waitForTimeout(100);
      expect(await missing()).toEqual([]);
    });
    // The address names the workspace alone, no file.
    await lab.page.goto(`${browser.lab.url}/lab/workspaces/document?token=${browser.lab.token}`);
    await lab.settle();
    await lab.step("the table", () => lab.page.waitForSelector(row("rho")));
    await lab.step("the text beside it", () => lab.page.waitForSelector(".jp-FileEditor .cm-content"));
    await lab.step("the prior predictive", () => lab.page.waitForSelector(".nightbook-Predictive"));
    await lab.step("the panel", () => lab.page.waitForSelector(".nightbook-Status"));
    await edit(lab, "rho", "4500");
    await lab.page.waitForSelector('.jp-FileEditor .cm-content:has-text("rho, 100, 4500, log")');
    await lab.page.click('button:has-text("Prior predictive")');
  });
});
