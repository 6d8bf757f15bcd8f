import { availableParallelism } from "node:os";
import { join } from "node:path";
import { meteorLikelihood, type Observation } from "../../fitting/meteoroid";
import { pointEstimates, radiatedFraction } from "../../fitting/meteoroid/posterior";
import { atObservedHeights } from "../../fitting/meteoroid/posterior/at-observed-heights";
import type { NestedSamplingResult } from "../../fitting/nested-sampling";
import type { ResolvedPrior } from "../../fitting/priors";
import { exists, type InputHash, readInput, readText, sha256, writeOutput } from "../files.node";
import { circumstances, provenance } from "../products.node";
import { backupDocument, interval, posteriorOfRuns } from "./backup";
import { backupFile } from "./backup-file.node";
import { correlationCsv } from "./correlation-csv";
import { coverage } from "./coverage";
import { drawSolutions, type NamedConstants } from "./draw-solutions";
import { fitQuality, predictivePValues } from "./fit-quality";
import { energyOf, type FitStatistics, noiseOf, statisticsJson } from "./fit-statistics";
import { logText, runSummary, withStatistics } from "./log-text";
import { metsimJson } from "./metsim-json";
import { posteriorRuns } from "./posterior-runs.node";
import { productCharts } from "./product-charts";
import { resultsTable } from "./results-table";
import { approximateDensities, isLogarithmic, physicalValue, sampleValues, weightedSamples } from "./sample-values";
import { saveCharts } from "./save-charts.node";
import { likelihoodOfTruth, solutions } from "./solutions";

