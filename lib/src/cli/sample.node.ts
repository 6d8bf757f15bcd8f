import { rmSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { fitting, type ModelFitOptions } from "../notebook";
import { exists, fileExists } from "../notebook/files.node";
import { chosenRun, seedOfRun } from "../notebook/run-folder/run-in-folder.node";
import { runFiles, runSuffix, runsIn } from "../notebook/run-folder/run-name.node";
import { queueAddress } from "../notebook/worker.node";
import { numberIn, wholeNumberFrom } from "./arguments.node";
import { followFits, statusLine } from "./fit-status-line.node";
import { interruptible } from "./interrupts.node";
import { print, printJson } from "./output.node";

interface SampleFlags {
  engine?: ModelFitOptions["engine"];
  nEffective?: number;
  seed?: number;
  cores?: number;
  nlive?: number;
  maxCalls?: number;
  timeLimit?: number;
  new?: boolean;
  overwrite?: boolean;
  output?: string;
  json?: boolean;
  queue?: string;
  queueWait?: boolean;
  insecure?: boolean;
}

const example = `
The model is a JavaScript module:
  export const parameters = ["slope", "offset"];
  export function priorTransform(u) { return [10 * u[0] - 5, 10 * u[1] - 5]; }
  export function logLikelihood([slope, offset]) { return …; }
It may also export derived (then logLikelihood returns { logl, derived: […] }), wrapped, ordered, truths, units,
files and label.

Example:
  nightbook sample model.mjs --n-effective 5000 --seed 1 -o out`;

/** `nightbook sample MODEL` */
export function sampleCommand(): Command {
  const positive = wholeNumberFrom(1);
  return new Command("sample")
    .description("sample the posterior of your own model by nested sampling")
    .argument("<model.mjs>", "module that exports parameters, priorTransform and logLikelihood")
    .addOption(new Option("--engine <name>", "how to sample").choices(["importance", "dynamic", "static"]))
    .addOption(new Option("--n-effective <n>", "wanted effective samples (default 10000)").argParser(positive))
    .addOption(new Option("--seed <n>", "seed (default: drawn, printed and stored)").argParser(wholeNumberFrom(0)))
    .addOption(new Option("--cores <n>", "worker threads (default: all cores)").argParser(wholeNumberFrom(0)))
    .addOption(new Option("--nlive <n>", "live points").argParser(positive))
    .addOption(new Option("--max-calls <n>", "most likelihood calls").argParser(positive))
    .addOption(
      new Option("--time-limit <seconds>", "for one call of the model (default 60, Infinity for none)").argParser(
        numberIn(Number.MIN_VALUE, Number.POSITIVE_INFINITY),
      ),
    )
    .option("-o, --output <folder>", "keep the run, its result and charts here; goes on with a run that is there")
    .option("--new", "start anew in a folder that holds a run; the new files bear _n1, _n2, …")
    .option("--overwrite", "replace results in the folder that belong to no run")
    .option("--queue <url>", "redis://host:port whose workers help (default: $NIGHTBOOK_QUEUE)")
    .option("--queue-wait", "wait while the queue is away instead of going on alone")
    .option("--insecure", "allow a Redis that other machines can reach and that has no password")
    .option("--json", "print one JSON document")
    .addHelpText("after", example)
    .action(sample);
}

async function sample(path: string, flags: SampleFlags): Promise<void> {
  const { output: folder, json, new: anew, overwrite, timeLimit, queue: address, ...sampling } = flags;
  const fresh = startsAnew(folder, { anew, overwrite });
  const queue = queueAddress(address);
  // A password in the arguments would stand in the list of processes.
  if (address !== undefined) process.title = "nightbook";
  const runName = chosenRun({ folder, fresh });
  const seed = seedOfRun(flags.seed, { folder, runName });
  const fit = await fitting.model(path, { timeLimit });
  const line = statusLine();
  const also = fit.derived.length === 0 ? "" : ` and ${fit.derived.length} derived`;
  line.note(`${fit.label}: ${fit.parameters.length} parameters${also}, seed ${seed}`);
  const options = { ...sampling, seed, folder, runName, queue, onNotice: line.note };
  const leave = followFits(line);
  const run = (signal: AbortSignal) => fit.run({ ...options, signal }).finally(leave);
  const { value: result, interrupted } = await interruptible(run, line.note);
  const { outcome, warnings } = result.nested.diagnostics;
  for (const warning of warnings) line.note(`Warning: ${warning}`);
  if (interrupted && outcome === "stopped" && folder !== undefined) {
    return line.note(`Stopped; what was computed is in ${folder}, and the same command goes on from there.`);
  }
  if (folder !== undefined) {
    line.note(`Wrote ${await result.save(folder, { suffix: runName && runSuffix(runName) })}`);
  }
  if (json) printJson(result.toJSON());
  else print(result.summary());
}

/**
 * Whether a run is begun anew. A run in the folder is continued; results without a run are only replaced on request.
 * @throws {NightbookError} `FILE_EXISTS`
 */
function startsAnew(folder: string | undefined, { anew, overwrite }: { anew?: boolean; overwrite?: boolean }): boolean {
  if (folder === undefined || anew) return anew === true;
  if (runsIn(folder).length > 0) return false;
  const results = ["results.json", runFiles().result].map((name) => join(folder, name)).filter(exists);
  if (results.length > 0 && !overwrite) throw fileExists(results[0]);
  for (const result of results) rmSync(result);
  return false;
}
