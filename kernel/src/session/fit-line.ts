import type { FitStatus } from "nightbook/core";

/** One line that tells how a fit stands. */
export function fitLine(status: FitStatus): string {
  const logz = status.logz === null ? "" : `log Z ${status.logz.toFixed(2)}${error(status.logzError)}`;
  const counts = `${grouped(status.ncall)} calls, ${grouped(status.iteration)} iterations`;
  const time = duration(status.elapsed);
  switch (status.phase) {
    case "done":
      return sentence(`${status.label}: done in ${time}`, counts, logz, ...status.warnings);
    case "stopped":
      return sentence(
        `${status.label}: stopped after ${time}, partial result kept`,
        status.message ?? "",
        counts,
        logz,
      );
    case "failed":
      return sentence(`${status.label}: failed after ${time}`, status.message ?? "", counts);
    default: {
      const left = status.remaining === null ? "" : `about ${duration(status.remaining)} left`;
      return sentence(`${status.label}: ${status.phase}`, counts, logz, stopping(status), time, left);
    }
  }
}

/** How a fit stands relative to where it stops. */
function stopping({ stopping: { name, value, tolerance } }: FitStatus): string {
  return value === null ? "" : `${name} ${value.toFixed(3)} (ends at ${tolerance})`;
}

function error(sigma: number | null): string {
  return sigma === null ? "" : ` ± ${sigma.toFixed(2)}`;
}

function sentence(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Seconds as `1:02:03` or `2:03`. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
