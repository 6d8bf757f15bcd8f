import type { FitStatus } from "../../core/progress";
import { utf8 } from "../../core/text";

/** Version of the file. */
const statusVersion = 1;
/** Bytes that the file has at most. */
const mostBytes = 4096;

/**
 * A status as the text of `status.json`: complete while it fits into 4 kB, else with a thinner history and then with
 * shorter texts.
 *
 * @param status of the fit
 * @param kind what is fitted, for example `"meteor"`
 */
export function statusSnapshot(status: FitStatus, kind: string): string {
  const texts: readonly [number, number][] = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [3, 400],
    [2, 100],
    [1, 40],
  ];
  for (const [warnings, letters] of texts) {
    for (let points = status.trace.ncall.length; ; points = Math.floor(points / 2)) {
      const text = `${JSON.stringify({ v: statusVersion, kind, ...shortened(status, warnings, letters, points) })}\n`;
      if (utf8(text).length <= mostBytes) return text;
      if (points === 0) break;
    }
  }
  const { id, phase, ncall } = status;
  return `${JSON.stringify({ v: statusVersion, kind, id: id.slice(0, 100), phase, ncall })}\n`;
}

function shortened(whole: FitStatus, warnings: number, letters: number, points: number): FitStatus {
  // The samples are in the folder; a sketch of them would leave no room for the rest.
  const { posterior: _sketch, ...status } = whole;
  const cut = (text: string) => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);
  const { ncall, logz, logzError } = status.trace;
  const remote = status.remote?.map((worker) => ({ ...worker, name: worker.name.slice(0, letters) }));
  const thin = <T>(values: readonly T[]): T[] => {
    const last = values.length - 1;
    if (points > last) return [...values];
    return Array.from({ length: points }, (_, i) => values[Math.round((i * last) / Math.max(1, points - 1))]);
  };
  return {
    ...status,
    label: cut(status.label),
    warnings: status.warnings.slice(0, warnings).map(cut),
    trace: { ncall: thin(ncall), logz: thin(logz), logzError: thin(logzError) },
    ...(remote === undefined ? {} : { remote }),
    ...(status.message === undefined ? {} : { message: cut(status.message) }),
  };
}
