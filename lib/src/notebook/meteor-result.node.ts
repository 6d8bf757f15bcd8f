import { join } from "node:path";
import {
  type Chart,
  cornerPlot,
  evidenceTrace,
  type ParameterOptions,
  type Posterior,
  runPlot,
  tracePlot,
} from "../charts";
import { fitOverData } from "../charts/fit-over-data";
import { meteoroidQuantity } from "../charts/quantity";
import { renderPng, renderSvg } from "../charts/render.node";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import type { NestedSamplingResult, RunOptions } from "../fitting/nested-sampling";
import { writeOutput } from "./files.node";
import type { MeteorFit } from "./meteor-fit.node";
import { posteriorCurves } from "./posterior-curves";
import { circumstances, type Provenance, provenance } from "./products.node";
import { Table } from "./table";

/** One parameter of a posterior, SI units, logarithms undone. */
export interface ParameterEstimate {
  name: string;
  median: number;
  /** Ends of the central interval that holds 95 %. */
  low95: number;
  high95: number;
  /** Value at the highest likelihood. */
  best: number;
}

/** Posterior of a meteor fit. Draws itself as a corner plot. */
export class MeteorResult implements Displayable {
  constructor(
    readonly fit: MeteorFit,
    /** Samples, weights, evidence and diagnostics. */
    readonly nested: NestedSamplingResult,
    private readonly configuration: Partial<RunOptions>,
  ) {}

  /** Parameter vector of the highest likelihood, sampler coordinates. */
  get best(): Float64Array {
    return this.nested.sample(this.nested.logl.length - 1);
  }

  /** Medians, 95 % intervals and best values of all parameters. */
  estimates(): ParameterEstimate[] {
    const best = this.best;
    return this.nested.parameters.map((name, k) => {
      const physical = (value: number) => (this.isLog(name) ? 10 ** value : value);
      const [low95 = Number.NaN, median = Number.NaN, high95 = Number.NaN] = this.nested.quantiles(
        k,
        [0.025, 0.5, 0.975],
      );
      return {
        name,
        median: physical(median),
        low95: physical(low95),
        high95: physical(high95),
        best: physical(best[k] ?? Number.NaN),
      };
    });
  }

  /** The estimates as a table in the units that people use. */
  table(): Table {
    const rows = this.estimates().map(({ name, median, low95, high95, best }) => {
      const { name: words, unit, factor } = meteoroidQuantity(name);
      const [m, l, h, b] = [median, low95, high95, best].map((value) =>
        significant(value * factor, (high95 - low95) * factor),
      );
      return [words, m ?? "", l ?? "", h ?? "", b ?? "", unit];
    });
    const right = (title: string) => ({ title, align: "right" as const });
    const columns = [
      { title: "parameter" },
      right("median"),
      right("2.5 %"),
      right("97.5 %"),
      right("best fit"),
      { title: "unit" },
    ];
    return new Table(columns, rows, `Posterior of ${this.fit.meteor.name}`);
  }

  /** The table, the evidence and what it cost. */
  summary(): string {
    const { diagnostics } = this.nested;
    const logz = diagnostics.logz;
    const fixed = Object.entries(this.fit.resolved.fixed).map(
      ([name, value]) => `${name} = ${typeof value === "number" ? Number(value.toPrecision(6)) : value}`,
    );
    return [
      this.table().toString(),
      "",
      `Log-evidence       ${logz.value.toFixed(2)} ± ${logz.error.toFixed(2)}`,
      `Likelihood calls   ${diagnostics.calls}`,
      `Effective samples  ${Math.round(diagnostics.nEffective)}`,
      `Fixed              ${fixed.join(", ") || "nothing"}`,
      ...(diagnostics.outcome === "converged"
        ? []
        : [`Not converged      ${diagnostics.message ?? diagnostics.outcome}`]),
      ...diagnostics.warnings.map((warning) => `Warning            ${warning}`),
    ].join("\n");
  }

  /** Marginal densities of all parameters and pairs. */
  corner(options?: ParameterOptions): Chart {
    return cornerPlot(this.posterior(), options);
  }

