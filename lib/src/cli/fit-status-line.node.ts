import type { WriteStream } from "node:tty";
import { type FitStatus, setProgressSink } from "../core/progress";

/** Milliseconds between two states of the line: on a terminal, and elsewhere. */
const terminalPause = 200;
const plainPause = 10_000;
const barLength = 12;

/** Where the line is written. */
export type StatusStream = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<WriteStream, "isTTY" | "columns">>;

/** A status line that follows one fit. */
export interface StatusLine {
  /** Shows a state, unless the last one was shown just before. */
  update(status: FitStatus): void;
  /** Writes a line of its own, for example a warning. */
  note(text: string): void;
  /** Ends the line; what is written next begins a new one. */
  end(): void;
}

/**
 * How a fit stands, in the fields that dynesty's users know, for example
 * `328433it [59:38:25,  7.78s/it, batch: 3 | bound: 4 | nc: 97 | ncall: 2878565 | eff(%):  0.971 | loglstar: -437.933 < …`.
 * Cores on other machines stand behind it.
 */
export function statusText(status: FitStatus): string {
  const { iteration, elapsed, batch, bound, nc, ncall, efficiency, loglstar, logz, logzError, stopping } = status;
  const [low, contour, high] = loglstar;
  const stop =
    stopping.name === "dlogz"
      ? `dlogz: ${fixed(stopping.value)} > ${fixed(stopping.tolerance)}`
      : `stop: ${fixed(stopping.value)}`;
  const fields = [
    `batch: ${batch}`,
    `bound: ${bound}`,
    `nc: ${nc}`,
    `ncall: ${ncall}`,
    `eff(%): ${fixed(efficiency)}`,
    `loglstar: ${fixed(low, "-inf")} < ${fixed(contour, "-inf")} < ${fixed(high, "inf")}`,
    `logz: ${fixed(logz, "-inf")} +/- ${fixed(logzError)}`,
    stop,
  ];
  return `${iteration}it [${duration(elapsed)}, ${pace(iteration, elapsed)}, ${fields.join(" | ")}]${helpers(status)}`;
}

/** Who helps from other machines. */
function helpers({ remote = [] }: FitStatus): string {
  if (remote.length === 0) return "";
  const cores = remote.reduce((sum, worker) => sum + worker.cores, 0);
  const perSecond = remote.reduce((sum, worker) => sum + worker.perSecond, 0);
  const rate = perSecond > 0 ? `, ${perSecond.toPrecision(3)} points/s` : "";
  return ` + ${cores} remote core${cores === 1 ? "" : "s"}${rate}`;
}

/**
 * Follows a fit on a stream: on a terminal one line that is written over, with a bar and the time left; elsewhere a
 * line now and then.
 * @param now clock in milliseconds
 */
export function statusLine(stream: StatusStream = process.stderr, now: () => number = Date.now): StatusLine {
  const onTerminal = stream.isTTY === true;
  let shownAt = onTerminal ? Number.NEGATIVE_INFINITY : now();
  let latest: FitStatus | null = null;
  let shown: FitStatus | null = null;
  const show = () => {
    if (latest === null || latest === shown) return;
    shown = latest;
    shownAt = now();
    if (!onTerminal) stream.write(`${statusText(latest)}${left(latest)}\n`);
    else stream.write(`\r\x1b[2K${cut(`${bar(latest)}${statusText(latest)}`, stream.columns ?? 80)}`);
  };
  return {
    update(status) {
      latest = status;
      if (now() - shownAt >= (onTerminal ? terminalPause : plainPause)) show();
    },
    note(text) {
      stream.write(onTerminal && shown !== null ? `\r\x1b[2K${text}\n` : `${text}\n`);
    },
    end() {
      show();
      if (onTerminal && shown !== null) stream.write("\n");
    },
  };
}

/** Has the fits of this process reported on a status line until the function that it returns is called. */
export function followFits(line: StatusLine): () => void {
  setProgressSink({ update: (status) => line.update(status) });
  return () => {
    setProgressSink(undefined);
    line.end();
  };
}

/** As the original prints numbers: three decimals, six characters wide. */
function fixed(value: number | null, missing = "nan"): string {
  return (value === null ? missing : value.toFixed(3)).padStart(6);
}

function pace(iterations: number, seconds: number): string {
  if (!(iterations > 0 && seconds > 0)) return "?it/s";
  const rate = iterations / seconds;
  return rate < 1 ? `${(1 / rate).toFixed(2).padStart(5)}s/it` : `${rate.toFixed(2).padStart(5)}it/s`;
}

/** Seconds as `1:02:03` or `02:03`. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${minutes}` : minutes;
}

function left({ remaining }: FitStatus): string {
  return remaining === null || remaining <= 0 ? "" : ` about ${duration(remaining)} left`;
}

function bar({ elapsed, remaining }: FitStatus): string {
  if (remaining === null || !(elapsed + remaining > 0)) return "";
  const part = elapsed / (elapsed + remaining);
  const full = Math.round(part * barLength);
  return `${"█".repeat(full)}${"░".repeat(barLength - full)} ${duration(remaining)} left `;
}

/** A line that wraps could not be written over. */
function cut(text: string, columns: number): string {
  const room = Math.max(20, columns - 1);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
