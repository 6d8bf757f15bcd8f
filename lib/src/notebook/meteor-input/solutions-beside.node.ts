import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type InputHash, readInput } from "../files.node";
import { eventNameOfFile, stemOf } from "./event-name";
import { constantsIn } from "./meteor-json";

/** A solution of the erosion model that lies beside the data of a meteor. */
export interface FoundSolution extends InputHash {
  /** Name of its file without the extension, different for all of an event. */
  readonly name: string;
  /** As the file holds them, not checked. */
  readonly constants: Readonly<Record<string, unknown>>;
}

/** Larger than the constants of a run ever are: other JSON is not read for nothing. */
const maxBytes = 1 << 20;

/**
 * The MetSim solutions in the folders of data files: every small `.json` with constants of the erosion model, but those that
 * bear the time of another event.
 *
 * @param paths the files of the event
 * @param others names of the other events
 */
export function solutionsBeside(paths: readonly string[], others: ReadonlySet<string>): FoundSolution[] {
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const own = new Set(paths.map(eventNameOfFile));
  const files = folders.flatMap(jsonFiles).filter((path) => {
    const event = eventNameOfFile(path);
    return !paths.includes(path) && (own.has(event) || !others.has(event));
  });
  const taken = new Map<string, number>();
  return files.flatMap((path) => {
    const { bytes, sha256 } = readInput(path);
    const constants = constantsOf(bytes);
    if (constants === undefined) return [];
    const stem = stemOf(basename(path));
    const times = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, times);
    return [{ path, sha256, constants, name: times === 1 ? stem : `${stem}_${times}` }];
  });
}

function jsonFiles(folder: string): string[] {
  const isSmall = (path: string) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size <= maxBytes;
  };
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".run.json"));
    return names
      .sort()
      .map((name) => join(folder, name))
      .filter(isSmall);
  } catch {
    return [];
  }
}

/** The constants in a JSON file; undefined when it holds something else, an observation among it. */
function constantsOf(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isObservation = typeof document === "object" && document !== null && "time_lag" in document;
    return isObservation ? undefined : constantsIn(document);
  } catch {
    return undefined;
  }
}
