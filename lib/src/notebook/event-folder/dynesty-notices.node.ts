import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** A line for each checkpoint of the original program that lies about, with the backup to read in its place. */
export function dynestyNotices(files: readonly string[]): string[] {
  return files.map((path) => {
    const backup = backupNear(dirname(path));
    const instead = backup === undefined ? "" : ` Its samples are in ${backup}, which can be read.`;
    return `${path} is a program in the form of a pickle and is never opened.${instead}`;
  });
}

/** The checkpoints of the original program in a folder. */
export function dynestyFilesIn(folder: string): string[] {
  return entries(folder)
    .filter((name) => name.endsWith(".dynesty"))
    .map((name) => join(folder, name));
}

/** A backup of the posterior in a folder or in the results below it. */
function backupNear(folder: string): string | undefined {
  const names = entries(folder);
  const here = names.find(isBackup);
  if (here !== undefined) return join(folder, here);
  for (const name of names.filter((candidate) => candidate.endsWith("_results"))) {
    const backup = entries(join(folder, name)).find(isBackup);
    if (backup !== undefined) return join(folder, name, backup);
  }
  return undefined;
}

const isBackup = (name: string): boolean => name.endsWith("posterior_backup.pkl.gz");

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
