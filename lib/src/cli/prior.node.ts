import { join } from "node:path";
import { Command } from "commander";
import { NightbookError } from "../core/errors";
import { fitting, ingest, type Prior } from "../notebook";
import { writeOutput } from "../notebook/files.node";
import { columns, issueLine, print, printJson } from "./output.node";

/** `nightbook prior …` */
export function priorCommand(): Command {
  return new Command("prior")
    .description("prior files: check, list and copy the shipped ones")
    .addHelpText("after", "\nExample:\n  nightbook prior check my.prior --data event_trajectory.pickle")
    .addCommand(checkCommand())
    .addCommand(listCommand())
    .addCommand(copyCommand());
}

interface CheckFlags {
  data?: string[];
  extraprior?: string;
  all?: boolean;
  json?: boolean;
}

function checkCommand(): Command {
  return new Command("check")
    .description("say what a prior means, and everything that is wrong with it")
    .argument("<file>", "prior file or name of a shipped prior")
    .option("--data <pickle...>", "trajectory pickles of the meteor that its expressions refer to")
    .option("--extraprior <file>", "prior file of the fragmentation entries")
    .option("--all", "use all data of all cameras")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook prior check my.prior --data event_trajectory.pickle")
    .action(async (file: string, flags: CheckFlags) => {
      const meteor = flags.data && (await ingest.meteor(flags.data, { all: flags.all }));
      const prior = checkedPrior(file, flags.extraprior);
      const observation = meteor?.observationFor(prior);
      const { prior: resolved, issues, variables } = prior.resolutionFor(observation);
      const hasErrors = issues.some((issue) => issue.severity === "error");
      if (flags.json) printJson({ issues, ...resolved, variableTable: variables });
      else {
        for (const issue of issues) {
          // That a bound waits for data stands in the table.
          if (issue.severity !== "info") process.stderr.write(`${issue.severity}: ${issueLine(issue)}\n`);
        }
        if (!hasErrors && variables.length > 0) print(prior.table(observation).toString());
      }
      if (hasErrors) process.exitCode = 1;
    });
}

/** The prior of a file; an extraprior, which cannot stand alone, is checked beside the built-in default. */
function checkedPrior(file: string, extra: string | undefined): Prior {
  const shipped = fitting.priors.findShippedPrior(file);
  const isExtra = shipped ? shipped.kind === "extraprior" : file.endsWith(".extraprior");
  return isExtra ? fitting.prior("default", { extra: file }) : fitting.prior(file, { extra });
}

function listCommand(): Command {
  return new Command("list")
    .description("list the shipped priors")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook prior list")
    .action(({ json }: { json?: boolean }) => {
      const { shippedPriors } = fitting.priors;
      if (json) printJson(shippedPriors);
      else
        print(
          columns([
            ["name", "kind", "what it is for", "in DynestyMetSim"],
            ...shippedPriors.map(({ name, kind, title, original = "" }) => [name, kind, title, original]),
          ]),
        );
    });
}

function copyCommand(): Command {
  return new Command("copy")
    .description("write a shipped prior into the current folder, to change it")
    .argument("<name>", "name of a shipped prior")
    .option("-o, --output <file>", "where to; default NAME.prior or NAME.extraprior here")
    .option("--overwrite", "replace an existing file")
    .addHelpText("after", "\nExample:\n  nightbook prior copy one-erosion")
    .action((name: string, flags: { output?: string; overwrite?: boolean }) => {
      const shipped = fitting.priors.findShippedPrior(name);
      if (shipped === undefined) {
        throw new NightbookError(`There is no shipped prior of the name ${name}`, {
          code: "PRIOR_UNKNOWN",
          hint: '"nightbook prior list" lists them',
        });
      }
      const target = flags.output ?? join(".", `${shipped.name}.${shipped.kind}`);
      writeOutput(target, shipped.text, flags);
      print(`Wrote ${target}`);
    });
}
