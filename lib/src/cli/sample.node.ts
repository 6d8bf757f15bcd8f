import { join } from "node:path";
import { Command, Option } from "commander";
import { fitting, type ModelFitOptions, type ModelResult } from "../notebook";
import { exists, fileExists } from "../notebook/files.node";
import { drawnSeed } from "../notebook/model-fit.node";
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
    .addOption(new Option("--cores <n>", "worker threads (default: all cores)").argParser(positive))
    .addOption(new Option("--nlive <n>", "live points").argParser(positive))
    .addOption(new Option("--max-calls <n>", "most likelihood calls").argParser(positive))
    .addOption(
      new Option("--time-limit <seconds>", "for one call of the model (default 60, Infinity for none)").argParser(
        numberIn(Number.MIN_VALUE, Number.POSITIVE_INFINITY),
      ),
    )
    .option("-o, --output <folder>", "write result, samples and charts here")
    .option("--new", "start afresh instead of going on with the run in the folder")
    .option("--overwrite", "replace results that the folder holds")
    .option("--json", "print one JSON document")
    .addHelpText("after", example)
    .action(sample);
}

async function sample(path: string, flags: SampleFlags): Promise<void> {
  const { output, json, new: fresh, overwrite, timeLimit, seed = drawnSeed(), ...sampling } = flags;
  if (output !== undefined) refuseToReplace(output, overwrite === true || fresh === true);
  const fit = await fitting.model(path, { timeLimit });
  const line = statusLine();
  const { derived, parameters, label } = fit;
  const also = derived.length === 0 ? "" : ` and ${derived.length} derived`;
  line.note(`${label}: ${parameters.length} parameters${also}, seed ${seed}`);
  const leave = followFits(line);
  const { value: result, interrupted } = await interruptible(
    (signal) => fit.run({ ...sampling, seed, signal }),
    line.note,
  ).finally(leave);
  for (const warning of result.nested.diagnostics.warnings) line.note(`Warning: ${warning}`);
  await report(result, { output, json, interrupted });
}

async function report(result: ModelResult, to: { output?: string; json?: boolean; interrupted: boolean }) {
  if (to.output !== undefined) {
    await result.save(to.output);
    process.stderr.write(`Wrote ${to.output}\n`);
  }
  if (to.json) printJson(result.toJSON());
  else print(result.summary());
}

function refuseToReplace(folder: string, mayReplace: boolean): void {
  const results = join(folder, "results.json");
  if (!mayReplace && exists(results)) throw fileExists(results);
}
