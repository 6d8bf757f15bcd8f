import { Command, CommanderError } from "commander";
import { version } from "../core/version";
import { convertCommand } from "./convert.node";
import { environmentCommands } from "./environment.node";
import { fitsCommand } from "./fits.node";
import { interruptedStatus } from "./interrupts.node";
import { meteorCommand } from "./meteor.node";
import { withOurSpellings } from "./meteor-fit/original-spellings";
import { failureLines } from "./output.node";
import { priorCommand } from "./prior.node";
import { sampleCommand } from "./sample.node";
import { workerCommand } from "./worker.node";

/** Exit statuses that scripts can rely on. */
export const exitStatus = { done: 0, failed: 1, usage: 2 } as const;

/** The whole command tree. */
export function program(): Command {
  const root = new Command("nightbook")
    .description("Fit, reduce and look at astronomical observations")
    .version(version)
    .showHelpAfterError("(--help shows what this command takes)")
    .addHelpText("after", "\nExample:\n  nightbook meteor observe event_trajectory.pickle");
  for (const command of [
    meteorCommand(),
    priorCommand(),
    fitsCommand(),
    convertCommand(),
    sampleCommand(),
    workerCommand(),
    ...environmentCommands(),
  ])
    root.addCommand(command);
  return root;
}

/**
 * Runs one command line.
 * @param words the arguments after the program's name
 * @returns the exit status: 0 done, 1 failed, 2 the call itself is wrong, 130 ended with Ctrl-C
 */
export async function runProgram(words: readonly string[]): Promise<number> {
  const root = program();
  throwInsteadOfExit(root);
  try {
    await root.parseAsync(withOurSpellings(words), { from: "user" });
    // A command that has printed its findings says by `process.exitCode` that some of them are bad.
    return Number(process.exitCode ?? exitStatus.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    for (const line of failureLines(error)) process.stderr.write(`${line}\n`);
    return process.exitCode === interruptedStatus ? interruptedStatus : exitStatus.failed;
  }
}

/** Commander ends the process by default; a status is enough for us, and for tests. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
