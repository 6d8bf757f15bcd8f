/** Where an observation comes from: files of the server, or a meteor that a notebook has opened. */
export type ObservationOrigin =
  | { kind: "files"; paths: readonly string[] }
  | { kind: "notebook"; notebook: string; kernelId: string; meteor: string };

/** One word that tells origins apart, for menus and memory. */
export function originKey(origin: ObservationOrigin | null): string {
  if (origin === null) return "";
  return origin.kind === "files"
    ? `files:${JSON.stringify(origin.paths)}`
    : `notebook:${JSON.stringify([origin.kernelId, origin.meteor])}`;
}

/** For people. */
export function originText(origin: ObservationOrigin): string {
  if (origin.kind === "files") return origin.paths.map(baseName).join(", ");
  return `${origin.meteor} in ${baseName(origin.notebook)}`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder of a path of the server; empty for the top. */
export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** Whether a file of this name may hold a meteor. */
export function mayHoldMeteor(name: string): boolean {
  return /(trajectory.*\.(pickle|pkl)|^obs.*\.json)$/i.test(name);
}

/**
 * The solver's report that belongs to a trajectory: of the reports beside it that of the same time, else the first.
 * @param names of the files in the folder
 */
export function reportFor(trajectory: string, names: readonly string[]): string | null {
  const time = /\d{8}_\d{6}/.exec(trajectory)?.[0];
  const reports = names.filter((name) => name.endsWith("report.txt")).sort();
  return reports.find((name) => time !== undefined && name.startsWith(time)) ?? reports[0] ?? null;
}
