import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writeOutput } from "../notebook/files.node";

/** What Jupyter reads to start the kernel. */
export function kernelSpec(main: string): Record<string, unknown> {
  return {
    argv: [process.execPath, main, "{connection_file}"],
    display_name: "TypeScript (Nightbook)",
    language: "typescript",
    // Interrupts come as messages, so that state survives them on every system.
    interrupt_mode: "message",
    // One pool of memory: with one for each thread, glibc keeps hundreds of megabytes that nobody uses.
    env: { MALLOC_ARENA_MAX: "1" },
    metadata: { debugger: true },
  };
}

/** Writes `kernel.json` and the logos. */
export function writeKernelSpec(folder: string, main: string, assets: string): void {
  mkdirSync(folder, { recursive: true });
  writeOutput(join(folder, "kernel.json"), `${JSON.stringify(kernelSpec(main), null, 1)}\n`, { overwrite: true });
  const logos = existsSync(assets) ? readdirSync(assets).filter((file) => /^logo-/.test(file)) : [];
  for (const logo of logos) cpSync(join(assets, logo), join(folder, logo));
}
