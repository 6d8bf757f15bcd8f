import { Command, Option } from "commander";
import { isNightbookError, NightbookError } from "../core/errors";
import { fitting, ingest } from "../notebook";
import { readInput } from "../notebook/files.node";
import { provenance, readJson, writeJsonProduct } from "../notebook/products.node";
import { numberIn } from "./arguments.node";
import { fitCommand } from "./meteor-fit/fit-command.node";
import { plotCommand } from "./meteor-plot.node";
import { print, printJson } from "./output.node";

/** `nightbook meteor …` */
export function meteorCommand(): Command {
  return new Command("meteor")
    .description("meteors: fits, observation, erosion model, likelihood")
    .addHelpText("after", "\nExample:\n  nightbook meteor fit event_trajectory.pickle --output-dir fits")
    .addCommand(fitCommand())
    .addCommand(simulateCommand())
    .addCommand(loglikeCommand())
    .addCommand(observeCommand())
    .addCommand(plotCommand());
}

function simulateCommand(): Command {
  return new Command("simulate")
    .description("run the erosion model once")
    .argument("<constants.json>", "constants of the model; what is missing has its default")
    .option("-o, --output <out.json>", "write here instead of standard output")
    .option("--overwrite", "replace an existing output")
    .addHelpText("after", "\nExample:\n  nightbook meteor simulate constants.json -o simulation.json")
    .action((path: string, options: { output?: string; overwrite?: boolean }) => {
      const input = readInput(path);
      const product = { ...simulation(path), provenance: provenance([input]) };
      if (options.output === undefined) return printJson(product);
      writeJsonProduct(options.output, product, [input], options);
      return print(`Wrote ${options.output}`);
    });
}

/** One run as the JSON that programs exchange: upstream's names, `null` for what is not finite. */
function simulation(path: string) {
  const constants = constantsIn(readJson(path), path);
  const complete = fitting.meteoroid.defaultConstants();
  const foreign = Object.keys(constants).filter((name) => !(name in complete) && !storedBeside.has(name));
  if (foreign.length > 0)
    process.stderr.write(`${path}: Not constants of the model, ignored: ${foreign.join(", ")}.\n`);
  return ofFile(path, "CONSTANTS_INVALID", () => {
    const run = fitting.meteoroid.simulate(constants);
    const columns = Object.fromEntries(Object.entries(run.columns).map(([name, column]) => [name, Array.from(column)]));
    return {
      constants: { ...complete, ...constants },
      n_rows: run.nRows,
      columns,
      const_after: run.constantsAfter,
      fragmentation_after: run.fragmentationAfter,
      sums: run.sums,
    };
  });
}

/** What the original keeps in its files beside the constants. */
const storedBeside = new Set(["noise_lag", "noise_lum", "fragmentation"]);

/** Adds the file to whatever is wrong with its content. */
function ofFile<T>(path: string, code: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (isNightbookError(cause)) throw cause.at({ path });
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    throw new NightbookError(cause.message, { code, place: { path }, hint: "Mend this file and run again", cause });
  }
}

/** The constants of a file: alone, or under `constants` as in the output of an earlier run. */
function constantsIn(json: unknown, path: string): Record<string, unknown> {
  const object = json as { constants?: unknown } | null;
  const constants = object !== null && typeof object === "object" && "constants" in object ? object.constants : object;
  if (typeof constants === "object" && constants !== null && !Array.isArray(constants)) {
    return constants as Record<string, unknown>;
  }
  throw new NightbookError("The constants are not a JSON object", {
    code: "CONSTANTS_INVALID",
    place: { path },
    hint: 'Write them as {"m_init": 1e-5, …}',
  });
}

interface ObserveFlags {
  prior?: string;
  all?: boolean;
  pickPos?: number;
}

function withObserveFlags(command: Command): Command {
  return command
    .option("--all", "use all data of all cameras")
    .addOption(
      new Option("--pick-pos <x>", "position of the picks: 0 leading edge, 0.5 centroid").argParser(numberIn(0, 1)),
    );
}

function observeCommand(): Command {
  return withObserveFlags(new Command("observe"))
    .description("print the observation as a fit sees it, as JSON")
    .argument("<pickle...>", "trajectory pickles of one event")
    .option("--prior <file>", "prior file, whose noise, fps and P_0m count")
    .addHelpText("after", "\nExample:\n  nightbook meteor observe event_trajectory.pickle > observation.json")
    .action(async (paths: string[], flags: ObserveFlags) => {
      const meteor = await ingest.meteor(paths, { all: flags.all, pickPos: flags.pickPos });
      if (flags.prior === undefined) return printJson(meteor.observation);
      return printJson(meteor.observedFor(fitting.prior(flags.prior)).observation);
    });
}

function loglikeCommand(): Command {
  return withObserveFlags(new Command("loglike"))
    .description("log-likelihood of parameter vectors in sampler coordinates")
    .argument("<pickle...>", "trajectory pickles of one event")
    .requiredOption("--prior <file>", "prior file or name of a shipped prior")
    .option("--extraprior <file>", "prior file of the fragmentation entries")
    .requiredOption("--vectors <file>", "JSON: {variables: [names], vectors: [[numbers], …], dens_co?: [7 numbers]}")
    .addHelpText(
      "after",
      "\nExample:\n  nightbook meteor loglike event_trajectory.pickle --prior one-erosion --vectors vectors.json",
    )
    .action(async (paths: string[], flags: ObserveFlags & { prior: string; extraprior?: string; vectors: string }) => {
      const vectors = readVectors(flags.vectors);
      const meteor = await ingest.meteor(paths, { all: flags.all, pickPos: flags.pickPos });
      const fit = fitting.meteor(meteor, fitting.prior(flags.prior, { extra: flags.extraprior }), {
        densCo: vectors.densCo,
      });
      printJson(ofFile(flags.vectors, "VECTORS_INVALID", () => fit.logLikelihoods(vectors)));
    });
}

interface Vectors {
  variables: string[];
  vectors: number[][];
  densCo?: number[];
}

/** Reads and checks the vectors; `{theta: […]}` objects, as reference files hold them, are vectors too. */
function readVectors(path: string): Vectors {
  const fail = (what: string): never => {
    throw new NightbookError(what, {
      code: "VECTORS_INVALID",
      place: { path },
      hint: "The file holds {variables: [names], vectors: [[numbers], …], dens_co?: [7 numbers]}",
    });
  };
  const json = readJson(path) as { variables?: unknown; vectors?: unknown; dens_co?: unknown } | null;
  const isNumbers = (value: unknown): value is number[] =>
    Array.isArray(value) && value.every((item) => typeof item === "number");
  const variables = json?.variables;
  if (!Array.isArray(variables) || !variables.every((name) => typeof name === "string")) {
    return fail("variables is not a list of names");
  }
  const twice = variables.find((name, i) => variables.indexOf(name) < i);
  if (twice !== undefined) return fail(`variables names ${twice} twice`);
  if (!Array.isArray(json?.vectors)) return fail("vectors is not a list");
  const vectors = json.vectors.map((item: unknown, index) => {
    const vector = typeof item === "object" && item !== null && "theta" in item ? item.theta : item;
    if (!isNumbers(vector)) return fail(`vector ${index} is not a list of numbers`);
    if (vector.length !== variables.length)
      return fail(`vector ${index} has ${vector.length} numbers for ${variables.length} variables`);
    return vector;
  });
  if (json.dens_co === undefined) return { variables, vectors };
  if (!isNumbers(json.dens_co) || json.dens_co.length !== 7) return fail("dens_co is not a list of 7 numbers");
  return { variables, vectors, densCo: json.dens_co };
}
