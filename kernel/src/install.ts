import * as fs from "node:fs";
import * as path from "node:path";
import { kernelName, kernelSpec } from "./kernelspec";

const logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

/**
 * Writes the kernelspec below a prefix: a virtual environment, `/usr/local`, `~/.local`.
 * @param prefix folder that has, or will have, `share/jupyter`
 * @param node Node's program file
 * @returns the folder written
 */
export function installKernelSpec(prefix: string, node: string = process.execPath): string {
  const folder = kernelSpecFolder(prefix);
  const assets = path.join(__dirname, "..", "assets");
  const spec = kernelSpec({ node, main: path.join(__dirname, "main.js") });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  for (const logo of logos) fs.copyFileSync(path.join(assets, logo), path.join(folder, logo));
  return folder;
}

/** Removes the kernelspec below a prefix. True when there was one. */
export function uninstallKernelSpec(prefix: string): boolean {
  const folder = kernelSpecFolder(prefix);
  const present = fs.existsSync(folder);
  fs.rmSync(folder, { recursive: true, force: true });
  return present;
}

/** The kernelspec's folder below a prefix. */
export function kernelSpecFolder(prefix: string): string {
  return path.join(prefix, "share", "jupyter", "kernels", kernelName);
}
