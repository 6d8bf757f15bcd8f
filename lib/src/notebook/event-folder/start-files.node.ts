import { realpathSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { simulationOverData } from "../../charts";
import { shippedPriors } from "../../fitting/priors";
import { exists, readInput, readText, writeOutput } from "../files.node";
import type { MeteorFit } from "../meteor-fit.node";
import { constantsIn } from "../meteor-input/meteor-json";
import type { FoundSolution } from "../meteor-input/solutions-beside.node";
import { drawSolutions } from "../meteor-products/draw-solutions";
import { saveCharts } from "../meteor-products/save-charts.node";
import { circumstances, readJson } from "../products.node";
import { type RunName, runSuffix } from "../run-folder/run-name.node";
import { eventFiles } from "./event-folder.node";
import { logBeginning } from "./event-log";
import { trajectoryReport } from "./trajectory-report";

/** What {@link writeStartFiles} takes. */
export interface StartFiles {
  readonly fit: MeteorFit;
  readonly folder: string;
  readonly run: RunName;
  /** MetSim solutions that lie beside the data. */
  readonly solutions?: readonly FoundSolution[];
  /** For the log: seed, engine and what else was asked for. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Warnings of the prior. */
  readonly warnings: readonly string[];
  /** Leave a log that is there as it is: it tells with what its run was begun. */
  readonly keepLog: boolean;
}

/**
 * Writes what a fit leaves before it begins: log with the bounds of the prior, observation, its plot, copies of what went
 * in, a report on the trajectory, the solutions beside the data, drawn over them, and the data of a simulated meteor to which
 * noise was added. Files of other runs stay as they are.
 */
export async function writeStartFiles(start: StartFiles): Promise<void> {
  const { fit, folder, run, solutions = [], settings, warnings, keepLog } = start;
  const { meteor, prior, observation, resolved } = fit;
  const event = run.stem;
  const suffix = runSuffix(run);
  const files = eventFiles(event, run);
  const write = (name: string, content: string | Uint8Array) =>
    writeOutput(join(folder, name), content, { overwrite: true });
  const { charts, logl, failed } = drawSolutions(solutions, observation, observation, event);
  const log = logBeginning({
    event,
    observation,
    prior: resolved,
    priorNames: [prior.name, ...(prior.extra ? [prior.extra.fileName ?? "extraprior"] : [])].map((name) =>
      basename(name),
    ),
    inputs: [...meteor.inputs, ...solutions, { path: prior.name, sha256: prior.sha256 }],
    solutions: { logl, failed },
    settings,
    warnings,
  });
  if (!(keepLog && exists(join(folder, files.log)))) {
    write(files.log, log);
    write(files.circumstances, circumstances(meteor.inputs));
  }
  write(files.observation, `${JSON.stringify(observation, null, 1)}\n`);
  await saveCharts({ [files.plot]: simulationOverData(observation, null, { title: event }) }, write);
  await saveCharts(charts, (name, content) => write(join(files.solutions, name), content));
  if (meteor.options.addNoise) {
    const [{ path }] = meteor.inputs;
    const data = { ...observation, const: constantsIn(readJson(path)) };
    write(noisyName(path, suffix), `${JSON.stringify(data, null, 1)}\n`);
  }
  const copies = new Copies(folder, suffix);
  for (const { path } of meteor.inputs) copies.file(path);
  copies.text(priorFileName(prior.name, ".prior"), prior.document.text);
  if (prior.extra) copies.text(priorFileName(prior.extra.fileName ?? "prior", ".extraprior"), prior.extra.text);
  const hasReport = meteor.inputs.some(({ path }) => path.endsWith("report.txt") || path.endsWith("report_sim.txt"));
  if (!hasReport && meteor.records.length > 0) write(`${event}_report.txt`, trajectoryReport(meteor.records));
}

/** Name of the data of a simulated meteor with noise. */
function noisyName(path: string, suffix: string): string {
  return `${basename(path, extname(path))}_with_noise${suffix}.json`;
}

function priorFileName(name: string, extension: string): string {
  const file = basename(name);
  const isShipped = shippedPriors.some((prior) => prior.name === name);
  return isShipped || !file.endsWith(extension) ? `${file}${extension}` : file;
}

/** Copies files into a folder; two of one name both find a place, and what an earlier run has copied stays. */
class Copies {
  private readonly taken = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly suffix: string,
  ) {}

  file(path: string): void {
    const target = join(this.folder, basename(path));
    // A fit in the folder of its data has nothing to copy.
    if (exists(target) && realpathSync(target) === realpathSync(path)) this.taken.add(basename(path));
    else this.put(basename(path), readInput(path).bytes);
  }

  text(name: string, text: string): void {
    this.put(name, new TextEncoder().encode(text));
  }

  private put(name: string, content: Uint8Array): void {
    const extension = extname(name);
    const stem = basename(name, extension);
    for (let n = 1; ; n++) {
      const number = n === 1 ? "" : `_${n}`;
      const plain = `${stem}${number}${extension}`;
      if (this.taken.has(plain)) continue;
      this.taken.add(plain);
      const differs = this.suffix !== "" && exists(join(this.folder, plain)) && !this.holds(plain, content);
      const target = differs ? `${stem}${number}${this.suffix}${extension}` : plain;
      writeOutput(join(this.folder, target), content, { overwrite: true });
      return;
    }
  }

  private holds(name: string, content: Uint8Array): boolean {
    const there = readInput(join(this.folder, name)).bytes;
    return there.length === content.length && there.every((byte, i) => byte === content[i]);
  }
}

/** The text of a prior that an earlier fit has copied, by its shipped name where it has one. */
export function copiedPrior(path: string): string {
  const text = readText(path);
  return shippedPriors.find((prior) => prior.text === text)?.name ?? path;
}
