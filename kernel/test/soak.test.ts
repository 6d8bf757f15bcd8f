import { describe, expect, it, jest } from "@jest/globals";
import { KernelClient, printed, result } from "./client";

/** `npm run long` runs the full counts, other runs a tenth of them. */
const isLong = process.env["NIGHTBOOK_LONG"] === "1";
const counts = isLong
  ? { cells: 10_000, interrupts: 1000, restarts: 100 }
  : { cells: 1000, interrupts: 100, restarts: 10 };

jest.setTimeout(isLong ? 3_600_000 : 120_000);

/** The same numbers in [0, 1) at every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Computations that an interrupt must end, whatever they are doing. */
const endless = [
  "while (true) {}",
  "await new Promise(() => {})",
  "for (;;) { try { while (true) {} } catch {} }",
  "for (;;) await new Promise((resolve) => setTimeout(resolve, 1))",
  "await Promise.resolve().then(() => { while (true) {} })",
  "setTimeout(() => { while (true) {} }, 1); await new Promise(() => {})",
  "setImmediate(() => { while (true) {} }); await new Promise(() => {})",
  "(function again() { setImmediate(again) })(); await new Promise(() => {})",
];

describe("a kernel that works for long", () => {
  it(`runs ${counts.cells} cells in order and loses no line`, async () => {
    const kernel = await KernelClient.start();
    try {
      await kernel.execute("let count = 0;");
      const ids = Array.from({ length: counts.cells }, (_, i) =>
        kernel.begin(`count += 1; console.log("line ${i}"); count`),
      );
      for (const [i, id] of ids.entries()) {
        const done = await kernel.finish(id);
        expect(printed(done)).toBe(`line ${i}\n`);
        expect(result(done)?.["text/plain"]).toBe(String(i + 1));
      }
    } finally {
      await kernel.stop();
    }
  });

  it(`keeps its state through ${counts.interrupts} interrupts at random moments`, async () => {
    const kernel = await KernelClient.start();
    const random = randomNumbers(20191023);
    try {
      await kernel.execute("let survived = 0;");
      for (let i = 0; i < counts.interrupts; i++) {
        const id = kernel.begin(endless[Math.floor(random() * endless.length)]);
        await kernel.waitFor(({ parent, type }) => parent === id && type === "execute_input");
        await new Promise((resolve) => setTimeout(resolve, 100 * random()));
        await kernel.request("interrupt_request", {}, "control");
        expect((await kernel.finish(id)).reply["status"]).toBe("error");
        expect(result(await kernel.execute("survived += 1"))?.["text/plain"]).toBe(String(i + 1));
      }
    } finally {
      await kernel.stop();
    }
  });

  it(`starts and stops ${counts.restarts} times and leaves no process behind`, async () => {
    for (let i = 0; i < counts.restarts; i++) {
      const kernel = await KernelClient.start();
      const code = Number(printed(await kernel.execute("console.log(process.pid)")));
      kernel.begin("while (true) {}");
      await kernel.stop();
      expect(kernel.process.exitCode ?? kernel.process.signalCode).not.toBeNull();
      expect(() => process.kill(code, 0)).toThrow(/ESRCH/);
    }
  });
});
