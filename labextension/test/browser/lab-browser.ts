import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type axe from "axe-core";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";
import { type LabOptions, type LabServer, repositoryRoot, startLab } from "./lab-server";

/** How Chromium is started for all tests. */
export const chromiumArguments = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const themes = ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"];

/** What JupyterLab exposes to a page's scripts when asked to. */
interface ExposedLab {
  commands: { execute(id: string, args?: Record<string, unknown>): Promise<unknown> };
  restored: Promise<unknown>;
  shell: {
    widgets(area: string): Iterable<{ id: string }>;
    add(widget: { id: string }, area: string): void;
    activateById(id: string): void;
    currentWidget: {
      context: {
        path: string;
        model: {
          toString(): string;
          dirty: boolean;
          sharedModel: { updateSource(start: number, end: number, text: string): void; getSource(): string };
        };
        sessionContext: { session: { kernel: { status: string; restart(): Promise<void> } | null } | null };
      };
    };
  };
}

declare global {
  interface Window {
    jupyterapp: ExposedLab;
    axe: typeof axe;
  }
}

/** A node as the browser's inspector tells of it. */
interface DetachedNode {
  attributes?: string[];
  children?: DetachedNode[];
}

/** One JupyterLab and one Chromium, for the tests of a file. */
export class LabBrowser {
  private constructor(
    readonly lab: LabServer,
    private readonly browser: Browser,
  ) {}

  static async start(options: LabOptions = {}): Promise<LabBrowser> {
    const lab = await startLab(options);
    try {
      const executablePath = process.env.NIGHTBOOK_CHROMIUM ?? "/usr/bin/chromium";
      return new LabBrowser(lab, await chromium.launch({ executablePath, args: chromiumArguments }));
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.lab.stop();
  }

  /**
   * Opens a file (or, without one, JupyterLab itself) in a workspace of its own.
   * @param prepare what to do with the page before anything loads
   */
  async open(
    file: string | null,
    workspace: string,
    prepare: (page: Page) => Promise<void> = async () => {},
  ): Promise<LabPage> {
    const context = await this.browser.newContext({ viewport: { width: 1360, height: 900 }, deviceScaleFactor: 1 });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    await prepare(page);
    const path = file === null ? "" : `/tree/${encodeURI(file)}`;
    await page.goto(`${this.lab.url}/lab/workspaces/${workspace}${path}?token=${this.lab.token}`);
    const opened = new LabPage(page, context);
    await opened.settle();
    // The file that the address names comes to the front when the page has settled.
    if (file !== null) await opened.inFront(file);
    return opened;
  }
}

/** A page with JupyterLab in it. */
export class LabPage {
  private counting: CDPSession | null = null;

  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  /** Waits until JupyterLab has restored its layout. */
  async settle(): Promise<void> {
    await this.page.waitForSelector("#jp-main-dock-panel", { timeout: 60_000 });
    await this.page.evaluate(() =>
      (window as unknown as { jupyterapp: ExposedLab }).jupyterapp.restored.then(() => null),
    );
  }

  /** Runs a command of JupyterLab. */
  async command(id: string, args: Record<string, unknown> = {}): Promise<void> {
    await this.page.evaluate(
      async ([id, args]) => {
        await window.jupyterapp.commands.execute(id, args);
      },
      [id, args] as const,
    );
  }

  /** Opens a file, or shows it where it is open, and waits until it is in front. */
  async open(path: string): Promise<void> {
    await this.command("docmanager:open", { path });
    await this.inFront(path);
  }

  /** Waits until a file is in front. */
  async inFront(path: string): Promise<void> {
    await this.page.waitForFunction((wanted) => window.jupyterapp.shell.currentWidget?.context?.path === wanted, path, {
      timeout: 60_000,
    });
  }

  /** Saves and closes all files. */
  async closeAll(): Promise<void> {
    if ((await this.page.locator(".jp-Dialog").count()) > 0) await this.page.keyboard.press("Escape");
    await this.command("docmanager:save-all");
    await this.command("application:close-all");
    await this.page.locator(".jp-Document").first().waitFor({ state: "detached" });
  }

  /** Does something in every theme: light, dark, and dark with high contrast. */
  async inEveryTheme(action: (theme: string) => Promise<void>): Promise<void> {
    for (const theme of themes) {
      await this.theme(theme);
      await action(theme.replace("JupyterLab ", "").replaceAll(" ", "-").toLowerCase());
    }
    await this.theme(themes[0]!);
  }

