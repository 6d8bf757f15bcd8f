import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { meteorObservation } from "../charts/meteor-observation";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { isNightbookError, NightbookError } from "../core/errors";
import { type Observation, type ObserveOptions, observe } from "../fitting/meteoroid/observation";
import { loadingOverrides, type ResolvedPrior } from "../fitting/priors";
import { groupEvents, readPickle, showerCode, type TrajectoryRecord, trajectoryRecord } from "../ingest";
import { type InputFile, type InputHash, readInput } from "./files.node";
import type { Prior } from "./prior.node";

/** Options of {@link openMeteor}: which data of an event count. */
export interface MeteorOptions {
  /** Use all data of all cameras instead of the best camera for light and for lag. */
  all?: boolean;
  /** Which part of the meteor's image was measured: 0 leading edge (default), 0.5 centroid. */
  pickPos?: number;
  /**
   * IAU code of the shower, which calibrates the noise of the luminosity. By default it is read from the
   * solver's report (`*report.txt`) in the folder of the first file; `null` for none.
   */
  shower?: string | null;
}

/** A meteor as its stations saw it. Draws itself as light curve and lag. */
export class Meteor implements Displayable {
  constructor(
    /** Name of the event. */
    readonly name: string,
    /** The files it came from, with their hashes. */
    readonly inputs: readonly InputHash[],
    /** The solved trajectories that count. */
    readonly records: readonly TrajectoryRecord[],
    readonly options: ObserveOptions,
    /** Light curve, lag and what was estimated from them. */
    readonly observation: Observation,
  ) {}

  /**
   * The observation and the prior as a fit sees them: noise, frame rate and zero-magnitude power that
   * the prior fixes count when the data are prepared, and the prior's expressions refer to the result.
   * @throws {PriorError} when the prior has errors
   */
  observedFor(prior: Prior): { observation: Observation; prior: ResolvedPrior } {
    const observation = this.observationFor(prior);
    return { observation, prior: prior.resolveFor(observation) };
  }

  /** The observation alone, which a prior with errors has too. */
  observationFor(prior: Prior): Observation {
    return observe(this.records, { ...this.options, overrides: loadingOverrides(prior.document) });
  }

  [displaySymbol](): MimeBundle {
    return meteorObservation(this.observation, { title: this.name })[displaySymbol]();
  }

  /** One sentence about the data. */
  toString(): string {
    return `${this.name}: ${meteorObservation(this.observation).description}`;
  }
}

/**
 * Opens a meteor from one or more trajectory pickles of the same event.
 *
 * @param paths trajectory pickles, as the trajectory solver of the Western Meteor Python Library writes them
 * @param options which data count
 * @returns the meteor; the last value of a cell draws itself
 * @throws {NightbookError} when a file is missing, damaged or no trajectory, or when the files show different meteors
 * @example
 * ```ts
 * import { ingest } from "nightbook";
 *
 * const orionid = await ingest.meteor("notebooks/data/meteor/20191023_091225_trajectory.pickle");
 * orionid.name; // => "20191023_091225"
 * orionid.observation.v_init; // => 67455.75
 * ```
 */
export async function openMeteor(paths: string | readonly string[], options: MeteorOptions = {}): Promise<Meteor> {
  const inputs = (typeof paths === "string" ? [paths] : paths).map(readInput);
  if (inputs.length === 0) throw new RangeError("A meteor needs at least one file: []");
  const report = options.shower === undefined ? reportBeside(inputs[0].path) : undefined;
  const shower = report ? showerCode(new TextDecoder().decode(report.bytes)) : (options.shower ?? null);
  const records = inputs.map((input) => atFile(input.path, () => trajectory(input)));
  const groups = groupEvents(records);
  const [event] = groups;
  if (event === undefined || groups.length > 1) {
    throw new NightbookError(`These files show ${groups.length} different meteors, more than 1 s apart`, {
      code: "METEOR_EVENTS_DIFFER",
      place: { path: inputs.map((input) => input.path).join(", ") },
      hint: "Open them one by one",
    });
  }
  const known: ObserveOptions = { all: options.all, pickPos: options.pickPos, shower };
  const observation = atFile(inputs.map((input) => input.path).join(", "), () => observe(event.records, known));
  const hashes = [...inputs, ...(report ? [report] : [])].map(({ path, sha256 }) => ({ path, sha256 }));
  return new Meteor(event.name, hashes, event.records, known, observation);
}

/** The solver's report in the folder of a trajectory file, if there is one: that of the same time, else the first. */
function reportBeside(path: string): InputFile | undefined {
  const folder = dirname(path);
  const files = filesIn(folder);
  const names = [
    ...files.filter((name) => name.endsWith("report.txt")),
    ...files.filter((name) => name === "report_sim.txt"),
  ];
  const time = /\d{8}_\d{6}/.exec(basename(path))?.[0];
  const name = names.find((candidate) => time !== undefined && candidate.startsWith(time)) ?? names[0];
  return name === undefined ? undefined : readInput(join(folder, name));
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

function trajectory(input: InputFile): TrajectoryRecord {
  return trajectoryRecord(readPickle(input.bytes), input.path.split(/[\\/]/).at(-1) ?? input.path);
}

/** Adds the path to what a pure reader reports. */
function atFile<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw isNightbookError(error) && error.place.path === undefined ? error.at({ path }) : error;
  }
}
