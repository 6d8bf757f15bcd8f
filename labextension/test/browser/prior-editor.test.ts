import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { LabBrowser, type LabPage } from "./lab-browser";

jest.setTimeout(120_000);

const text = `# Bulk properties, from the paper
v_init,500,nan,norm   # speed
zenith_angle, nan, fix
m_init,1e-6,1e-5
rho, 100,4000,log

sigma,0.001/1e6,0.05/1e6
erosion_height_start,90000,110000
erosion_coeff,0.0,1e-6,log
erosion_mass_index,1,3
erosion_mass_min,5e-12,1e-9,log
erosion_mass_max,1e-10,1e-7,log
noise_lag,10,nan,invgamma
noise_lum,5,2.5,invgamma
`;

let browser: LabBrowser;
let lab: LabPage;

beforeAll(async () => {
  browser = await LabBrowser.start({
    texts: { "stone.prior": text, "event.extraprior": "- EF\nheight,90000,100000\n" },
  });
  lab = await browser.open("stone.prior", "prior-editor");
});
afterAll(async () => {
  await lab?.close();
  await browser?.stop();
});

/** Every test begins with the file as it was at first. */
beforeEach(async () => {
  await lab.closeAll();
  await writeFile(join(browser.lab.folder, "stone.prior"), text);
  await lab.open("stone.prior");
  await lab.step("the editor opens", () => lab.page.waitForSelector(".nightbook-Entry"));
});

/** The cell of a variable's row; columns as in the table. */
const cell = (line: number, column: number): string => `[data-line="${line}"] [data-column="${column}"]`;

const source = (): Promise<string> => lab.fileText();

async function type(line: number, column: number, value: string): Promise<void> {
  await lab.page.click(cell(line, column));
  await lab.page.fill(".nightbook-Cell-input", value);
  await lab.page.keyboard.press("Enter");
}