  /** What is wrong with a part of the page in each theme; a picture of each. */
  async violationsInEveryTheme(selector: string, picture: string): Promise<string[]> {
    const found: string[] = [];
    await this.inEveryTheme(async (theme) => {
      await this.picture(`${picture}-${theme}`);
      found.push(...(await this.accessibilityViolations(selector)).map((violation) => `${theme}: ${violation}`));
    });
    return found;
  }

  /** Starts to run all cells of the notebook in front, and does not wait for them. */
  async runAll(): Promise<void> {
    await this.page.evaluate(() => {
      void window.jupyterapp.commands.execute("notebook:run-all-cells");
    });
  }

  /** Waits until the kernel of the notebook in front has nothing to do. */
  async kernelReady(timeout = 60_000): Promise<void> {
    await this.page.waitForFunction(
      () => window.jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === "idle",
      undefined,
      { timeout },
    );
  }

  async restartKernel(): Promise<void> {
    await this.page.evaluate(() =>
      window.jupyterapp.shell.currentWidget.context.sessionContext.session?.kernel?.restart(),
    );
  }

  /** The text of the file in front, as all its views see it. */
  async fileText(): Promise<string> {
    return this.page.evaluate(() => window.jupyterapp.shell.currentWidget.context.model.toString());
  }

  /** Inserts text into the file in front as another view of it would. */
  async insertText(at: number, text: string): Promise<void> {
    await this.page.evaluate(
      ([at, text]) => window.jupyterapp.shell.currentWidget.context.model.sharedModel.updateSource(at, at, text),
      [at, text] as const,
    );
  }

  /** Whether the file in front has changes that are not saved. */
  async isDirty(): Promise<boolean> {
    return this.page.evaluate(() => window.jupyterapp.shell.currentWidget.context.model.dirty);
  }

  async theme(name: string): Promise<void> {
    await this.command("apputils:change-theme", { theme: name });
    await this.page.waitForFunction((wanted) => document.body.dataset.jpThemeName === wanted, name);
    await this.page.waitForSelector(".jp-LabShell ~ #jupyterlab-splash, #jupyterlab-splash", { state: "detached" });
  }

  /** What axe-core finds wrong with a part of the page, by the rules of WCAG 2.2 A and AA, one line each. */
  async accessibilityViolations(selector: string): Promise<string[]> {
    await this.page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    return this.page.evaluate(async (part) => {
      const { violations } = await window.axe.run(part, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
      );
    }, selector);
  }

  /** What the page holds once its garbage is collected. */
  async memory(): Promise<{ heap: number; nodes: number; listeners: number; documents: number }> {
    const session = await this.context.newCDPSession(this.page);
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners, documents } = await session.send("Memory.getDOMCounters");
    await session.detach();
    return { heap: usedSize, nodes, listeners: jsEventListeners, documents };
  }

  /** Elements of a kind that are in no document any more, yet in memory, once garbage is collected. */
  async detachedElements(className: string): Promise<number> {
    const session = await this.context.newCDPSession(this.page);
    await session.send("DOM.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { detachedNodes } = await session.send("DOM.getDetachedDomNodes");
    await session.detach();
    const count = ({ attributes = [], children = [] }: DetachedNode): number =>
      Number(attributes.some((text) => text.includes(className))) +
      children.reduce((sum, child) => sum + count(child), 0);
    return detachedNodes.reduce((sum, { treeNode }) => sum + count(treeNode), 0);
  }

  /** Seconds of processor time that the page's thread has taken so far. */
  async busySeconds(): Promise<number> {
    // It counts from the moment on that somebody asked.
    if (this.counting === null) {
      this.counting = await this.context.newCDPSession(this.page);
      await this.counting.send("Performance.enable", { timeDomain: "threadTicks" });
    }
    const { metrics } = await this.counting.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  }

  /** Writes a picture to `test-results/` and returns its path. */
  async picture(name: string): Promise<string> {
    const folder = join(repositoryRoot, "test-results");
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** Runs one step of a test; where it fails, leaves a picture of the page and says so. */
  async step<T>(name: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const path = await this.picture(`failed-${name.replace(/[^a-z0-9]+/gi, "-")}`).catch(() => "no picture");
      throw new Error(`Step "${name}" failed (${path}): ${String(error)}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
