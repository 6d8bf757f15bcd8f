import { gunzipSync, gzipSync } from "node:zlib";
import { isNightbookError, NightbookError } from "../../core/errors";
import { type Observation, observationFromJson } from "../../fitting/meteoroid";
import { NumpyArray, PickleTuple, type PickleValue, readPickles, type WritableValue, writePickle } from "../../ingest";
import { readInput } from "../files.node";
import type { PredictivePValues } from "./fit-quality";
import { type MeteorBackup, meteorBackup } from "./read-backup";

/** What the second pickle calls itself. */
const observationFormat = "nightbook meteor observation";

/** Most bytes that a backup may take when it is unpacked. */
const maxBytes = 2 ** 31 - 1;

/**
 * A backup as a file: the posterior, pickled and compressed; behind it, where `pickle.load` does not look unless it is called
 * again, the observation, so that the file alone suffices to draw every plot. Equal content gives equal bytes.
 */
export function backupFile(
  document: WritableValue,
  observation: Observation,
  predictive: PredictivePValues,
): Uint8Array {
  const behind = {
    format: observationFormat,
    v: 1n,
    observation: { ...observation } as unknown as WritableValue,
    predictive: { ...predictive },
  };
  const file = gzipSync(Buffer.concat([writePickle(document), writePickle(behind)]), { level: 4 });
  // Neither time nor operating system.
  file[9] = 255;
  return file;
}

/** What a backup file holds. */
export interface OpenedBackup {
  backup: MeteorBackup;
  observation?: Observation;
  predictive?: PredictivePValues;
}

/**
 * Opens a posterior backup, this program's or the original's. Nothing in it is executed.
 *
 * @param path of a `posterior_backup.pkl.gz`, or of the pickle in it
 * @returns the posterior, and the observation and the posterior-predictive probabilities where the file has them
 * @throws {NightbookError} `FILE_MISSING` and its kin; `BACKUP_INVALID`, or a code that begins with `PICKLE_`, when the
 *   file is damaged or something else
 */
export function openBackup(path: string): OpenedBackup {
  const { bytes } = readInput(path);
  const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const [document, ...behind] = atPath(path, () => readPickles(isCompressed ? unpacked(bytes, path) : bytes));
  const backup = meteorBackup(document, path);
  for (const value of behind) {
    if (!(value instanceof Map) || value.get("format") !== observationFormat) continue;
    const observation = observationFromJson(plain(value.get("observation") ?? null, 0), path);
    const { luminosity, lag } = (plain(value.get("predictive") ?? null, 0) ?? {}) as Record<string, unknown>;
    const isKnown = typeof luminosity === "number" && typeof lag === "number";
    return { backup, observation, predictive: isKnown ? { luminosity, lag } : undefined };
  }
  return { backup };
}

function unpacked(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw new NightbookError(`Cannot unpack the posterior backup: ${(cause as Error).message}`, {
      code: "BACKUP_INVALID",
      place: { path },
      hint: "Copy the file again from its source: it is damaged or not complete",
      cause,
    });
  }
}

function atPath<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw isNightbookError(error) && error.place.path === undefined ? error.at({ path }) : error;
  }
}

/** What a pickle holds as JSON would; deeper than an observation goes, nothing. */
function plain(value: PickleValue, depth: number): unknown {
  if (depth > 4) return null;
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, item]) => [String(name), plain(item, depth + 1)]));
  }
  const items = value instanceof PickleTuple ? value.items : value instanceof NumpyArray ? value.data : value;
  if (Array.isArray(items)) return items.map((item) => plain(item as PickleValue, depth + 1));
  return items;
}
