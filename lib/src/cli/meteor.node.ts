import { Command, Option } from "commander";
import { NightbookError } from "../core/errors";
import { fitting, ingest } from "../notebook";
import { readInput } from "../notebook/files.node";
import { provenance, readJson, writeJsonProduct } from "../notebook/products.node";
import { numberIn } from "./arguments.node";
import { print, printJson } from "./output.node";

/** `nightbook meteor …` */
export function meteorCommand(): Command {
  return new Command("meteor")
    .description("meteors: observation, erosion model, likelihood")
    .addHelpText("after", "\nExample:\n  nightbook meteor observe event_trajectory.pickle")
    .addCommand(simulateCommand())
    .addCommand(loglikeCommand())
    .addCommand(observeCommand());
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
  try {
    const run = fitting.meteoroid.simulate(constants);
    const columns = Object.fromEntries(Object.entries(run.columns).map(([name, column]) => [name, Array.from(column)]));
    return {
      constants: { ...fitting.meteoroid.defaultConstants(), ...constants },
      n_rows: run.nRows,
      columns,
      const_after: run.constantsAfter,
      fragmentation_after: run.fragmentationAfter,
      sums: run.sums,
    };
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    throw new NightbookError(cause.message, {
      code: "CONSTANTS_INVALID",
      place: { path },
      hint: "Mend this constant and run again",
      cause,
    });
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
  extraprior?: string;
  all?: boolean;
  pickPos?: number;
}

function withObserveFlags(command: Command): Command {
  return command
    .option("--all", "use all data of all cameras")
    .addOption(
      new Option("--pick-pos <x>", "position of the picks: 0 leading edge, 0.5 centroid").argParser(numberIn(0, 1)),
    )
    .option("--extraprior <file>", "prior file of the fragmentation entries");
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
      return printJson(meteor.observationFor(fitting.prior(flags.prior, { extra: flags.extraprior })));
    });
}

function loglikeCommand(): Command {
  return withObserveFlags(new Command("loglike"))
    .description("log-likelihood of parameter vectors in sampler coordinates")
    .argument("<pickle...>", "trajectory pickles of one event")
    .requiredOption("--prior <file>", "prior file or name of a shipped prior")
    .requiredOption("--vectors <file>", "JSON: {variables: [names], vectors: [[numbers], …], dens_co?: [7 numbers]}")
    .addHelpText(
      "after",
      "\nExample:\n  nightbook meteor loglike event_trajectory.pickle --prior one-erosion --vectors vectors.json",
    )
    .action(async (paths: string[], flags: ObserveFlags & { prior: string; vectors: string }) => {
      const vectors = readVectors(flags.vectors);
      const meteor = await ingest.meteor(paths, { all: flags.all, pickPos: flags.pickPos });
      const fit = fitting.meteor(meteor, fitting.prior(flags.prior, { extra: flags.extraprior }), {
        densCo: vectors.densCo,
      });
      printJson(fit.logLikelihoods(vectors));
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
