import type { PointEstimates } from "../../fitting/meteoroid/posterior";
import { coverage } from "./coverage";
import { paperQuantity, texText } from "./display-units";
import { general } from "./number-format";

/** What {@link resultsTable} shows. */
export interface ResultsTableData {
  /** Name of the event, for the caption. */
  event: string;
  variables: readonly string[];
  /** In sampler coordinates. */
  estimates: PointEstimates;
  /** From sampler coordinates to SI units. */
  physical: (variable: string, value: number) => number;
  /** True values in SI units, of a simulated meteor. */
  truths?: Readonly<Record<string, number>>;
}

/** The table of a posterior for a paper, in LaTeX: 95 % interval, best fit, mode, mean and median; true values, if known. */
export function resultsTable({ event, variables, estimates, physical, truths }: ResultsTableData): string {
  const head = [
    "Parameter",
    "2.5CI",
    ...(truths ? ["True Value"] : []),
    "Best Fit",
    "Mode",
    "Mean",
    "Median",
    "97.5CI",
  ];
  const covered = coverage(truths ?? {}, variables, estimates, physical);
  const errors = ["Abs.Error", "Rel.Error\\%", "Cover"];
  const rows = variables.map((name, k) => {
    const { symbol, unit, factor } = paperQuantity(name);
    const shown = (point: Float64Array) => physical(name, point[k]) * factor;
    const { low95, best, mode, mean, median, high95 } = estimates;
    const truth = (truths?.[name] ?? Number.NaN) * factor;
    const numbers = [shown(low95), ...(truths ? [truth] : []), ...[best, mode, mean, median, high95].map(shown)].map(
      (value) => general(value),
    );
    const error = Math.abs(shown(best) - truth);
    const cover = covered[name] === undefined ? "" : covered[name] ? "yes" : "no";
    const comparison = truths ? [general(error), `${general((100 * error) / Math.abs(truth))}\\%`, cover] : [];
    return `    ${[unit ? `${symbol} [${unit}]` : symbol, ...numbers, ...comparison].join(" & ")} \\\\`;
  });
  const columns = truths ? "lrrrrrrr|rr|c" : "lrrrrrr";
  const compared =
    "Absolute and relative errors are those of the Best Fit; Cover tells whether the true value lies in the 95\\% interval.";
  return `${[
    "\\begin{table}[htbp]",
    "    \\centering",
    "    \\renewcommand{\\arraystretch}{1.2}",
    "    \\setlength{\\tabcolsep}{4pt}",
    "    \\resizebox{\\textwidth}{!}{",
    `    \\begin{tabular}{${columns}}`,
    "    \\hline",
    `    ${[...head, ...(truths ? errors : [])].join(" & ")} \\\\`,
    "    \\hline",
    ...rows,
    "    \\hline",
    "    \\end{tabular}}",
    `    \\caption{Posterior of the meteor ${texText(event)}. The Best Fit is the simulation of the highest likelihood.${truths ? ` ${compared}` : ""}}`,
    "    \\label{tab:posterior_summary}",
    "\\end{table}",
  ].join("\n")}\n`;
}
