import { checkFree, checkMain } from "./check-prior";
import type { PriorContext } from "./helper-variables";
import { IssueList, sortIssues } from "./issue-list";
import type { PriorDocument } from "./prior-document";
import { PriorError, type PriorIssue } from "./prior-issue";
import { resolveBlocks } from "./resolve-blocks";
import { resolveMain } from "./resolve-main";
import type { PriorSource, ResolvedPrior, ResolvedVariable } from "./resolved-prior";
import { scopeOf } from "./scope";

/** Options of {@link resolvePrior}. */
export interface ResolvePriorOptions extends PriorContext {
  /** A parsed `.extraprior` file. */
  extra?: PriorDocument;
  /** What variables of the main document are said to come from. @default "file" */
  source?: PriorSource;
}

/** Outcome of {@link resolvePrior}. */
export interface PriorResolution {
  /** `null` when there is an error or when an observation is needed. */
  prior: ResolvedPrior | null;
  /** Every variable as far as it is known, also when `prior` is `null`. */
  variables: ResolvedVariable[];
  /** Everything to say, that of the parser included, in the order of the texts. */
  issues: PriorIssue[];
}

/**
 * Resolves a prior: evaluates its expressions with the helper variables of an observation, puts
 * defaults where it says `nan`, takes logarithms, adds what a fit needs, and looks for mistakes.
 * Never throws; {@link requirePrior} does.
 * @param document from {@link parsePrior}
 * @param options helper variables (`null` without an observation: what needs them stays `null`
 *   and says so), the light curve, and the extraprior
 *
 * @example
 * ```ts
 * import { parsePrior, resolvePrior } from "nightbook/priors";
 * const { variables, issues } = resolvePrior(parsePrior("rho, 100, 4000, log\nsigmaa, 1e-9, 5e-8\n"), { helpers: null });
 * variables[0].bounds; // => [2, Math.log10(4000)]
 * issues.find((issue) => issue.line === 2)?.hint; // => "Did you mean sigma?"
 * ```
 */
export function resolvePrior(document: PriorDocument, options: ResolvePriorOptions): PriorResolution {
  const { extra, source = "file" } = options;
  const issues = new IssueList(document);
  const main = resolveMain(document, scopeOf(options, "prior"), source, issues);
  checkMain(document, main, issues);
  const extraIssues = extra ? new IssueList(extra) : null;
  const blocks = extra && extraIssues ? resolveBlocks(extra, scopeOf(options, "extraprior"), main, extraIssues) : [];
  const variables = [...main.values(), ...[...blocks].map(([, variable]) => variable)];
  checkFree(variables, issues);
  const all = sortIssues([
    ...document.issues,
    ...issues.issues,
    ...(extra?.issues ?? []),
    ...(extraIssues?.issues ?? []),
  ]);
  const complete = !all.some((issue) => issue.severity === "error") && variables.every(isKnown);
  return { prior: complete ? assemble(variables) : null, variables, issues: all };
}

/**
 * The prior of a resolution, for those who cannot go on without one.
 * @throws {PriorError} with all issues when there is none
 *
 * @example
 * ```ts
 * import { parsePrior, requirePrior, resolvePrior } from "nightbook/priors";
 * let message = "";
 * try {
 *   requirePrior(resolvePrior(parsePrior("rho, 100, 4000, lgo\n"), { helpers: null }));
 * } catch (error) {
 *   message = (error as Error).message;
 * }
 * message; // => "Unknown option lgo"
 * ```
 */
export function requirePrior(resolution: PriorResolution): ResolvedPrior {
  const { prior, issues } = resolution;
  if (prior) return prior;
  if (issues.some((issue) => issue.severity === "error")) throw new PriorError(issues);
  // nothing is wrong, but the values are not there
  throw new PriorError(
    issues.map((issue) => (issue.code === "NEEDS_OBSERVATION" ? { ...issue, severity: "error" as const } : issue)),
  );
}

function isKnown(variable: ResolvedVariable): boolean {
  return variable.role === "fixed" ? variable.value !== null : !variable.bounds.includes(null);
}

function assemble(variables: readonly ResolvedVariable[]): ResolvedPrior {
  const prior: ResolvedPrior = { variables: [], bounds: [], flags: {}, fixed: {}, details: {} };
  for (const variable of variables) {
    const { name, value } = variable;
    const [first, second] = variable.bounds;
    prior.details[name] = variable;
    if (variable.role === "free" && first !== null && second !== null) {
      prior.variables.push(name);
      prior.bounds.push([first, second]);
      prior.flags[name] = variable.flags;
    } else if (value !== null) {
      prior.fixed[name] = value;
    }
  }
  return prior;
}
