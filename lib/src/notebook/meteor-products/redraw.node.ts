import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { meteorLikelihood, type Observation, observationFromJson } from "../../fitting/meteoroid";
import { type PointEstimates, pointEstimates, radiatedFraction } from "../../fitting/meteoroid/posterior";
import type { ResolvedPrior } from "../../fitting/priors";
import { writeOutput } from "../files.node";
import { readJson } from "../products.node";
import { openBackup } from "./backup-file.node";
import { displayFactor } from "./display-units";
import { fitQuality } from "./fit-quality";
import { productCharts } from "./product-charts";
import type { MeteorBackup } from "./read-backup";
import { isLogarithmic, physicalValue, sampleValues } from "./sample-values";
import { saveCharts } from "./save-charts.node";
import { type Solution, solutions } from "./solutions";

/** Options of {@link redrawBackup}. */
export interface RedrawOptions {
  /** Where the plots go. Default the folder of the backup. */
  folder?: string;
  /** JSON of the observation, for backups that do not hold it. Default an `obs_data_*.json` beside the backup or above it. */
  observation?: string;
}

/** What was drawn of a backup. */
export interface Redrawn {
  /** Name of the event. */
  name: string;
  folder: string;
  /** Paths of the plots. */
  files: string[];
  /** What could not be drawn, and why, a sentence each. */
  notes: string[];
}

/**
 * Draws every plot again that a posterior backup allows: all but those of the run itself. Plots of the same names are
 * replaced.
 *
 * @param path of a `posterior_backup.pkl.gz` of this program or of the original
 * @param options where to, and the observation
 * @returns the files, and what could not be drawn
 * @throws {NightbookError} when the backup or the observation cannot be read, `FILE_UNWRITABLE`
 */
export async function redrawBackup(path: string, options: RedrawOptions = {}): Promise<Redrawn> {
  const { backup, observation: kept, predictive } = openBackup(path);
  const file = options.observation ?? (kept ? undefined : observationBeside(path, backup.name));
  const observation = file === undefined ? kept : observationFromJson(readJson(file), file);
  const folder = options.folder ?? dirname(path);
  const files: string[] = [];
  const notes: string[] = [];
  const prior = priorOf(backup);
  const solved = observation ? solvedOf(backup, observation, prior, notes) : undefined;
  const best = solved?.find(({ name }) => name === "BestGuess");
  const { charts, missing } = productCharts({
    name: backup.name,
    parameters: backup.variables,
    samples: backup.samples,
    weights: backup.weights,
    isLog: backup.variables.map((name) => isLogarithmic(prior, name)),
    observation,
    solved,
    efficiency: observation && efficiencies(backup, observation, prior),
    density: backup.density,
    bands: backup.bands,
    best: backup.best,
    quality: best && observation && fitQuality(best, observation, predictive).panels,
  });
  if (observation === undefined) {
    notes.push(
      "The backup holds no observation, so the plots over the data and the luminous efficiency are left out: give its JSON with --observation",
    );
  } else if (backup.bands === undefined) notes.push("The backup holds no posterior bands");
  if (backup.density === undefined) notes.push("The backup holds no densities");
  notes.push(...missing.map(({ stem, reason }) => `${stem}: ${reason}`));
  await saveCharts(charts, (name, content) => {
    writeOutput(join(folder, name), content, { overwrite: true });
    files.push(join(folder, name));
  });
  return { name: backup.name, folder, files, notes };
}

function priorOf({ variables, flags, fixed }: MeteorBackup): ResolvedPrior {
  // Bounds are of no account once there are samples.
  return { variables: [...variables], bounds: [], flags, fixed, details: {} };
}

/** Best fit, mode, mean and median, run again. */
function solvedOf(backup: MeteorBackup, observation: Observation, prior: ResolvedPrior, notes: string[]): Solution[] {
  const { variables, samples, weights, logl } = backup;
  const found = pointEstimates({ variables, samples, weights, logl: logl ?? weights });
  const estimates: PointEstimates = { ...found, mode: modeOf(backup, prior) ?? found.mode };
  const { solved, failed } = solutions(estimates, meteorLikelihood({ observation, prior }), observation, prior);
  notes.push(...failed.map(({ name, reason }) => `${name} cannot be simulated: ${reason}`));
  if (logl !== undefined) return solved;
  notes.push("The backup holds no likelihoods, so the best fit is not drawn");
  return solved.filter(({ name }) => name !== "BestGuess" && name !== "mode");
}

/** The sample that the backup names as mode: it tells it in single precision and in the units of tables. */
function modeOf({ mode, samples, variables }: MeteorBackup, prior: ResolvedPrior): Float64Array | undefined {
  if (mode === undefined) return undefined;
  const ndim = variables.length;
  const isMode = (sample: Float64Array) =>
    variables.every((name, k) => {
      const shown = physicalValue(prior, name, sample[k]) * displayFactor(name);
      return Math.abs(shown - mode[k]) <= 1e-6 * Math.abs(shown);
    });
  for (let i = 0; i < samples.length; i += ndim) {
    const sample = samples.slice(i, i + ndim);
    if (isMode(sample)) return sample;
  }
  return undefined;
}

function efficiencies(backup: MeteorBackup, observation: Observation, prior: ResolvedPrior): Float64Array {
  const { samples, variables } = backup;
  const masses = sampleValues({ samples, ndim: variables.length }, prior, "m_init", observation.m_init);
  return masses.map((mass) => radiatedFraction(observation, mass));
}

/** The observation's JSON in the folder of a backup or the one above: that of the same name, else the only one. */
function observationBeside(path: string, name: string): string | undefined {
  for (const folder of [dirname(path), dirname(dirname(path))]) {
    const files = observationFiles(folder);
    const own = files.find((file) => file.replace("_combined", "") === `obs_data_${name}.json`);
    const chosen = own ?? (files.length === 1 ? files[0] : undefined);
    if (chosen !== undefined) return join(folder, chosen);
  }
  return undefined;
}

function observationFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /^obs_data_.*\.json$/.test(file))
      .sort();
  } catch {
    return [];
  }
}
