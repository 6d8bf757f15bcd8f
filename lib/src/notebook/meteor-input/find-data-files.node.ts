import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { NightbookError } from "../../core/errors";
import { isEventFolder } from "../event-folder/event-folder.node";
import { exists } from "../files.node";

/** A file with data of a meteor, and how it was found. */
export interface DataFile {
  readonly path: string;
  /** The input that led to it: a folder that was searched, or the file itself. */
  readonly input: string;
  /** True when a folder was searched for it, false when somebody named it. */
  readonly searched: boolean;
}

/** What a search has found. */
export interface DataSearch {
  readonly files: readonly DataFile[];
  /** Inputs that lead nowhere, with the reason. */
  readonly failures: readonly { readonly input: string; readonly error: NightbookError }[];
  /** Checkpoints of the original program that lie about: they are not opened. */
  readonly dynestyFiles: readonly string[];
}

/** Deeper than anyone sorts meteors. */
const deepest = 40;

/**
 * The parts of a list of paths: separated by commas, spaces around them dropped. A path that has a comma in its name and is
 * there is one path.
 */
export function inputPaths(inputs: string | readonly string[]): string[] {
  const words = typeof inputs === "string" ? [inputs] : inputs;
  return words.flatMap((word) =>
    exists(word)
      ? [word]
      : word
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== ""),
  );
}

/**
 * The files with data of meteors: those that are named, and in folders, to any depth, every `.pickle`. Folders that an
 * earlier fit has made are left out, unless they are named: they hold copies.
 *
 * @param inputs paths, or one text with commas between them
 */
export function findDataFiles(inputs: string | readonly string[]): DataSearch {
  const files = new Map<string, DataFile>();
  const dynestyFiles = new Set<string>();
  const failures: { input: string; error: NightbookError }[] = [];
  for (const input of inputPaths(inputs)) {
    try {
      if (!statSync(input).isDirectory()) {
        if (input.endsWith(".dynesty")) {
          dynestyFiles.add(input);
          throw executable(input);
        }
        add(files, { path: input, input, searched: false });
        continue;
      }
      const found: string[] = [];
      search(input, { found, dynestyFiles, seen: new Set(), depth: 0, isLeftOut: isEventFolder });
      // Where the originals are gone, copies do.
      if (found.length === 0) search(input, { found, dynestyFiles, seen: new Set(), depth: 0, isLeftOut: () => false });
      if (found.length === 0) throw nothingIn(input);
      for (const path of found) add(files, { path, input, searched: true });
    } catch (error) {
      failures.push({ input, error: asFailure(error, input) });
    }
  }
  return { files: [...files.values()], failures, dynestyFiles: [...dynestyFiles] };
}

/** The same file by two ways counts once. */
function add(files: Map<string, DataFile>, file: DataFile): void {
  const real = realpathSync(file.path);
  if (!files.has(real)) files.set(real, file);
}

interface Search {
  readonly found: string[];
  readonly dynestyFiles: Set<string>;
  readonly seen: Set<string>;
  readonly depth: number;
  readonly isLeftOut: (folder: string) => boolean;
}

function search(folder: string, { found, dynestyFiles, seen, depth, isLeftOut }: Search): void {
  const real = realpathSync(folder);
  if (seen.has(real) || depth > deepest) return;
  seen.add(real);
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isFolder(entry, path)) folders.push(path);
    else if (entry.name.endsWith(".pickle")) found.push(path);
    else if (entry.name.endsWith(".dynesty")) dynestyFiles.add(path);
  }
  // Files of a folder come before those of the folders in it, so that originals come before copies.
  for (const path of folders) {
    if (basename(path).startsWith(".") || isLeftOut(path)) continue;
    search(path, { found, dynestyFiles, seen, depth: depth + 1, isLeftOut });
  }
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function nothingIn(path: string): NightbookError {
  return new NightbookError("There is no trajectory in this folder", {
    code: "INPUT_EMPTY",
    place: { path },
    hint: "A folder is searched for *.pickle; name JSON files one by one",
  });
}

function executable(path: string): NightbookError {
  return new NightbookError("A .dynesty file is a program in the form of a pickle, and is never opened", {
    code: "INPUT_EXECUTABLE",
    place: { path },
    hint: "Give the trajectory, and fit it again",
  });
}

function asFailure(error: unknown, path: string): NightbookError {
  if (error instanceof NightbookError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const isMissing = code === "ENOENT" || code === "ENOTDIR";
  return new NightbookError(isMissing ? "There is no such file" : `Cannot read it: ${message}`, {
    code: isMissing ? "FILE_MISSING" : "FILE_UNREADABLE",
    place: { path },
    hint: isMissing ? "Check the path; it is taken from the current folder" : "Check its permissions",
    cause: error,
  });
}
