/** How the fit of {@link reportingCell} differs from the usual one. */
export interface ReportingOptions {
  /** Reports in all. */
  reports?: number;
  /** Milliseconds between two. */
  pause?: number;
  /** Seconds that it pretends to have run before. */
  age?: number;
  /** Whether it goes on when it is asked to stop. */
  deaf?: boolean;
  /** More of the status, as the text of an object's inside. */
  more?: string;
}

/** A cell that reports a fit as the library does, until it is done or stopped; it can be paused and extended. */
export function reportingCell({
  reports = 900,
  pause = 100,
  age = 0,
  deaf = false,
  more = "",
}: ReportingOptions = {}): string {
  return `
const sink = (globalThis as any)[Symbol.for("nightbook.progress")];
const startedAt = Date.now();
let stopped = false;
let paused = false;
let wanted = ${reports};
const columns = (i: number, at: number) => Array.from({ length: 24 }, (_, k) => Math.round(100 * Math.exp(-((k - at - i % 5) ** 2) / 18)));
const status = (i: number, phase: string) => ({
  id: "demo", label: "Demonstration fit", engine: "dynamic", phase,
  iteration: 10 * i, batch: 0, bound: 1, nc: 5, ncall: 50 * i, efficiency: 20,
  loglstar: [-500, -480 + i / 100, -470], logz: -490 + i / 50, logzError: 1 / Math.sqrt(i),
  stopping: { name: "dlogz", value: 100 / i, tolerance: 0.01 }, nEffective: i, nEffectiveWanted: wanted,
  startedAt, elapsed: ${age} + (Date.now() - startedAt) / 1000, remaining: ((wanted - i) * ${pause}) / 1000, workers: 10,
  remote: [{ name: "dome-pc", cores: 8, perSecond: 312.5 }],
  trace: {
    ncall: Array.from({ length: Math.min(i, 50) }, (_, k) => 50 * (k + 1)),
    logz: Array.from({ length: Math.min(i, 50) }, (_, k) => -490 - 100 / (k + 1)),
    logzError: Array.from({ length: Math.min(i, 50) }, (_, k) => 1 / (k + 1)),
  },
  warnings: i > 3 ? ["This is only a demonstration"] : [],
  posterior: {
    nEffective: i,
    parameters: ["v_init", "m_init", "rho", "sigma", "erosion_coeff"].map((name, k) => ({
      name, log: k % 2 === 1, from: 0, to: 10, mean: 4 + k, sd: 1.5, counts: columns(i, 5 + 2 * k),
    })),
  },
  controls: ["pause", "extend"], ...(paused && phase === "base" ? { paused } : {}), ${more}
});
const report = (i: number, phase: string) => sink.update(status(i, phase), {
  stop() { stopped = ${!deaf}; },
  pause() { paused = true; report(i, phase); },
  resume() { paused = false; report(i, phase); },
  extend(n: number) { wanted = n; },
});
let i = 1;
for (; i < wanted && !stopped; i += paused ? 0 : 1) {
  if (!paused) report(i, "base");
  await new Promise((done) => setTimeout(done, ${pause}));
}
report(i, stopped ? "stopped" : "done");
`;
}
