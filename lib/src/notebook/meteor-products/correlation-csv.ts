import { weightedCorrelation } from "../../fitting/meteoroid/posterior/point-estimates";
import { paperQuantity } from "./display-units";

/** Weighted correlations of the free variables in sampler coordinates, as a table with labels in LaTeX. */
export function correlationCsv(
  posterior: Parameters<typeof weightedCorrelation>[0],
  isLog: (variable: string) => boolean,
): string {
  const { variables } = posterior;
  const labels = variables.map((name) => {
    const { symbol, siUnit } = paperQuantity(name);
    const label = siUnit ? `${symbol} [${siUnit}]` : symbol;
    return quoted(isLog(name) ? `$\\log_{10}$(${label})` : label);
  });
  const matrix = weightedCorrelation(posterior);
  const ndim = variables.length;
  const rows = labels.map((label, j) =>
    [label, ...Array.from(matrix.subarray(j * ndim, (j + 1) * ndim), (value) => fixed(value))].join(","),
  );
  return `${["", ...labels].join(",")}\n${rows.join("\n")}\n`;
}

/** Four decimals; nothing where a variable does not vary. */
function fixed(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : "";
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
