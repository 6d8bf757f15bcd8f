import { basename, join, resolve } from "node:path";
import { exists } from "../files.node";
import { type RunName, runSuffix } from "../run-folder/run-name.node";

/** Names of the files that the beginning of a fit leaves in the folder of an event. */
export interface EventFiles {
  readonly log: string;
  readonly observation: string;
  /** Without an extension. */
  readonly plot: string;
  /** Folder of the solutions that lie beside the data, drawn over them. */
  readonly solutions: string;
  readonly circumstances: string;
}

/** The names for an event and one of its runs. */
export function eventFiles(event: string, run: RunName = { stem: event, number: 0 }): EventFiles {
  const name = `${event}${runSuffix(run)}`;
  const log = `log_${name}.txt`;
  return {
    log,
    observation: `obs_data_${name}.json`,
    plot: `${name}_LumLag_plot`,
    solutions: `json_plots${runSuffix(run)}`,
    circumstances: `${log}.run.json`,
  };
}

/** Where the reason of a failure is told. */
export const errorLog = (event: string): string => `log_error_${event}.txt`;

/** True for a folder that a fit of the event whose name it bears has made. */
export function isEventFolder(path: string): boolean {
  const { log, observation } = eventFiles(basename(path));
  return exists(join(path, log)) && exists(join(path, observation));
}

/**
 * The folder of an event: below the output folder, or below the folder of its files, unless that has the name of the
 * event already.
 */
export function folderOfEvent({ name, home }: { name: string; home: string }, outputDir?: string): string {
  if (outputDir !== undefined) return join(outputDir, name);
  return basename(resolve(home)) === name ? home : join(home, name);
}