/** What {@link writeMeteorProducts} takes. */
export interface MeteorProducts {
  /** Samples, weights, evidence; also of a run that has not finished. */
  result: NestedSamplingResult;
  observation: Observation;
  prior: ResolvedPrior;
  /** Polynomial of the air density that was used in place of the observation's. */
  densCo?: readonly number[];
  /** Folder of the event, `<out>/<event>`: the products go into `<name>_results` in it. */
  folder: string;
  /** Name of the event; `_combined` is left out of the names of results. */
  event: string;
  /** Put behind the event in all names, for example `_n1`. Default none. */
  suffix?: string;
  /** Default true; with false neither the backup nor the bands are made, which need a run for each sample. */
  backup?: boolean;
  /** Make the bands of the posterior. Default as `backup`; with true and no backup they are drawn and not kept. */
  bands?: boolean;
  /** Draw the plots. Default true. */
  plots?: boolean;
  /** Log whose end tells the statistics. Default `log_<event><suffix>.txt` in the folder. */
  log?: string;
  /** True values in SI units, of a simulated meteor. */
  truths?: Readonly<Record<string, number>>;
  /** Solutions that others have found, to be drawn over the data into `json_plots`. Default none. */
  solutions?: readonly NamedConstants[];
  /** The files that went in. */
  inputs?: readonly InputHash[];
  /** What determines the result beside them: seed and options of the sampler. */
  configuration?: Readonly<Record<string, unknown>>;
  /** Threads for the runs. Default all cores; the products do not depend on it. */
  cores?: number;
  /** Told how many samples have been run, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** Where the products of an event go: the first part of their names, and their folder. */
export function resultsPlace({ folder, event, suffix = "" }: Pick<MeteorProducts, "folder" | "event" | "suffix">) {
  const name = `${event.replace("_combined", "")}${suffix}`;
  return { name, folder: join(folder, `${name}_results`) };
}

/**
 * Writes everything that the end of a meteor fit leaves: plots, constants of best fit, mode, mean and median, table,
 * correlations, backup of the posterior, and the statistics at the end of the log. Products of an earlier run are
 * replaced; equal results give equal bytes. The circumstances of the run go to `<name>_results.run.json` beside the
 * folder, and numbers for programs, with what determines them, to `<name>_summary.json` in it.
 *
 * @param products the result, what was fitted, and where to
 * @returns the paths of all files
 * @throws {NightbookError} `FILE_UNWRITABLE`
 * @throws {RangeError} when the result has no sample of any weight
 */
export async function writeMeteorProducts(products: MeteorProducts): Promise<readonly string[]> {
  const {
    result,
    observation,
    prior,
    densCo,
    event,
    suffix = "",
    backup = true,
    bands = backup,
    plots = true,
    truths,
  } = products;
  const { name, folder } = resultsPlace(products);
  const written: string[] = [];
  const hashes: Record<string, string> = {};
  const put = (path: string, content: string | Uint8Array) => {
    writeOutput(path, content, { overwrite: true });
    written.push(path);
  };
  const write = (file: string, content: string | Uint8Array) => {
    put(join(folder, file), content);
    hashes[file] = sha256(content);
  };

  const likelihood = meteorLikelihood({ observation, prior, densCo });
  const { variables } = prior;
  const posterior = weightedSamples(result, variables);
  const { weights } = posterior;
  const estimates = pointEstimates(posterior);
  const physical = (variable: string, value: number) => physicalValue(prior, variable, value);
  const { solved, failed } = solutions(estimates, likelihood, observation, prior);
  const best = solved.find((solution) => solution.name === "BestGuess");
  for (const solution of solved) {
    write(
      `fit_plots/${name}_sim_fit_dynesty_${solution.name}.json`,
      metsimJson(solution.constants, solution.predicted),
    );
  }
  write(`${name}_results_table.tex`, resultsTable({ event: name, variables, estimates, physical, truths }));
  const isLog = (variable: string) => isLogarithmic(prior, variable);
  write(`${name}_weighted_correlation_matrix.csv`, correlationCsv(posterior, isLog));

  const summary = runSummary(result);
  const backupName = `${name}_posterior_backup.pkl.gz`;
  const runs = bands ? await posteriorRuns(result.samples, { observation, prior, densCo }, products) : undefined;
  const ofRuns = runs && posteriorOfRuns(runs, weights, observation);
  const predictive = runs && predictivePValues(runs, weights);
  const used = densCo ? { ...observation, dens_co: [...densCo] } : observation;
  if (backup && runs && ofRuns && predictive && best) {
    const content = {
      name,
      nested: result,
      prior,
      estimates,
      physical,
      observation,
      best,
      runs,
      posterior: ofRuns,
      summary,
    };
    write(backupName, backupFile(backupDocument(content), used, predictive));
  }
  // A backup that is not replaced remains one of the products.
  const isKept = hashes[backupName] === undefined && exists(join(folder, backupName));
  if (isKept) hashes[backupName] = readInput(join(folder, backupName)).sha256;

  const masses = sampleValues(result, prior, "m_init", observation.m_init);
  const efficiency = masses.map((mass) => radiatedFraction(observation, mass));
  const approximate = best && approximateDensities(result, prior, best);
  const judged = best && fitQuality(best, observation, predictive);
  const pictures = {
    name,
    parameters: variables,
    samples: result.samples,
    weights,
    isLog: variables.map(isLog),
    run: result,
    observation,
    solved,
    efficiency,
    density: ofRuns?.density ?? approximate,
    bands: ofRuns?.bands,
    best: best && atObservedHeights(best.curves, observation),
    quality: judged?.panels,
    truths,
  };
  const { charts, missing } = plots ? productCharts(pictures) : { charts: {}, missing: [] };
  await saveCharts(charts, write);
  const others = drawSolutions(products.solutions ?? [], used, best?.predicted ?? observation, name);
  if (plots) await saveCharts(others.charts, (stem, content) => write(`json_plots/${stem}`, content));

  const statistics: FitStatistics = {
    nested: result,
    radiatedEnergy: energyOf(observation),
    efficiency: interval(
      efficiency.map((part) => 100 * part),
      weights,
    ),
    approximateDensity: approximate && interval(approximate, weights),
    density: ofRuns?.densityInterval,
    truth: likelihoodOfTruth(likelihood, prior, truths),
    covered: truths && coverage(truths, variables, estimates, physical),
    solved,
    failed,
    others,
    noise: noiseOf(best, observation),
    quality: judged?.quality,
  };
  const notes = [
    ...missing.map(({ stem, reason }) => `${stem}: not drawn: ${reason}`),
    ...(backup || bands ? [] : ["No posterior backup and no posterior bands were made, as was asked for."]),
    ...(backup && best === undefined ? ["No posterior backup was written: the best fit cannot be simulated."] : []),
    ...(isKept ? ["The posterior backup was left as an earlier end of the run made it."] : []),
  ];
  const log = products.log ?? join(products.folder, `log_${event}${suffix}.txt`);
  put(log, withStatistics(exists(log) ? readText(log) : "", logText(statistics, notes)));

  const { inputs = [], configuration, cores = availableParallelism() } = products;
  const facts = {
    event: name,
    ...statisticsJson(statistics, variables, estimates, physical),
    provenance: provenance(inputs, { seed: result.seed, configuration }),
    products: sorted(hashes),
  };
  write(`${name}_summary.json`, `${JSON.stringify(facts, null, 1)}\n`);
  put(`${folder}.run.json`, circumstances(inputs, { cores, timings: result.timings, files: written.length }));
  return written;
}

function sorted(hashes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
