/** `YYYYMMDD_HHMMSS` that a file name begins with, else all of it but its extension. */
export function eventNameOfFile(path: string): string {
  return /^\d{8}_\d{6}/.exec(fileName(path))?.[0] ?? stemOf(path);
}

/** A file name without its extension. */
export function stemOf(path: string): string {
  const stem = fileName(path).replace(/(?<=.)\.[^.]*$/, "");
  return /^\.*$/.test(stem) ? "event" : stem;
}

function fileName(path: string): string {
  return path.replace(/[\\/]+$/, "").replace(/^.*[\\/]/, "");
}

/** What needs a name of its own. */
export interface Nameable {
  readonly name: string;
  /** Name to take when another one has the first; less handy, more its own. */
  readonly otherName: string;
  /** Whether it keeps the first name before others. */
  readonly first: boolean;
}

/**
 * Different names for all: who shares one with somebody who comes before takes its other name, and if that is taken
 * too, a number behind it.
 */
export function uniqueNames(items: readonly Nameable[]): string[] {
  const taken = new Set<string>();
  const names = new Map<Nameable, string>();
  const byRank = items.toSorted((a, b) => Number(b.first) - Number(a.first));
  for (const item of byRank) {
    const candidates = [item.name, item.otherName];
    for (let n = 2; ; n++) {
      const name = candidates.find((candidate) => !taken.has(candidate));
      if (name !== undefined) {
        taken.add(name);
        names.set(item, name);
        break;
      }
      candidates.push(`${item.otherName}_${n}`);
    }
  }
  return items.map((item) => names.get(item) as string);
}
