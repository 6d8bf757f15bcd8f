/**
 * IAU code of the meteor shower that a WesternMeteorPyLib trajectory report names.
 *
 * @param report text of the report
 * @returns for example `"ORI"`; null when the meteor belongs to no shower
 *
 * @example
 * ```ts
 * import { showerCode } from "nightbook/ingest";
 *
 * showerCode("Shower association:\n  IAU No.  =    8\n  IAU code =  ORI\n"); // => "ORI"
 * ```
 */
export function showerCode(report: string): string | null {
  const code = /IAU code\s*=[ \t]*(\S+)/.exec(report)?.[1];
  return code !== undefined && /^[A-Z0-9]{3,}$/.test(code) ? code : null;
}
