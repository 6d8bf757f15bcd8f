import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type InputFile, readInput } from "../files.node";

/** First line of the reports that this program writes where there is none; they tell nothing new. */
export const ownReportLine = "Trajectory, as nightbook read it";

/**
 * The solver's report on a trajectory: beside it that of the same time, else the first one there; in folders above only
 * that of the same time.
 *
 * @param path of the trajectory
 * @param above folders above it, nearest first
 */
export function reportBeside(path: string, above: readonly string[]): InputFile | undefined {
  const time = /\d{8}_\d{6}/.exec(basename(path))?.[0];
  const isOfSameTime = (name: string) => time !== undefined && name.startsWith(time);
  const own = reportNames(dirname(path)).map((name) => join(dirname(path), name));
  const others = above.flatMap((folder) =>
    reportNames(folder)
      .filter(isOfSameTime)
      .map((name) => join(folder, name)),
  );
  for (const candidate of [...own.filter((report) => isOfSameTime(basename(report))), ...own, ...others]) {
    const report = readInput(candidate);
    if (!new TextDecoder().decode(report.bytes).startsWith(ownReportLine)) return report;
  }
  return undefined;
}

function reportNames(folder: string): string[] {
  const files = filesIn(folder);
  const ofSolver = files.filter((name) => name.endsWith("report.txt"));
  return [...ofSolver, ...files.filter((name) => name === "report_sim.txt")];
}

/** The first file with this extension in the first folder that has one. */
export function firstBeside(places: readonly string[], extension: ".prior" | ".extraprior"): string | undefined {
  return places.flatMap((folder) => allIn(folder, extension))[0];
}

/** The files with this extension in a folder, sorted. */
export function allIn(folder: string, extension: ".prior" | ".extraprior"): string[] {
  return filesIn(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name));
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
