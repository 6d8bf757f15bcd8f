import type { JsonNumber } from "nightbook/core";

/** Stands for a number that is not known yet. */
export const unknownText = "–";

const thinSpace = "\u202f";

/** A count with its digits in groups of three: `2 878 565`. */
export function countText(value: number): string {
  return (
    sign(value) +
    Math.abs(Math.round(value))
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, thinSpace)
  );
}

/** A number with fixed decimals, or a dash: `−472.176`. Very large or small ones take an exponent. */
export function decimalText(value: JsonNumber, decimals: number): string {
  if (value === null) return unknownText;
  const size = Math.abs(value);
  const digits =
    size !== 0 && (size >= 1e7 || size < 10 ** -decimals / 2) ? size.toExponential(2) : size.toFixed(decimals);
  return sign(value) + digits.replace("e+", "e").replace("e-", "e−");
}

/** A value with its standard error: `−472.18 ± 0.22`. */
export function withErrorText(value: JsonNumber, error: JsonNumber, decimals: number): string {
  const main = decimalText(value, decimals);
  return value === null || error === null ? main : `${main} ± ${decimalText(error, decimals)}`;
}

/** Seconds as people say them: `12 s`, `3 min 05 s`, `2 h 05 min`, `3 d 4 h`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (n: number): string => n.toString().padStart(2, "0");
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
  const hours = Math.round(whole / 3600);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** An estimate, rounded as an estimate deserves: `under a minute`, `about 3 min`, `about 2 h 10 min`. */
export function timeLeftText(seconds: number): string {
  if (seconds < 50) return "under a minute";
  if (seconds < 3600) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  const step = seconds < 36000 ? 600 : 3600;
  const rounded = Math.round(seconds / step) * step;
  const hours = Math.floor(rounded / 3600);
  if (hours >= 48) return `about ${Math.round(hours / 24)} days`;
  const minutes = Math.round((rounded % 3600) / 60);
  return minutes === 0 ? `about ${hours} h` : `about ${hours} h ${minutes} min`;
}

function sign(value: number): string {
  return value < 0 ? "−" : "";
}
