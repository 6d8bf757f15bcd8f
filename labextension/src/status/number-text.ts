import type { JsonNumber } from "nightbook/core";
import { shortNumber } from "../priors/resolved-text";
import { english, type Trans } from "../translate";

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

/** A value and its error, both rounded to two digits of the error: `3.7 ± 2.2e−6`. */
export function roundedWithErrorText(value: number, error: number): string {
  if (!(error > 0)) return shortNumber(value);
  const size = Math.max(Math.abs(value), error);
  const exponent = size >= 1e6 || size < 1e-3 ? Math.floor(Math.log10(size)) : 0;
  const decimals = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(error)) + exponent));
  const mantissa = (x: number): string => sign(x) + Math.abs(x / 10 ** exponent).toFixed(decimals);
  const power = exponent === 0 ? "" : `e${sign(exponent)}${Math.abs(exponent)}`;
  return power === "" ? `${mantissa(value)} ± ${mantissa(error)}` : `(${mantissa(value)} ± ${mantissa(error)})${power}`;
}

/** Seconds as people say them: `12 s`, `3 min 05 s`, `2 h 05 min`, `3 d 4 h`. */
export function durationText(seconds: number, trans: Trans = english): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (n: number): string => n.toString().padStart(2, "0");
  if (whole < 60) return trans.__("%1 s", whole);
  if (whole < 3600) return trans.__("%1 min %2 s", Math.floor(whole / 60), pad(whole % 60));
  const minutes = Math.round(whole / 60);
  if (minutes < 1440) return trans.__("%1 h %2 min", Math.floor(minutes / 60), pad(minutes % 60));
  const hours = Math.round(whole / 3600);
  return trans.__("%1 d %2 h", Math.floor(hours / 24), hours % 24);
}

/** An estimate, rounded as an estimate deserves: `under a minute`, `about 3 min`, `about 2 h 10 min`. */
export function timeLeftText(seconds: number, trans: Trans = english): string {
  if (seconds < 50) return trans.__("under a minute");
  if (seconds < 3600) return trans.__("about %1 min", Math.max(1, Math.round(seconds / 60)));
  const step = seconds < 36000 ? 600 : 3600;
  const rounded = Math.round(seconds / step) * step;
  const hours = Math.floor(rounded / 3600);
  if (hours >= 48) return trans.__("about %1 days", Math.round(hours / 24));
  const minutes = Math.round((rounded % 3600) / 60);
  return minutes === 0 ? trans.__("about %1 h", hours) : trans.__("about %1 h %2 min", hours, minutes);
}

function sign(value: number): string {
  return value < 0 ? "−" : "";
}
