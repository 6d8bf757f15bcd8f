import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type InputFile, readInput } from "../files.node";

/** First line of the reports that this program writes where there is none; they tell nothing new. */
export const ownReportLine = "Trajectory, as nightbook read it";

/**
 * The solver's report beside a trajectory: in the first folder that has one, that of the same time, else the first.
 *
 * @param places folders, nearest first
 * @param path of the trajectory
 */
export function reportBeside(places: readonly string[], path: string): InputFile | undefined {
  const time = /\d{8}_\d{6}/.exec(basename(path))?.[0];
  for (const folder of places) {
    const files = filesIn(folder);
    const names = [
      ...files.filter((name) => name.endsWith("report.txt")),
      ...files.filter((name) => name === "report_sim.txt"),
    ];
    const sameTime = names.filter((name) => time !== undefined && name.startsWith(time));
    for (const name of [...sameTime, ...names]) {
      const report = readInput(join(folder, name));
      if (!new TextDecoder().decode(report.bytes).startsWith(ownReportLine)) return report;
    }
  }
  return undefined;
}

/** The first file with this extension in the first folder that has one. */
export function firstBeside(places: readonly string[], extension: ".prior" | ".extraprior"): string | undefined {
  for (const folder of places) {
    const name = filesIn(folder).find((file) => file.endsWith(extension));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}

/** Names of the files in a folder, sorted; none where it may not be listed. */
function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
