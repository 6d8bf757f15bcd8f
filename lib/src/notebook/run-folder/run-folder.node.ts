import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isNightbookError, NightbookError } from "../../core/errors";
import type { FitStatus } from "../../core/progress";
import type { LedgerConfiguration, LedgerStore, NestedSamplingResult } from "../../fitting/nested-sampling";
import { configurationIn } from "../../fitting/nested-sampling/ledger/ledger";
import { exists, fileExists, readText, writeOutput } from "../files.node";
import { LedgerFile } from "./ledger-file.node";
import { posteriorOfJson, type ResultConfiguration } from "./posterior-json";
import { lockRun, type RunLock } from "./run-lock.node";
import { newestRun, type RunFiles, type RunName, runFiles } from "./run-name.node";
import { StatusFile } from "./status-file.node";

/** Bytes at the beginning of a ledger that are read for its header. */
const longestHeader = 2 ** 20;

/** The folder of a run, locked for this process until it is closed. */
export class RunFolder {
  private constructor(
    readonly path: string,
    private readonly files: RunFiles,
    private readonly lock: RunLock,
    private readonly file: LedgerFile,
    private readonly statusFile: StatusFile,
  ) {}

  /**
   * Opens the folder of a run; makes it if it is missing.
   *
   * @param path the folder
   * @param kind what is fitted, for `status.json`
   * @param name which of its runs
   * @throws {NightbookError} `RUN_BUSY` when another process has it, `FILE_EXISTS` when it holds a result but no ledger,
   *   `FILE_UNWRITABLE`
   */
  static async open(path: string, kind: string, name: RunName = newestRun(path)): Promise<RunFolder> {
    try {
      mkdirSync(path, { recursive: true });
    } catch (cause) {
      throw new NightbookError(`Cannot make the run folder: ${(cause as Error).message}`, {
        code: "FILE_UNWRITABLE",
        place: { path },
        hint: "Check the permissions, or use another folder",
        cause,
      });
    }
    const files = runFiles(name);
    const lock = lockRun(join(path, files.lock));
    try {
      removeUnfinished(path, files);
      const result = join(path, files.result);
      if (exists(result) && !exists(join(path, files.ledger))) throw fileExists(result);
      const file = await LedgerFile.open(join(path, files.ledger));
      return new RunFolder(path, files, lock, file, new StatusFile(join(path, files.status), kind));
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The ledger. */
  get store(): LedgerStore {
    return this.file;
  }

  /** Keeps `status.json` up to date. */
  status(status: FitStatus): void {
    this.statusFile.update(status);
  }

  /** Writes the result and, beside it, the circumstances. Those of a shorter run of the same fit are replaced. */
  writeResult(result: string, circumstances: string): void {
    writeOutput(join(this.path, this.files.result), result, { overwrite: true });
    writeOutput(join(this.path, this.files.circumstances), circumstances, { overwrite: true });
  }

  /** Makes the ledger safe and lets other processes in. */
  async close(): Promise<void> {
    try {
      await this.file.close();
    } finally {
      this.statusFile.flush();
      this.lock.release();
    }
  }
}

/**
 * What the run in a folder was begun with; null when there is none. Reads only the beginning of its ledger.
 * @param name which of its runs, by default the newest
 * @throws {NightbookError} `LEDGER_FOREIGN`, `LEDGER_VERSION` or `LEDGER_DAMAGED` when the ledger's header is not right
 */
export function configurationOfRun(folder: string, name: RunName = newestRun(folder)): LedgerConfiguration | null {
  const path = join(folder, runFiles(name).ledger);
  if (!exists(path)) return null;
  const beginning = new Uint8Array(longestHeader);
  const file = openSync(path, "r");
  try {
    return configurationIn(beginning.subarray(0, readSync(file, beginning)));
  } catch (error) {
    throw isNightbookError(error) ? error.at({ path }) : error;
  } finally {
    closeSync(file);
  }
}

/**
 * The result that a run left in its folder, with samples, weights, evidence and diagnostics.
 *
 * @param folder of the run; of several runs the newest counts
 * @throws {NightbookError} `FILE_MISSING` when there is none, because the run has not ended; `RESULT_DAMAGED`, `RESULT_VERSION`
 *
 * @example
 * ```ts
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import { fitting } from "nightbook";
 *
 * const parabola = await fitting.model({
 *   parameters: ["x"],
 *   priorTransform: ([u]) => [u],
 *   logLikelihood: ([x]) => -50 * (x - 0.5) ** 2,
 * });
 * const folder = join(mkdtempSync(join(tmpdir(), "runs-")), "parabola");
 * const { nested } = await parabola.run({ seed: 1, nlive: 50, nEffective: 100, folder });
 * const stored = fitting.posterior(folder);
 * stored.samples.every((x, i) => x === nested.samples[i]); // => true
 * ```
 */
export function posteriorOfRun(folder: string): NestedSamplingResult {
  return resultInFile(join(folder, runFiles(newestRun(folder)).result)).result;
}

/**
 * The result in a file, as a run leaves it, with what determined it.
 * @throws {NightbookError} as {@link posteriorOfRun} does
 */
export function resultInFile(path: string): { result: NestedSamplingResult; configuration: ResultConfiguration } {
  const text = readText(path);
  try {
    return posteriorOfJson(text);
  } catch (error) {
    throw isNightbookError(error) ? error.at({ path }) : error;
  }
}

/** Removes what a process left that was killed between writing a file and giving it its name. */
function removeUnfinished(path: string, { status, result, circumstances }: RunFiles): void {
  for (const name of readdirSync(path)) {
    const final = /^(.*)\.[0-9a-f]{8}\.part$/.exec(name)?.[1];
    if (final !== undefined && [status, result, circumstances].includes(final))
      rmSync(join(path, name), { force: true });
  }
}
