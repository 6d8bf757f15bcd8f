import type {
  FitControl,
  FitPhase,
  FitStatus,
  JsonNumber,
  ParameterSketch,
  PosteriorSketch,
  RemoteCores,
  StatusMessage,
} from "nightbook/core";

const phases: readonly FitPhase[] = [
  "preparing",
  "base",
  "batch",
  "exploring",
  "sampling",
  "done",
  "stopped",
  "failed",
];

const controls: readonly FitControl[] = ["pause", "extend"];

type Fields = Record<string, unknown>;

/**
 * A status message from whatever came over the comm, or `null` when it is not one this
 * page understands. A fit without id or phase is left out; numbers that are missing become
 * `null` or 0, so that an older or newer kernel never breaks the panel.
 */
export function readStatusMessage(data: unknown): StatusMessage | null {
  if (!isFields(data) || data.v !== 1 || typeof data.kernelSession !== "string" || !Array.isArray(data.fits))
    return null;
  return {
    v: 1,
    kernelSession: data.kernelSession,
    seq: count(data.seq),
    sent: count(data.sent),
    fits: data.fits.map(readFit).filter((fit) => fit !== null),
  };
}

/** The status in the `status.json` of a run folder, or `null` when it is none that this page understands. */
export function readRunStatus(text: string): FitStatus | null {
  try {
    const data: unknown = JSON.parse(text);
    return isFields(data) && data.v === 1 ? readFit(data) : null;
  } catch {
    return null;
  }
}

function readFit(data: unknown): FitStatus | null {
  if (!isFields(data) || typeof data.id !== "string") return null;
  const phase = phases.find((known) => known === data.phase);
  if (phase === undefined) return null;
  const loglstar = Array.isArray(data.loglstar) ? data.loglstar : [];
  const stopping = isFields(data.stopping) ? data.stopping : {};
  return {
    id: data.id,
    label: text(data.label) || data.id,
    engine: text(data.engine),
    phase,
    iteration: count(data.iteration),
    batch: count(data.batch),
    bound: count(data.bound),
    nc: count(data.nc),
    ncall: count(data.ncall),
    efficiency: number(data.efficiency),
    loglstar: [number(loglstar[0]), number(loglstar[1]), number(loglstar[2])],
    logz: number(data.logz),
    logzError: number(data.logzError),
    stopping: {
      name: stopping.name === "stop" ? "stop" : "dlogz",
      value: number(stopping.value),
      tolerance: count(stopping.tolerance),
    },
    nEffective: number(data.nEffective),
    nEffectiveWanted: count(data.nEffectiveWanted),
    startedAt: count(data.startedAt),
    elapsed: count(data.elapsed),
    remaining: number(data.remaining),
    workers: count(data.workers),
    ...(Array.isArray(data.remote) && { remote: data.remote.filter(isFields).map(readRemote) }),
    trace: readTrace(data.trace),
    warnings: Array.isArray(data.warnings) ? data.warnings.filter((warning) => typeof warning === "string") : [],
    message: typeof data.message === "string" ? data.message : undefined,
    ...(isFields(data.posterior) && { posterior: readSketch(data.posterior) }),
    ...(data.paused === true && { paused: true }),
    ...(Array.isArray(data.controls) && { controls: controls.filter((known) => isIn(data.controls, known)) }),
    ...(typeof data.folder === "string" && { folder: data.folder }),
    ...(typeof data.cellId === "string" && { cellId: data.cellId }),
  };
}

function readSketch(data: Fields): PosteriorSketch {
  const parameters = Array.isArray(data.parameters) ? data.parameters.filter(isFields) : [];
  return { nEffective: count(data.nEffective), parameters: parameters.map(readParameter) };
}

function readParameter(data: Fields): ParameterSketch {
  return {
    name: text(data.name),
    ...(data.log === true && { log: true }),
    from: count(data.from),
    to: count(data.to),
    mean: count(data.mean),
    sd: count(data.sd),
    counts: Array.isArray(data.counts) ? data.counts.map(count) : [],
  };
}

function readRemote(data: Fields): RemoteCores {
  return { name: text(data.name), cores: count(data.cores), perSecond: count(data.perSecond) };
}

function readTrace(data: unknown): FitStatus["trace"] {
  const column = (name: string): unknown[] => (isFields(data) && Array.isArray(data[name]) ? data[name] : []);
  const calls = column("ncall").map(count);
  const align = (values: unknown[]): JsonNumber[] => calls.map((_, i) => number(values[i]));
  return { ncall: calls, logz: align(column("logz")), logzError: align(column("logzError")) };
}

function isIn(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.includes(value);
}

function isFields(data: unknown): data is Fields {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function number(value: unknown): JsonNumber {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function count(value: unknown): number {
  return number(value) ?? 0;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