  /** Light curve and lag with the best fit, the bands of the posterior, and the residuals. */
  overData(): Chart {
    return fitOverData(posteriorCurves(this.fit.likelihood, this.fit.observation, this.nested));
  }

  /** Log-evidence along the run. */
  evidence(): Chart {
    return evidenceTrace(this.nested, { against: "calls" });
  }

  /** Live points, likelihood, weights and evidence along the run. */
  runPlot(): Chart {
    return runPlot(this.nested);
  }

  /** How each parameter closed in. */
  trace(options?: ParameterOptions): Chart {
    return tracePlot({ ...this.posterior(), logvol: this.nested.logvol }, options);
  }

  /** What determines this result: version, seed, configuration, hashes of data and prior. */
  provenance(): Provenance {
    const { meteor, prior } = this.fit;
    const inputs = [...meteor.inputs, { path: prior.name, sha256: prior.sha256 }];
    const {
      seed,
      maxSeconds: _time,
      onProgress: _sink,
      signal: _signal,
      label: _label,
      ...sampling
    } = this.configuration;
    return provenance(inputs, { seed, configuration: { ...sampling, ...meteor.options } });
  }

  /**
   * Writes the result into a folder: `summary.txt`, `results.json`, `samples.csv`, and every chart as PNG, SVG
   * and Vega-Lite JSON. Equal runs give equal bytes; times and places go to `results.json.run.json`.
   *
   * @param folder made if it is missing; results of an earlier run in it are replaced
   * @returns the folder
   */
  async save(folder: string): Promise<string> {
    const write = (name: string, content: string | Uint8Array) =>
      writeOutput(join(folder, name), content, { overwrite: true });
    write("summary.txt", `${this.summary()}\n`);
    write("results.json", `${JSON.stringify(this.toJSON(), null, 1)}\n`);
    write("samples.csv", this.samplesCsv());
    const charts = {
      corner: this.corner(),
      fit: this.overData(),
      evidence: this.evidence(),
      run: this.runPlot(),
      trace: this.trace(),
    };
    for (const [name, chart] of Object.entries(charts)) {
      write(`${name}.vl.json`, `${JSON.stringify(chart.spec)}\n`);
      write(`${name}.svg`, await renderSvg(chart.spec));
      write(`${name}.png`, (await renderPng(chart.spec)).png);
    }
    write("results.json.run.json", circumstances(this.fit.meteor.inputs, { timings: this.nested.timings }));
    return folder;
  }

  /** Estimates, evidence, diagnostics and provenance, without the samples. */
  toJSON(): Record<string, unknown> {
    return {
      event: this.fit.meteor.name,
      provenance: this.provenance(),
      fixed: this.fit.resolved.fixed,
      estimates: this.estimates(),
      diagnostics: this.nested.diagnostics,
      niter: this.nested.niter,
    };
  }

  [displaySymbol](): MimeBundle {
    return this.corner()[displaySymbol]();
  }

  private posterior(): Posterior {
    const { parameters, samples } = this.nested;
    return {
      parameters,
      samples,
      weights: this.nested.importanceWeights(),
      isLog: parameters.map((name) => this.isLog(name)),
    };
  }

  private isLog(name: string): boolean {
    return this.fit.resolved.flags[name]?.includes("log") ?? false;
  }

  /** Sampler coordinates, weight and log-likelihood of every sample. */
  private samplesCsv(): string {
    const { parameters, logl, samples, ndim } = this.nested;
    const weights = this.nested.importanceWeights();
    const header = [...parameters.map((name) => (this.isLog(name) ? `log10_${name}` : name)), "weight", "logl"].join(
      ",",
    );
    const rows = Array.from(logl, (value, i) =>
      [...samples.subarray(i * ndim, (i + 1) * ndim), weights[i], value].join(","),
    );
    return `${[header, ...rows].join("\n")}\n`;
  }
}

/** A number with two digits more than its uncertainty needs. */
function significant(value: number, width: number): string {
  if (!Number.isFinite(value)) return "–";
  const scale = Math.floor(Math.log10(Math.abs(width) || Math.abs(value) || 1));
  const decimals = 1 - scale;
  if (decimals > 6) return value.toExponential(3);
  return value.toFixed(Math.max(0, decimals));
}
