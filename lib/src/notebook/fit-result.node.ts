import { join } from "node:path";
import {
  type BoundOptions,
  boundPlot,
  type Chart,
  cornerPlot,
  evidenceTrace,
  type ParameterOptions,
  type Quantity,
  runPlot,
  type TraceOptions,
  tracePlot,
} from "../charts";
import { renderPng, renderSvg } from "../charts/render.node";
import { type Displayable, displaySymbol, type MimeBundle } from "../core/display";
import { weightedQuantiles } from "../core/statistics";
import { bibliographyOf, type ExportContext, samplesCsv } from "../fitting/exports";
import type { NestedSamplingResult, RunOptions } from "../fitting/nested-sampling";
import { type ExportOptions, exportResult } from "./export-result.node";
import { type InputHash, writeOutput } from "./files.node";
import { chartPosterior, columnOf, type WeightedColumns, weightedColumns } from "./posterior-columns";
import { circumstances, type Provenance, provenance } from "./products.node";
import { Table } from "./table";

/** One parameter of a posterior, or a derived quantity; SI units where the model knows units, logarithms undone. */
export interface ParameterEstimate {
  name: string;
  median: number;
  /** Ends of the central interval that holds 95 %. */
  low95: number;
  high95: number;
  /** Value at the highest likelihood. */
  best: number;
}

/** The configuration of a run, as its result keeps it. */
export type FitConfiguration = Partial<RunOptions> & Readonly<Record<string, unknown>>;

/** Posterior of any fit by nested sampling: tables, charts and files. Draws itself as a corner plot. */
export abstract class FitResult implements Displayable {
  /** What was fitted, for titles. */
  abstract readonly name: string;
  private columns: WeightedColumns | undefined;

  constructor(
    /** Samples, weights, evidence and diagnostics. */
    readonly nested: NestedSamplingResult,
    protected readonly configuration: FitConfiguration,
  ) {}

  /** How a parameter or derived quantity is written. */
  protected abstract quantity(name: string): Quantity;
  /** The files that went in. */
  protected abstract inputs(): readonly InputHash[];

  /** True when the sampler holds the logarithm to base 10. */
  protected isLog(_name: string): boolean {
    return false;
  }

  /** Values to draw as lines into charts. */
  protected truths(): Readonly<Record<string, number>> | undefined {
    return undefined;
  }

  /** More of what determines the result than sampler and files. */
  protected moreConfiguration(): Readonly<Record<string, unknown>> {
    return {};
  }

  /** Hard limits of parameters, in sampler coordinates. */
  protected limits(): Readonly<Record<string, readonly [number, number]>> {
    return {};
  }

  /** Keys of the papers that describe the model. */
  protected papers(): readonly string[] {
    return [];
  }

  /** Lines of the summary between the counts and the warnings. */
  protected moreLines(): string[] {
    return [];
  }

  /** What `results.json` says beside estimates and diagnostics. */
  protected abstract moreFacts(): Readonly<Record<string, unknown>>;

  /** The charts that `save` writes, by the names of their files. */
  protected charts(): Record<string, Chart> {
    return { corner: this.corner(), evidence: this.evidence(), run: this.runPlot(), trace: this.trace() };
  }

  /** Parameter vector of the highest likelihood, sampler coordinates. */
  get best(): Float64Array {
    return this.nested.sample(this.nested.logl.length - 1);
  }

  /** Medians, 95 % intervals and best values of all parameters and derived quantities. */
  estimates(): ParameterEstimate[] {
    const { parameters, blob, derived, logl } = this.nested;
    const columns = this.weighted();
    const best = [...this.best, ...(blob?.subarray((logl.length - 1) * derived.length) ?? [])];
    return [...parameters, ...derived].map((name, k) => {
      const physical = (value: number) => (this.isLog(name) ? 10 ** value : value);
      const [low95, median, high95] = weightedQuantiles(columnOf(columns, name), columns.weights, [0.025, 0.5, 0.975]);
      return {
        name,
        median: physical(median),
        low95: physical(low95),
        high95: physical(high95),
        best: physical(best[k]),
      };
    });
  }