describe("prior editor", () => {
  it("shows every variable with what it becomes", async () => {
    await lab.step("rows", async () => {
      expect(await lab.page.locator(".nightbook-Entry").count()).toBe(12);
      expect(await lab.page.textContent(cell(5, 4))).toBe("100 … 4000 kg/m³");
      expect(await lab.page.textContent(cell(3, 4))).toBe("from the data");
      expect(await lab.page.textContent(cell(1, 0))).toBe("# Bulk properties, from the paper");
      expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("No problems");
    });
    await lab.step("an icon of its own in the file browser", () =>
      lab.page.locator('.jp-DirListing-item:has-text("stone.prior") [data-icon="nightbook:prior"]').waitFor(),
    );
    await lab.step("a density with a text for those who cannot see it", async () => {
      const label = await lab.page.getAttribute(`${cell(5, 5)} svg[role=img]`, "aria-label");
      expect(label).toMatch(/^rho is uniform in its logarithm between 100 and 4000 kg\/m³; 95 % of it lies between/);
    });
    expect(await lab.violationsInEveryTheme(".nightbook-PriorEditor", "prior")).toEqual([]);
    await lab.step("a half-typed number leaves the curve as it was", async () => {
      const about = (): Promise<string | null> => lab.page.getAttribute(`${cell(5, 5)} svg`, "aria-label");
      const before = await about();
      await type(5, 3, "4e");
      await lab.page.waitForSelector(`${cell(5, 3)}[aria-invalid=true]`);
      await lab.page.waitForTimeout(300);
      expect(await about()).toBe(before);
      await type(5, 3, "40000");
      await lab.page.waitForSelector(`${cell(5, 5)} svg[aria-label*="between 100 and 40000"]`);
    });
  });

  it("writes one field of one line, marks the file as changed, and takes it back", async () => {
    expect(await lab.isDirty()).toBe(false);
    await lab.step("edit", () => type(5, 3, "4500"));
    expect(await source()).toBe(text.replace("rho, 100,4000,log", "rho, 100,4500,log"));
    expect(await lab.isDirty()).toBe(true);
    expect(await lab.page.textContent(cell(5, 4))).toBe("100 … 4500 kg/m³");
    await lab.step("undo", () => lab.page.keyboard.press("Control+z"));
    await lab.step("the text is back", async () => expect(await eventually(source, text)).toBe(text));
    await lab.step("redo", () => lab.page.keyboard.press("Control+Shift+z"));
    expect(await eventually(source, text.replace("4000", "4500"))).toBe(text.replace("4000", "4500"));
    await lab.step("save", () => lab.command("docmanager:save"));
    expect(await readFile(join(browser.lab.folder, "stone.prior"), "utf8")).toBe(text.replace("4000", "4500"));
    await lab.step("undo after saving marks the file again", async () => {
      await lab.page.keyboard.press("Control+z");
      expect(await eventually(source, text)).toBe(text);
      expect(await lab.isDirty()).toBe(true);
      await lab.command("docmanager:save");
    });
  });

  it("changes the shape of a line by its options alone", async () => {
    await lab.page.click(cell(4, 1));
    await lab.page.selectOption(".nightbook-Cell-select", "uniform-log");
    expect(await eventually(source, text.replace("1e-6,1e-5", "1e-6,1e-5,log"))).toContain("m_init,1e-6,1e-5,log\nrho");
  });

  it("marks a mistake where it is, and says what to do", async () => {
    await lab.step("an unknown name", () => type(5, 3, "h_bet"));
    await lab.step("the cell is marked", () => lab.page.waitForSelector(`${cell(5, 3)}[aria-invalid=true]`));
    const message = await lab.page.getAttribute(cell(5, 3), "aria-describedby");
    expect(await lab.page.textContent(`[id="${message}"]`)).toContain("Did you mean h_beg?");
    expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("1 error");
    await lab.step("an unknown option lists the allowed ones", async () => {
      await type(7, 3, "0.05/1e6,lgo");
      await lab.page.waitForSelector(`${cell(7, 1)}[aria-invalid=true]`);
      const option = await lab.page.getAttribute(cell(7, 1), "aria-describedby");
      expect(await lab.page.textContent(`[id="${option}"]`)).toMatch(/norm, invgamma, log, fix/);
      expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("2 errors");
    });
    await lab.step("a problem in the list leads to its place", async () => {
      await lab.page.click('.nightbook-Issues li:has-text("line 5") button');
      await lab.page.waitForSelector(`${cell(5, 3)}:focus`);
    });
    await lab.step("F8 walks through the problems", async () => {
      await lab.page.focus(cell(2, 0));
      await lab.page.keyboard.press("F8");
      await lab.page.waitForSelector(`${cell(5, 3)}:focus`);
      await lab.page.keyboard.press("F8");
      await lab.page.waitForSelector(`${cell(7, 1)}:focus`);
      await lab.page.keyboard.press("Shift+F8");
      await lab.page.waitForSelector(`${cell(5, 3)}:focus`);
    });
    await lab.page.keyboard.press("Control+z");
    await lab.page.keyboard.press("Control+z");
    expect(await eventually(source, text)).toBe(text);
    expect(await lab.page.textContent(".nightbook-Issues-count")).toContain("No problems");
  });

  it("can be used with keys alone", async () => {
    await lab.page.focus(cell(1, 0));
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"]) {
      await lab.page.keyboard.press(key);
    }
    await lab.page.waitForSelector(`${cell(4, 2)}:focus`);
    await lab.page.keyboard.type("2e-6");
    await lab.page.keyboard.press("Tab");
    await lab.page.waitForSelector(`${cell(4, 3)}:focus`);
    expect(await source()).toContain("m_init,2e-6,1e-5\n");
    await lab.page.keyboard.press("F2");
    await lab.page.keyboard.type("7");
    await lab.page.keyboard.press("Escape");
    await lab.page.waitForSelector(`${cell(4, 3)}:focus`);
    expect(await source()).toContain("m_init,2e-6,1e-5\n");
    await lab.page.keyboard.press("Control+Delete");
    expect(await source()).not.toContain("m_init");
  });

  it("has no barriers that a checker can find, in any theme", async () => {
    await type(5, 3, "h_bet");
    await lab.page.waitForSelector(`${cell(5, 3)}[aria-invalid=true]`);
    expect(await lab.violationsInEveryTheme(".nightbook-PriorEditor", "prior-mistakes")).toEqual([]);
  });

  it("suggests names and what they stand for while one types", async () => {
    await lab.page.focus(cell(1, 0));
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await lab.page.keyboard.press(key);
    await lab.page.keyboard.type("2*v");
    const list = ".nightbook-Suggestions";
    await lab.page.waitForSelector(`${list} [role=option]:has-text("v_0")`);
    expect(await lab.violationsInEveryTheme(".nightbook-PriorEditor", "prior-suggestions")).toEqual([]);
    await lab.step("arrows choose, Enter takes it, and once more the cell", async () => {
      await lab.page.keyboard.press("ArrowDown");
      const active = await lab.page.getAttribute(".nightbook-Cell-input", "aria-activedescendant");
      expect(await lab.page.textContent(`[id="${active}"]`)).toContain("Initial speed");
      await lab.page.keyboard.press("Enter");
      await lab.page.waitForSelector(list, { state: "detached" });
      await lab.page.keyboard.type("/100");
      await lab.page.keyboard.press("Enter");
      expect(await eventually(source, text.replace("v_init,500", "v_init,2*v_0/100"))).toContain(
        "v_init,2*v_0/100,nan",
      );
    });
    await lab.step("Escape puts the list away, and then the edit", async () => {
      await type(2, 2, "v_0");
      await lab.page.click(cell(5, 2));
      await lab.page.keyboard.type("h");
      await lab.page.waitForSelector(list);
      await lab.page.keyboard.press("Escape");
      await lab.page.waitForSelector(list, { state: "detached" });
      expect(await lab.page.inputValue(".nightbook-Cell-input")).toBe("h");
      await lab.page.keyboard.press("Escape");
      await lab.page.waitForSelector(`${cell(5, 2)}:focus`);
      expect(await source()).toContain("rho, 100,4000,log");
    });
  });

  it("adds a variable found by its name or meaning", async () => {
    await lab.page.fill(".nightbook-Picker input", "density of the grains");
    await lab.page.waitForSelector('.nightbook-Suggestions [aria-selected=true]:has-text("rho_grain")');
    await lab.page.keyboard.press("Enter");
    const line = "rho_grain, 3000, fix  # Density of the grains [kg/m³]\n";
    expect(await eventually(source, text + line)).toBe(text + line);
  });

  it("stays in step with the plain text editor", async () => {
    await lab.command("docmanager:open", { path: "stone.prior", factory: "Editor", options: { mode: "split-right" } });
    await lab.page.waitForSelector(".jp-FileEditor .cm-content");
    await lab.page.click(".jp-FileEditor .cm-line:nth-child(6)");
    await lab.page.keyboard.type("shape_factor,1.21,fix");
    await lab.step("the table follows", () => lab.page.waitForSelector('[data-line="6"].nightbook-Entry'));
    await type(6, 2, "1.3");
    await lab.page.waitForFunction(() =>
      document.querySelector(".jp-FileEditor .cm-content")?.textContent?.includes("shape_factor,1.3,fix"),
    );
    await lab.step("an edit whose line moved away is given up", async () => {
      await lab.page.click(cell(5, 3));
      await lab.page.fill(".nightbook-Cell-input", "9999");
      await lab.insertText(0, "# above\n");
      await lab.page.waitForSelector('[data-line="6"]:has-text("rho")');
      expect(await lab.page.locator(".nightbook-Cell-input").count()).toBe(0);
      expect(await source()).not.toContain("9999");
    });
  });

  it("opens fragmentation files with their blocks", async () => {
    await lab.command("docmanager:open", { path: "event.extraprior" });
    await lab.page.waitForSelector('[data-kind="block"]');
    expect(await lab.page.textContent('[data-kind="block"]')).toContain("Eroding fragments split off");
  });

  it("makes a new prior from the launcher", async () => {
    await lab.command("launcher:create");
    await lab.page.locator('.jp-LauncherCard[title*="prior" i]:visible').first().click();
    await lab.page.waitForSelector('.jp-Dialog button:has-text("Create")');
    expect(await lab.violationsInEveryTheme(".jp-Dialog-content", "dialog-template")).toEqual([]);
    await lab.step("templates are offered", () => lab.page.click('.jp-Dialog button:has-text("Create")'));
    await lab.page.waitForSelector('.jp-mod-current:has-text("untitled")');
    await lab.page.waitForSelector(".jp-Document:not(.lm-mod-hidden) .nightbook-Entry");
    expect(await source()).toMatch(/^erosion_mass_index, *1, *3/m);
  });
});

/** Reads until a value comes, or the time is up; returns the last one. */
async function eventually<T>(read: () => Promise<T>, wanted: T): Promise<T> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const value = await read();
    if (value === wanted || Date.now() > deadline) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
}
