import { Command, Option } from "commander";
import { NightbookError } from "../core/errors";
import { queueAddress, serveRuns } from "../notebook/worker.node";
import { wholeNumberFrom } from "./arguments.node";
import { interruptible } from "./interrupts.node";

interface WorkerFlags {
  queue?: string;
  cores?: number;
  model?: string;
  insecure?: boolean;
}

const example = `
Jobs carry names, hashes and numbers, never code. A run is served when this worker has the same version of the
program and, for a model of your own, the same file.

Example:
  NIGHTBOOK_QUEUE=redis://:password@host:6379 nightbook worker --cores 32`;

/** `nightbook worker` */
export function workerCommand(): Command {
  return new Command("worker")
    .description("work for the runs that use a queue, on this or any other machine")
    .option("--queue <url>", "redis://host:port (default: $NIGHTBOOK_QUEUE, where a password is out of sight)")
    .addOption(new Option("--cores <n>", "worker threads (default: all cores)").argParser(wholeNumberFrom(1)))
    .option("--model <file>", "a model of your own that runs may ask for")
    .option("--insecure", "allow a Redis that other machines can reach and that has no password")
    .addHelpText("after", example)
    .action(work);
}

async function work(flags: WorkerFlags): Promise<void> {
  const queue = queueAddress(flags.queue);
  if (queue === undefined) {
    throw new NightbookError("There is no queue to work for", {
      code: "QUEUE_ADDRESS",
      hint: "Give its address with --queue redis://host:port or in $NIGHTBOOK_QUEUE",
    });
  }
  const log = (line: string) => process.stderr.write(`${new Date().toISOString()} ${line}\n`);
  let terminated = false;
  process.once("SIGTERM", () => {
    terminated = true;
  });
  await interruptible((signal) => serveRuns({ ...flags, queue, signal, log }), log);
  if (terminated) process.exitCode = 0;
}
