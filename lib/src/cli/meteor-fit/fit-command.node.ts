import { Command, InvalidArgumentError, Option } from "commander";
import { setProgressSink } from "../../core/progress";
import { type FitMeteorsOptions, fitting, type MeteorBatch } from "../../notebook";
import { queueAddress } from "../../notebook/worker.node";
import { numberIn, wholeNumberFrom } from "../arguments.node";
import { statusLine } from "../fit-status-line.node";
import { interruptible } from "../interrupts.node";
import { print, printJson } from "../output.node";

interface FitFlags extends Omit<FitMeteorsOptions, "fresh" | "signal" | "onNotice" | "addNoise"> {
  new?: boolean;
  addNoise?: FitMeteorsOptions["addNoise"];
  json?: boolean;
}

const example = `
Inputs are folders (searched to any depth for trajectory pickles), trajectory pickles, JSON of observations (obs_data_*.json)
and JSON of MetSim solutions, which virtual cameras then see. Files of the same second are fitted together. Each event gets
a folder of its own; the same command goes on with what is there.

The spellings --output_dir, --pick_pos, -new, -all, -plot and -NoBackup work too.

Example:
  nightbook meteor fit night/ --output-dir fits --prior one-erosion --seed 1`;

/** `nightbook meteor fit` */
export function fitCommand(): Command {
  const positive = wholeNumberFrom(1);
  return new Command("fit")
    .description("fit the erosion model to meteors by nested sampling")
    .argument("<inputs...>", "folders and files, separated by commas")
    .option("--output-dir <folder>", "where the folders of the events are made (default: beside their data)")
    .option("--prior <file>", "prior file or name of a shipped prior (default: the .prior beside the data)")
    .option("--extraprior <file>", "prior of fragmentation entries (default: the .extraprior beside the data)")
    .addOption(
      new Option("--pick-pos <x>", "position of the picks: 0 leading edge, 0.5 centroid").argParser(numberIn(0, 1)),
    )
    .option("--all", "use all data of all cameras")
    .option("--new", "begin new runs beside those that are there; their files bear _n1, _n2, …")
    .option("--plot", "do not fit: draw the data, or the present state of a run")
    .option("--no-backup", "make neither the backup of the posterior nor its bands")
    .addOption(
      new Option(
        "--add-noise [lum,lag]",
        "add noise to simulated meteors: standard deviations in W and m (default 2.5,5; with --all 2.5,40)",
      ).argParser(noise),
    )
    .addOption(new Option("--engine <name>", "how to sample").choices(["importance", "dynamic", "static"]))
    .addOption(new Option("--n-effective <n>", "wanted effective samples (default 10000)").argParser(positive))
    .addOption(new Option("--max-calls <n>", "most likelihood calls").argParser(positive))
    .addOption(new Option("--nlive <n>", "live points").argParser(positive))
    .addOption(new Option("--seed <n>", "seed (default: drawn, printed and stored)").argParser(wholeNumberFrom(0)))
    .addOption(new Option("--cores <n>", "worker threads (default: all cores)").argParser(wholeNumberFrom(0)))
    .option("--queue <url>", "redis://host:port whose workers help (default: $NIGHTBOOK_QUEUE)")
    .option("--queue-wait", "wait while the queue is away instead of going on alone")
    .option("--insecure", "allow a Redis that other machines can reach and that has no password")
    .option("--json", "print one JSON document")
    .addHelpText("after", example)
    .action(fit);
}

async function fit(inputs: string[], flags: FitFlags): Promise<void> {
  const { json, new: fresh, queue: address, ...options } = flags;
  const queue = queueAddress(address);
  // A password in the arguments would stand in the list of processes.
  if (address !== undefined) process.title = "nightbook";
  const line = statusLine();
  // One line follows all fits, one after the other, and is ended with each.
  setProgressSink({
    update: (status) => {
      line.update(status);
      if (status.phase === "done" || status.phase === "stopped" || status.phase === "failed") line.end();
    },
  });
  const leave = () => setProgressSink(undefined);
  const work = (signal: AbortSignal): Promise<MeteorBatch> =>
    fitting.meteors(inputs, { ...options, fresh, queue, signal, onNotice: line.note }).finally(leave);
  const { value: batch, interrupted } = await interruptible(work, line.note);
  if (interrupted) line.note("Stopped; what was computed is kept, and the same command goes on from there.");
  for (const { event, reasons } of batch.failed) {
    for (const reason of reasons) process.stderr.write(`${event}: ${reason}\n`);
  }
  if (json) printJson(batch.toJSON());
  else print(batch.toString());
  if (batch.failed.length > 0 && !interrupted) process.exitCode = 1;
}

/** `LUM,LAG`, or the usual noise. */
function noise(text: string): NonNullable<FitMeteorsOptions["addNoise"]> {
  if (text === "usual") return true;
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [luminosity, lag] = numbers;
  if (numbers.length === 2 && luminosity > 0 && lag > 0 && Number.isFinite(luminosity + lag))
    return { luminosity, lag };
  throw new InvalidArgumentError("Not two positive numbers with a comma between them, for example 2.5,5.");
}
