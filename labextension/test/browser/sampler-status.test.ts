import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { WebSocketRoute } from "playwright-core";
import { LabBrowser, type LabPage } from "./lab-browser";
import { notebook } from "./notebook-file";
import { reportingCell } from "./reporting-cell";

jest.setTimeout(300_000);

let browser: LabBrowser;
let lab: LabPage;
let sockets: WebSocketRoute[];
let silenced: boolean;
let count = 0;

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: {
      "fit-0.ipynb": notebook([reportingCell()]),
      "fit-1.ipynb": notebook([reportingCell()]),
      "fit-2.ipynb": notebook([reportingCell()]),
      "fit-3.ipynb": notebook([reportingCell()]),
      "other.ipynb": notebook(["1 + 1"]),
    },
  });
});
afterAll(() => browser?.stop());

beforeEach(async () => {
  sockets = [];
  silenced = false;
  // Kernel messages pass through here, so that a test can close the connection or hold messages back.
  lab = await browser.open(`fit-${count}.ipynb`, `status-${count}`, async (page) => {
    await page.routeWebSocket(/\/api\/kernels\/.*\/channels/, (socket) => {
      sockets.push(socket);
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!silenced) socket.send(message);
      });
    });
  });
  count = (count + 1) % 4;
  await lab.step("the kernel is ready", () => lab.kernelReady());
  await lab.command("nightbook:show-sampler-status");
  await lab.page.waitForSelector(".nightbook-Status");
});
afterEach(() => lab?.close());

const card = '.nightbook-FitCard[data-fit="demo"]';

const iterations = async (): Promise<number> =>
  Number((await lab.page.textContent(`${card} [data-field=iteration] dd`))!.replace(/\D/g, ""));

async function startFit(): Promise<void> {
  await lab.runAll();
  await lab.step("a card appears", () => lab.page.waitForSelector(`${card}[data-phase=base]`, { timeout: 120_000 }));
}

async function seenMoving(): Promise<void> {
  const before = await iterations();
  await lab.page.waitForFunction(
    ([selector, before]) => Number(document.querySelector(selector)?.textContent?.replace(/\D/g, "")) > before,
    [`${card} [data-field=iteration] dd`, before] as const,
    { timeout: 60_000 },
  );
}

describe("sampler status panel", () => {
  it("says what to do while nothing runs, then follows a fit and stops it", async () => {
    expect(await lab.page.textContent(".nightbook-Empty")).toContain("TypeScript (Nightbook)");
    expect(await lab.violationsInEveryTheme(".nightbook-StatusPanel", "status-empty")).toEqual([]);
    await startFit();
    await lab.step("the numbers move", seenMoving);
    const bar = lab.page.locator(`${card} [role=progressbar]`);
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThanOrEqual(0);
    expect(await bar.getAttribute("aria-valuetext")).toMatch(/left$/);
    expect(await lab.page.textContent(`${card} .nightbook-Warnings`)).toContain("only a demonstration");
    expect(await lab.page.textContent(`${card} .nightbook-Remote li`)).toBe("dome-pc8 cores, 313 points/s");
    expect(await lab.page.getAttribute(`${card} .nightbook-Trace svg`, "aria-label")).toMatch(/^Log-evidence/);
    expect(await lab.page.textContent(".nightbook-Status [role=status]")).toContain("Demonstration fit: base run");
    await lab.step("a field explains itself when focused", async () => {
      await lab.page.focus(`${card} [data-field=efficiency] button`);
      await lab.page.keyboard.press("Tab");
      await lab.page.keyboard.press("Shift+Tab");
      const tip = lab.page.locator(`${card} [data-field=efficiency] [role=tooltip]`);
      expect(await tip.isVisible()).toBe(true);
      await lab.page.keyboard.press("Escape");
      expect(await tip.isVisible()).toBe(false);
    });
    expect(await lab.violationsInEveryTheme(".nightbook-StatusPanel", "status-running")).toEqual([]);
    await lab.step("stop", () => lab.page.click(`${card} .nightbook-Stop`));
    await lab.step("the kernel heeds it", () =>
      lab.page.waitForSelector(`${card}[data-phase=stopped]`, { timeout: 60_000 }),
    );
    expect(await lab.page.locator(`${card} .nightbook-Stop`).count()).toBe(0);
  });

  it("survives a reload of the page, and shows each notebook its own kernel", async () => {
    await startFit();
    await lab.page.waitForTimeout(1500); // The page takes note of its layout a while after it has changed.
    await lab.page.reload();
    await lab.settle();
    await lab.step("the panel is open as before", () => lab.page.waitForSelector(".nightbook-Status"));
    await lab.step("the card comes back", () => lab.page.waitForSelector(card, { timeout: 60_000 }));
    await lab.step("it moves on", seenMoving);
    await lab.step("another notebook has no fit", async () => {
      await lab.command("docmanager:open", { path: "other.ipynb" });
      await lab.page.waitForSelector('.nightbook-Status-notebook[title="other.ipynb"]');
      await lab.page.waitForSelector(".nightbook-Empty");
      expect(await lab.page.locator(card).count()).toBe(0);
    });
    await lab.step("the first notebook still has it", async () => {
      await lab.command("docmanager:open", { path: "fit-1.ipynb" });
      await lab.page.waitForSelector(card);
      await seenMoving();
    });
  });

  it("says when the connection is lost, and connects anew", async () => {
    await startFit();
    // A clean end of the connection: JupyterLab does not come back from it by itself.
    await sockets.at(-1)!.close({ code: 1000 });
    await lab.step("the loss shows", () => lab.page.waitForSelector('.nightbook-Group[data-link="disconnected"]'));
    await lab.picture("status-disconnected");
    await lab.page.click('.nightbook-Link button:has-text("Reconnect")');
    await lab.step("connected again", () => lab.page.waitForSelector('.nightbook-Group[data-link="live"]'));
    await lab.step("it moves on", seenMoving);
    await lab.step("by itself when the machine wakes up or the network is back", async () => {
      await sockets.at(-1)!.close({ code: 1000 });
      await lab.page.waitForSelector('.nightbook-Group[data-link="disconnected"]');
      await lab.page.evaluate(() => window.dispatchEvent(new Event("online")));
      await lab.page.waitForSelector('.nightbook-Group[data-link="live"]');
      await seenMoving();
    });
  });

  it("says when no news comes, and that a restarted kernel has lost its fits", async () => {
    await startFit();
    silenced = true;
    await lab.step("silence shows", () =>
      lab.page.waitForSelector('.nightbook-Group[data-link="late"]', { timeout: 120_000 }),
    );
    expect(await lab.page.textContent(".nightbook-Link-text")).toMatch(/^No news for \d+ s$/);
    silenced = false;
    await lab.step("news are welcome", () => lab.page.waitForSelector('.nightbook-Group[data-link="live"]'));
    await lab.restartKernel();
    await lab.step("the restart shows", () =>
      lab.page.waitForSelector('.nightbook-Status-notice:has-text("restarted")'),
    );
    expect(await lab.page.locator(card).count()).toBe(0);
  });
});
