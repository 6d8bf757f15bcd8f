import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { isNightbookError, NightbookError } from "../../core/errors";
import { groupEvents, readPickle, type TrajectoryRecord, trajectoryRecord } from "../../ingest";
import { type InputHash, readInput } from "../files.node";
import { eventNameOfFile, stemOf, uniqueNames } from "./event-name";
import { type DataFile, findDataFiles } from "./find-data-files.node";
import { type FoundSolution, solutionsBeside } from "./solutions-beside.node";

/** What was found of one event, before anything is prepared. */
export interface FoundEvent {
  /** Different for all events of a search. */
  readonly name: string;
  /** Folder that all of its files have in common. */
  readonly home: string;
  /** Folders in which what belongs to the data is looked for: those of the files, then up to the input. */
  readonly places: readonly string[];
  /** The files that count. */
  readonly inputs: readonly InputHash[];
  /** The trajectories in them; none when the event is a JSON file. */
  readonly records: readonly TrajectoryRecord[];
  /** MetSim solutions that lie beside its trajectories. */
  readonly solutions: readonly FoundSolution[];
  /** Why there is nothing to fit. */
  readonly failure?: NightbookError;
}

/** What a search for events has found. */
export interface EventSearch {
  readonly events: readonly FoundEvent[];
  /** What people should know, one line each. */
  readonly notices: readonly string[];
  /** Checkpoints of the original program. */
  readonly dynestyFiles: readonly string[];
}

/** A file as it was read. */
interface OpenedFile extends DataFile {
  /** Undefined when it could not be read. */
  readonly content: InputHash | undefined;
  readonly record?: TrajectoryRecord;
  readonly failure?: NightbookError;
}

/**
 * The events among files and folders: trajectories of the same second are put together, over all inputs; each JSON file is
 * an event of its own, and so is everything that cannot be read, with the reason.
 *
 * @param inputs paths, or one text with commas between them
 */
export function findEvents(inputs: string | readonly string[]): EventSearch {
  const search = findDataFiles(inputs);
  const opened = search.files.map(openFile);
  const byRecord = new Map(opened.flatMap((file) => (file.record ? [[file.record, file] as const] : [])));
  const grouped = groupEvents([...byRecord.keys()]).map(({ name, records }) => {
    const files = records.flatMap((record) => byRecord.get(record) ?? []);
    return draft(name, files, records);
  });
  const names = new Set(grouped.flatMap(({ files }) => files.map(({ path }) => eventNameOfFile(path))));
  const notices: string[] = [];
  const alone = opened.flatMap((file) => {
    if (file.record !== undefined) return [];
    const { failure, searched, path } = file;
    // Pickles of other kinds lie beside trajectories, and so do earlier steps of a solution.
    const isOther = failure?.code === "TRAJECTORY_FOREIGN";
    const isEarlier = failure?.code === "TRAJECTORY_UNSOLVED" && names.has(eventNameOfFile(path));
    if (searched && (isOther || isEarlier)) {
      notices.push(`Skipped ${path}: ${failure.message}.`);
      return [];
    }
    return [draft(eventNameOfFile(path), [file], [], failure)];
  });
  const nothing = search.failures.map(({ input, error }) => ({
    ...draft(stemOf(resolve(input)), [], [], error),
    home: dirname(resolve(input)),
  }));
  const events = [...grouped, ...alone, ...nothing];
  const unique = uniqueNames(
    events.map(({ name, files, records }) => {
      return { name, otherName: files.length === 1 ? stemOf(files[0].path) : name, first: records.length > 0 };
    }),
  );
  const times = new Set(opened.map(({ path }) => eventNameOfFile(path)));
  const solutions = ({ records, files }: Draft) =>
    records.length > 0
      ? solutionsBeside(
          files.map(({ path }) => path),
          times,
        )
      : [];
  return {
    events: events.map((event, i) => {
      const { files: _files, ...found } = event;
      return { ...found, name: unique[i], solutions: solutions(event) };
    }),
    notices,
    dynestyFiles: search.dynestyFiles,
  };
}

type Draft = Omit<FoundEvent, "solutions"> & { readonly files: readonly OpenedFile[] };

function draft(
  name: string,
  files: readonly OpenedFile[],
  records: readonly TrajectoryRecord[],
  failure?: NightbookError,
): Draft {
  const folders = files.map(({ path }) => dirname(path));
  const above = files.flatMap(({ path, input, searched }) => (searched ? foldersUpTo(dirname(path), input) : []));
  return {
    name,
    files,
    home: commonFolder(folders),
    places: [...new Set([...folders, ...above])],
    inputs: files.flatMap(({ content }) => content ?? []),
    records,
    failure,
  };
}

function openFile(file: DataFile): OpenedFile {
  let content: InputHash | undefined;
  try {
    const { bytes, ...hash } = readInput(file.path);
    content = hash;
    if (file.path.toLowerCase().endsWith(".json")) return { ...file, content };
    const record = trajectoryRecord(readPickle(bytes), file.path.split(/[\\/]/).at(-1) ?? file.path);
    return { ...file, content, record };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { ...file, content, failure: withPath(error, file.path) };
  }
}

/** The same error with the path as people know it. */
function withPath({ message, code, place, hint, cause }: NightbookError, path: string): NightbookError {
  return new NightbookError(message, { code, place: { ...place, path }, hint, cause });
}

/** The folders above one, up to another. */
function foldersUpTo(folder: string, top: string): string[] {
  const folders: string[] = [];
  for (let at = folder; resolve(at) !== resolve(top) && resolve(at).startsWith(`${resolve(top)}${sep}`); ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

/** The deepest folder that holds all of these. */
function commonFolder(folders: readonly string[]): string {
  const [first = "."] = folders;
  if (folders.every((folder) => resolve(folder) === resolve(first))) return first;
  const parts = folders.map((folder) => resolve(folder).split(sep));
  let depth = 0;
  while (parts.every((path) => depth < path.length && path[depth] === parts[0][depth])) depth++;
  const common = parts[0].slice(0, depth).join(sep) || sep;
  return folders.some(isAbsolute) ? common : relative("", common) || ".";
}