  /** The estimates as a table in the units that people use. */
  table(): Table {
    const rows = this.estimates().map(({ name, median, low95, high95, best }) => {
      const { name: words, unit, factor } = this.quantity(name);
      const numbers = [median, low95, high95, best].map((value) =>
        significant(value * factor, (high95 - low95) * factor),
      );
      return [words, ...numbers, unit];
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
    return new Table(columns, rows, `Posterior of ${this.name}`);
  }

  /** The table, the evidence and what it cost. */
  summary(): string {
    const { diagnostics, engine, seed } = this.nested;
    const { logz } = diagnostics;
    return [
      this.table().toString(),
      "",
      `Log-evidence       ${logz.value.toFixed(2)} ± ${logz.error.toFixed(2)}`,
      `Likelihood calls   ${diagnostics.calls}`,
      `Effective samples  ${Math.round(diagnostics.nEffective)}`,
      `Engine, seed       ${engine}, ${seed}`,
      ...this.moreLines(),
      ...(diagnostics.outcome === "converged"
        ? []
        : [`Not converged      ${diagnostics.message ?? diagnostics.outcome}`]),
      ...diagnostics.warnings.map((warning) => `Warning            ${warning}`),
    ].join("\n");
  }

  /**
   * Draws of equal weight, in random order, one row a draw.
   * @param seed of the choice. Default that of the fit
   * @returns sampler coordinates, shape `[n, ndim]`, row-major
   */
  samplesEqual(seed: number | string = this.nested.seed): Float64Array {
    return this.nested.samplesEqual(seed);
  }

  /** Marginal densities of all parameters and pairs. `select` may name derived quantities, too. */
  corner(options: ParameterOptions = {}): Chart {
    return cornerPlot(this.posterior(), this.chartOptions(options));
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
  trace(options: TraceOptions = {}): Chart {
    const run = { ...this.posterior(), logvol: this.weighted().logvol };
    return tracePlot(run, { ...options, ...this.chartOptions(options) });
  }

  /** The bound from which the run drew at one moment, and the points that were alive; not of the importance engine. */
  boundPlot(options: BoundOptions = {}): Chart {
    return boundPlot(this.nested, { quantity: (name) => this.quantity(name), ...options });
  }

  /** What determines this result: version, seed, configuration, hashes of what went in. */
  provenance(): Provenance {
    const { seed, maxSeconds: _t, onProgress: _p, signal: _s, label: _l, ...sampling } = this.configuration;
    return provenance(this.inputs(), { seed, configuration: { ...sampling, ...this.moreConfiguration() } });
  }

  /**
   * Writes the result into a folder: `summary.txt`, `results.json`, `samples.csv`, and every chart as PNG, SVG
   * and Vega-Lite JSON. Equal runs give equal bytes; times and places go to `results.json.run.json`.
   *
   * @param folder made if it is missing; results of an earlier run in it are replaced
   * @param options `suffix`: what every name bears before its extension, to tell several runs of a folder apart
   * @returns the folder
   */
  async save(folder: string, { suffix = "" }: { suffix?: string } = {}): Promise<string> {
    const write = (name: string, content: string | Uint8Array) =>
      writeOutput(join(folder, name.replace(".", `${suffix}.`)), content, { overwrite: true });
    write("summary.txt", `${this.summary()}\n`);
    write("results.json", `${JSON.stringify(this.toJSON(), null, 1)}\n`);
    write("samples.csv", samplesCsv(this.nested, this.exportContext()));
    for (const [name, chart] of Object.entries(this.charts())) {
      write(`${name}.vl.json`, `${JSON.stringify(chart.spec)}\n`);
      write(`${name}.svg`, await renderSvg(chart.spec));
      write(`${name}.png`, (await renderPng(chart.spec)).png);
    }
    write("results.json.run.json", circumstances(this.inputs(), { timings: this.nested.timings }));
    return folder;
  }

  /**
   * Writes the samples for another program: NumPy or HDF5 with dynesty's names, chains for anesthetic and GetDist,
   * netCDF for ArviZ, CSV, Arrow, or a summary as UltraNest makes it. Parameters are in sampler coordinates: where those
   * are logarithms, the files hold `log10_<name>`.
   *
   * @param path the file, or what the names of the files begin with
   * @param options format, where the extension does not tell it; whether to replace files
   * @returns the paths of the files
   * @throws {RangeError} when neither the option nor the extension tells a format
   * @throws {NightbookError} `FILE_EXISTS`, `FILE_UNWRITABLE`, `EXPORT_NEEDS_CONTOURS`
   */
  export(path: string, options: ExportOptions = {}): string[] {
    return exportResult(this.nested, path, options, this.exportContext());
  }

  /** BibTeX of what a paper should cite for this fit: the program, the methods of its engine, the model. */
  cite(): string {
    const { engine, importance } = this.nested;
    return bibliographyOf({ ...this.configuration, engine, method: importance?.method }, this.papers());
  }

  /** Estimates, evidence, diagnostics and provenance, without the samples. */
  toJSON(): Record<string, unknown> {
    return {
      ...this.moreFacts(),
      provenance: this.provenance(),
      estimates: this.estimates(),
      diagnostics: this.nested.diagnostics,
      niter: this.nested.niter,
    };
  }

  [displaySymbol](): MimeBundle {
    return this.corner()[displaySymbol]();
  }

  /** Samples with weight, parameters and derived quantities side by side. */
  protected weighted(): WeightedColumns {
    this.columns ??= weightedColumns(this.nested, this.nested.importanceWeights());
    return this.columns;
  }

  private posterior() {
    const posterior = chartPosterior(this.weighted());
    return { ...posterior, isLog: posterior.parameters.map((name) => this.isLog(name)) };
  }

  private chartOptions(options: ParameterOptions): ParameterOptions {
    const quantity = (name: string) => this.quantity(name);
    return { select: this.nested.parameters, truths: this.truths(), quantity, ...options };
  }

  /** What files for other programs say beside the samples. */
  private exportContext(): ExportContext {
    const { parameters, derived } = this.nested;
    const units = [...parameters, ...derived].flatMap((name) => {
      const { unit, factor } = this.quantity(name);
      return unit !== "" && factor === 1 && !this.isLog(name) ? [[name, unit]] : [];
    });
    return {
      provenance: this.provenance(),
      names: parameters.map((name) => (this.isLog(name) ? `log10_${name}` : name)),
      units: Object.fromEntries(units),
      ranges: this.limits(),
    };
  }
}

/** A number with two digits more than its uncertainty needs. */
export function significant(value: number, width: number): string {
  if (!Number.isFinite(value)) return "–";
  const scale = Math.floor(Math.log10(Math.abs(width) || Math.abs(value) || 1));
  const decimals = 1 - scale;
  if (decimals > 6) return value.toExponential(3);
  return value.toFixed(Math.max(0, decimals));
}
