import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { shippedPrior } from "nightbook/priors";
import { LabBrowser, type LabPage } from "./lab-browser";
import { notebook } from "./notebook-file";
import { reportingCell } from "./reporting-cell";

const isLong = process.env.NIGHTBOOK_LONG === "1";
/** Times that the editor is opened and closed; 50 with `npm run long`. */
const rounds = isLong ? 50 : 5;
/** Seconds that the panel is watched; 20 minutes with `npm run long`. */
const soak = isLong ? 1200 : 6;
/** Updates sent through the panel as fast as it takes them; 10 000 with `npm run long`. */
const updates = isLong ? 10_000 : 500;
/** Updates that a kernel sends in a second, at most. */
const kernelRate = 4;

jest.setTimeout((soak + 400) * 1000);

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: {
      "stone.prior": shippedPrior("two-erosions").text,
      "fit.ipynb": notebook([reportingCell({ reports: 100_000, pause: 500 })]),
      "other.ipynb": notebook(["1 + 1"]),
    },
  });
  lab = await browser.open("fit.ipynb", "page-cost");
  await lab.step("the kernel is ready", () => lab.kernelReady());
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

describe("the page", () => {
  it("is as it was after an editor was opened and closed many times", async () => {
    let nodesOfEditor = 0;
    const openAndClose = async (): Promise<void> => {
      await lab.open("stone.prior");
      // A handle to an element, which other ways of waiting give, would keep it in memory.
      await lab.page.locator(".nightbook-Density svg").first().waitFor();
      await lab.page.click('button:has-text("Prior predictive")');
      nodesOfEditor = await lab.page.evaluate(() => document.querySelectorAll(".nightbook-PriorEditor *").length);
      await lab.command("application:close");
      await lab.page.locator(".nightbook-PriorEditor").waitFor({ state: "detached" });
    };
    // The first times load code and fill caches.
    for (let i = 0; i < 3; i++) await openAndClose();
    const before = await lab.memory();
    for (let i = 0; i < rounds; i++) await openAndClose();
    const after = await lab.memory();
    process.stderr.write(`${rounds} editors: ${described(before)} before, ${described(after)} after\n`);
    expect(after.documents - before.documents).toBeLessThan(3);
    expect(nodesOfEditor).toBeGreaterThan(300);
    // JupyterLab itself keeps some nodes of every document that was open; none of them may be of the editor.
    expect(await lab.detachedElements("nightbook-")).toBe(0);
    // About seventy here; of its own text editor it keeps more than two hundred.
    expect((after.nodes - before.nodes) / rounds).toBeLessThan(120);
    // Also a page that only waits moves by a megabyte or two.
    expect(after.heap - before.heap).toBeLessThan(2_000_000 + 80_000 * rounds);
  });

  it("keeps its memory, and its processor nearly free, while the panel follows a fit", async () => {
    await lab.open("fit.ipynb");
    await lab.command("nightbook:show-sampler-status");
    await lab.runAll();
    await lab.step("a card appears", () => lab.page.waitForSelector(".nightbook-FitCard", { timeout: 120_000 }));
    await lab.page.waitForTimeout(1000);
    const before = await lab.memory();
    const busyBefore = await lab.busySeconds();
    const began = Date.now();
    await lab.page.waitForTimeout(soak * 1000);
    const seconds = (Date.now() - began) / 1000;
    const share = ((await lab.busySeconds()) - busyBefore) / seconds;
    const after = await lab.memory();
    process.stderr.write(
      `${Math.round(seconds)} s at 2 updates/s: ${(100 * share).toFixed(2)} % of a core; ${described(before)} before, ${described(after)} after\n`,
    );
    expect(share).toBeLessThan(0.05);
    expect(after.nodes - before.nodes).toBeLessThan(500);
    // Also a page that only waits moves by a megabyte or two.
    expect(after.heap - before.heap).toBeLessThan(6_000_000);
  });

  it("does nothing while the panel is hidden", async () => {
    await lab.command("application:toggle-right-area");
    const drawn = (): Promise<string | null> => lab.page.textContent(".nightbook-FitCard [data-field=iteration] dd");
    const before = await drawn();
    await lab.page.waitForTimeout(1500);
    expect(await drawn()).toBe(before);
    await lab.command("nightbook:show-sampler-status");
    await lab.page.waitForFunction(
      (old) => document.querySelector(".nightbook-FitCard [data-field=iteration] dd")?.textContent !== old,
      before,
    );
  });

  it(`spends little on each of ${updates} updates`, async () => {
    const busyBefore = await lab.busySeconds();
    await lab.page.evaluate(async (count) => {
      const { kernel } = window.jupyterapp.shell.currentWidget.context.sessionContext.session!;
      const take = (kernel as unknown as { _comms: Map<string, { onMsg(message: unknown): void }> })._comms.get(
        "nightbook-status-main",
      )!;
      let last: { content: { data: { seq: number; fits: { iteration: number }[] } } } | null = null;
      const original = take.onMsg;
      await new Promise<void>((done) => {
        take.onMsg = (message) => {
          last = message as typeof last;
          original(message);
          done();
        };
      });
      take.onMsg = original;
      for (let i = 0; i < count; i++) {
        const copy = structuredClone(last!.content);
        copy.data.seq += 1 + i;
        copy.data.fits[0]!.iteration = i;
        original({ content: copy });
        if (i % 10 === 9) await new Promise((done) => setTimeout(done, 20));
      }
    }, updates);
    const spent = (await lab.busySeconds()) - busyBefore;
    const share = spent / (updates / kernelRate);
    process.stderr.write(
      `${updates} updates: ${spent.toFixed(2)} s of work, ${(100 * share).toFixed(2)} % of a core at 4/s\n`,
    );
    expect(spent).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.05);
  });
});

type Memory = Awaited<ReturnType<LabPage["memory"]>>;

function described({ heap, nodes, listeners }: Memory): string {
  return `${(heap / 1e6).toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;
}
