import { type PriorDensityData, priorDensities } from "../charts/prior-densities";
import { meteoroidQuantity } from "../charts/quantity";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { NightbookError } from "../core/errors";
import type { Observation } from "../fitting/meteoroid/observation";
import {
  findShippedPrior,
  type PriorDocument,
  PriorError,
  type PriorIssue,
  type PriorResolution,
  parsePrior,
  priorDensity,
  type ResolvedPrior,
  type ResolvedVariable,
  requirePrior,
  resolvePrior,
  shippedPriors,
} from "../fitting/priors";
import { nearestName } from "../fitting/priors/nearest-name";
import { exists, readText, sha256, writeOutput } from "./files.node";
import { Table } from "./table";

export { PriorError, type PriorIssue };

/** Options of {@link openPrior}. */
export interface PriorOptions {
  /** Extraprior with the fragmentation entries: a file, the name of a shipped one, or the text itself. */
  extra?: string;
  /** The observation that `nan` and names such as `v_0` refer to; with it the prior draws its densities. */
  observation?: Observation;
}

/** A prior as written, and what it means for a meteor. */
export class Prior implements Displayable {
  constructor(
    /** File name, name of the shipped prior, or `"prior"` for a text. */
    readonly name: string,
    /** The parsed text. */
    readonly document: PriorDocument,
    /** The parsed extraprior, if there is one. */
    readonly extra: PriorDocument | undefined,
    /** What its expressions refer to, if that is known. */
    readonly observation: Observation | undefined,
  ) {}

  /** Bounds, fixed values and everything there is to say, as far as they are known. */
  get resolution(): PriorResolution {
    return this.resolutionFor(this.observation);
  }

  /** Mistakes, warnings and remarks, in the order of the text. */
  get issues(): readonly PriorIssue[] {
    return this.resolution.issues;
  }

  /** Hash of the texts, which determines what a fit samples from. */
  get sha256(): string {
    return sha256(`${this.document.text}\0${this.extra?.text ?? ""}`);
  }

  /**
   * The prior ready for the sampler.
   * @throws {PriorError} with every issue when there are errors
   */
  resolveFor(observation: Observation): ResolvedPrior {
    return requirePrior(this.resolutionFor(observation));
  }

  /** Names, kinds, bounds and fixed values, all of them physical where that means something. */
  table(observation = this.observation, caption = ""): Table {
    const rows = this.resolutionFor(observation).variables.map((variable) => {
      const kind = variable.role === "fixed" ? "fixed" : variable.log ? `log ${variable.kind}` : variable.kind;
      return [variable.name, kind, ...tabled(variable), variable.unit, variable.meaning];
    });
    return new Table(
      [
        { title: "variable" },
        { title: "kind" },
        { title: "min, sigma, alpha or value", align: "right" },
        { title: "max, mean or mode", align: "right" },
        { title: "unit" },
        { title: "meaning" },
      ],
      rows,
      caption,
    );
  }

  /** Densities once the bounds are known, else the table. */
  [displaySymbol](): MimeBundle {
    const { prior } = this.resolution;
    if (prior === null || prior.variables.length === 0) return this.table()[displaySymbol]();
    const densities = prior.variables.map((name): PriorDensityData => {
      const { x, density, band68, band95 } = priorDensity(prior, name);
      const { log, kind } = prior.details[name] ?? { log: false, kind: undefined };
      return { name, log, kind, x, density, band68, band95 };
    });
    return priorDensities(densities, { quantity: meteoroidQuantity, title: this.name })[displaySymbol]();
  }

  /** Bounds, fixed values and everything there is to say, for this observation or for none. */
  resolutionFor(observation: Observation | undefined): PriorResolution {
    return resolvePrior(this.document, {
      helpers: observation?.helper_vars ?? null,
      lightCurve: observation,
      extra: this.extra,
    });
  }
}

/** The two numbers of a variable as text. Bounds in log₁₀ are undone; widths and shapes in log₁₀ stay. */
function tabled({ role, kind, log, bounds, value }: ResolvedVariable): [string, string] {
  if (role === "fixed") return [typeof value === "number" ? shortNumber(value) : String(value ?? fromTheData), ""];
  const physical = (bound: number | null) => {
    if (bound === null) return fromTheData;
    return shortNumber(log && kind === "uniform" ? 10 ** bound : bound);
  };
  return [physical(bounds[0]), physical(bounds[1])];
}

const fromTheData = "from the data";

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(7)));
}

/**
 * Opens a prior: a file, one of the shipped priors by its name, or the text itself.
 *
 * @param source path of a `.prior` file, name of a shipped prior such as `"one-erosion"`, or text of several lines
 * @param options extraprior, and the observation it refers to
 * @returns the prior; what is wrong with its text is in `issues` and stops a fit, not this call
 * @throws {NightbookError} when it is a file that cannot be read
 * @example
 * ```ts
 * import { fitting } from "nightbook";
 *
 * const prior = fitting.prior("rho, 100, 4000, log\nsigmaa, 1e-9, 5e-8\n");
 * prior.issues.find((issue) => issue.line === 2)?.code; // => "UNKNOWN_VARIABLE"
 * ```
 */
export function openPrior(source: string, options: PriorOptions = {}): Prior {
  const { name, text } = read(source);
  const document = parsePrior(text, { kind: "prior", fileName: name });
  const extra = options.extra === undefined ? undefined : read(options.extra);
  const extraDocument = extra && parsePrior(extra.text, { kind: "extraprior", fileName: extra.name });
  return new Prior(name, document, extraDocument, options.observation);
}

function read(source: string): { name: string; text: string } {
  if (source.includes("\n")) return { name: "prior", text: source };
  // A file of the original's name, with whatever in it, is that file.
  const found = findShippedPrior(source);
  const shipped = found?.name === source || !exists(source) ? found : undefined;
  if (shipped) return { name: shipped.name, text: shipped.text };
  if (!exists(source)) throw unknownPrior(source);
  return { name: source, text: readText(source) };
}

/** What is said of a name that is neither a file nor a shipped prior. */
function unknownPrior(source: string): NightbookError {
  const names = shippedPriors.flatMap(({ name, original = "" }) => [name, original]);
  const meant = nearestName(source, names);
  const others = meant === null ? '"nightbook prior list" lists the shipped ones' : `did you mean ${meant}?`;
  return new NightbookError("There is no such file, nor a shipped prior of this name", {
    code: "FILE_MISSING",
    place: { path: source },
    hint: `Check the path, which is taken from the current folder; ${others}`,
  });
}

/**
 * Writes a prior file unless it is there already, and opens it: the first run of a notebook makes the file,
 * and what was changed in it since, by hand or in the editor, stays.
 *
 * @param path of the `.prior` file
 * @param text what a new file holds
 * @param options as of {@link openPrior}
 * @returns the prior as the file has it
 * @throws {NightbookError} when the file can be neither written nor read
 * @example
 * ```ts
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { fitting } from "nightbook";
 *
 * const path = join(mkdtempSync(join(tmpdir(), "prior-")), "my.prior");
 * fitting.priorFile(path, "rho, 100, 4000\n");
 * fitting.priorFile(path, "something else\n").document.text; // => "rho, 100, 4000\n"
 * ```
 */
export function writePrior(path: string, text: string, options: PriorOptions = {}): Prior {
  if (!exists(path)) writeOutput(path, text);
  return openPrior(path, options);
}
