import { readdirSync } from "node:fs";

/**
 * Which of the runs of a folder is meant. The first has number 0 and plain names; what `--new` begins gets `_n1`, `_n2`,
 * … in the names of its files, so that the earlier ones stay as they are.
 */
export interface RunName {
  /** What the name of the ledger begins with. */
  readonly stem: string;
  readonly number: number;
}

/** Names of the files of a run. */
export interface RunFiles {
  readonly ledger: string;
  readonly status: string;
  readonly result: string;
  readonly circumstances: string;
  readonly lock: string;
}

/** Stem of a run that has no other. */
export const usualStem = "run";

/** What the names of all files of a run bear: nothing for the first one, else `_n1`, `_n2`, … */
export function runSuffix({ number }: RunName): string {
  return number === 0 ? "" : `_n${number}`;
}

/** The names of the files of a run. */
export function runFiles(name: RunName = { stem: usualStem, number: 0 }): RunFiles {
  const suffix = runSuffix(name);
  const result = `posterior${suffix}.json`;
  return {
    ledger: `${name.stem}${suffix}.nsl`,
    status: `status${suffix}.json`,
    result,
    circumstances: `${result}.run.json`,
    lock: `lock${suffix}`,
  };
}

/** The runs of a folder that have a ledger, the newest first. */
export function runsIn(folder: string, stem: string = usualStem): RunName[] {
  return numbersOf(folder, (number) => [runFiles({ stem, number }).ledger]).map((number) => ({ stem, number }));
}

/** The newest run of a folder; the first one when there is none yet. */
export function newestRun(folder: string, stem: string = usualStem): RunName {
  return runsIn(folder, stem)[0] ?? { stem, number: 0 };
}

/** The first run of a folder of which there is no file yet. */
export function nextRun(folder: string, stem: string = usualStem): RunName {
  const filesOf = (number: number) => {
    const { ledger, status, result } = runFiles({ stem, number });
    return [ledger, status, result];
  };
  const [newest = -1] = numbersOf(folder, filesOf);
  return { stem, number: newest + 1 };
}

/** Numbers of the runs of which any of these files is there, falling. */
function numbersOf(folder: string, filesOf: (number: number) => readonly string[]): number[] {
  const names = new Set(entriesOf(folder));
  // Numbers may have gaps where somebody has removed a run.
  const most = Math.max(0, ...[...names].map((name) => Number(/_n(\d{1,6})\./.exec(name)?.[1] ?? 0)));
  const numbers = Array.from({ length: most + 1 }, (_, i) => most - i);
  return numbers.filter((number) => filesOf(number).some((name) => names.has(name)));
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
