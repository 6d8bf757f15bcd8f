import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with files in it; returns the path of the folder. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "nightbook-model-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A normal likelihood with sd 0.1 in each of two parameters, priors uniform on 0 to 10 and 0 to 2: ln Z = −ln(20) + ln(2π 0.01). */
export const normalModel = `export const parameters = ["period", "amplitude"];
export const priorTransform = (u) => [10 * u[0], 2 * u[1]];
export function logLikelihood([period, amplitude]) {
  return -0.5 * ((period - 5) / 0.1) ** 2 - 0.5 * ((amplitude - 1) / 0.1) ** 2;
}
`;
export const normalLogz = Math.log((2 * Math.PI * 0.01) / 20);
