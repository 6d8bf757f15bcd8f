import { hostname } from "node:os";
import { NightbookError } from "../core/errors";
import { version } from "../core/version";
import { type InputHash, readText, writeOutput } from "./files.node";

/** What determines a product; equal provenance gives equal bytes. */
export interface Provenance {
  program: "nightbook";
  version: string;
  inputs: { name: string; sha256: string }[];
  seed?: number | string;
  configuration?: unknown;
}

/** Provenance from the files that went in. Only the last part of a path determines a result. */
export function provenance(
  inputs: readonly InputHash[],
  more: Pick<Provenance, "seed" | "configuration"> = {},
): Provenance {
  const named = inputs.map(({ path, sha256 }) => ({ name: path.split(/[\\/]/).at(-1) ?? path, sha256 }));
  return { program: "nightbook", version, inputs: named, ...more };
}

/** Circumstances of one run, for `<product>.run.json`: everything that may differ between equal runs. */
export function circumstances(inputs: readonly Pick<InputHash, "path">[], more: Record<string, unknown> = {}): string {
  const record = {
    commandLine: process.argv.slice(1),
    host: hostname(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    folder: process.cwd(),
    inputs: inputs.map((input) => input.path),
    writtenAt: new Date().toISOString(),
    ...more,
  };
  return `${JSON.stringify(record, null, 1)}\n`;
}

/** Writes a JSON product and, beside it, the circumstances of the run. */
export function writeJsonProduct(
  path: string,
  product: unknown,
  inputs: readonly InputHash[],
  options: { overwrite?: boolean; circumstances?: Record<string, unknown> } = {},
): void {
  writeOutput(path, `${JSON.stringify(product, null, 1)}\n`, options);
  writeOutput(`${path}.run.json`, circumstances(inputs, options.circumstances), { overwrite: true });
}

/**
 * Reads a JSON file.
 * @throws {NightbookError} `JSON_DAMAGED` with line and column where the parser tells them, or as `readText` does
 */
export function readJson(path: string): unknown {
  return parsedJson(path, readText(path));
}

/**
 * What a JSON file says.
 * @throws {NightbookError} as {@link readJson}
 */
export function parsedJson(path: string, content: string | Uint8Array): unknown {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const offset = /position (\d+)/.exec((cause as Error).message);
    const before = offset ? text.slice(0, Number(offset[1])).split("\n") : undefined;
    throw new NightbookError("This is not JSON", {
      code: "JSON_DAMAGED",
      place: { path, ...(before && { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }) },
      hint: "Check the file at this place, or write it again",
      cause,
    });
  }
}
