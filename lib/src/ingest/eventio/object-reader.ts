import { eventioError } from "./eventio-error";
import type { Finding } from "./finding";
import type { EventioObject } from "./object-header";
import { objectName } from "./object-names";

/** How the content of one type of object is read. */
export interface ObjectReader<T> {
  type: number;
  /** The oldest and the newest version that is known. */
  versions: readonly [oldest: number, newest: number];
  /** @throws {NightbookError} `EVENTIO_DAMAGED` or `EVENTIO_TOO_LARGE` when the content contradicts itself */
  read(object: EventioObject): T;
}

/** Takes what is found wrong with a file. */
export type Report = (finding: Finding) => void;

/**
 * What an object says.
 * @returns `undefined` when its version is not known, which is reported
 */
export function readObject<T>(object: EventioObject, reader: ObjectReader<T>, report: Report): T | undefined {
  const { type, version, offset } = object;
  const { versions } = reader;
  if (version >= versions[0] && version <= versions[1]) return reader.read(object);
  report({
    severity: "warning",
    code: "VERSION_UNKNOWN",
    message: `Version ${version} of the ${objectName(type)} (type ${type}) is not known; it is left out`,
    offset,
  });
  return undefined;
}

/**
 * What an object says, for a caller who asks for this very object.
 * @throws {NightbookError} `EVENTIO_UNSUPPORTED` when its version is not known
 */
export function readWanted<T>(object: EventioObject, reader: ObjectReader<T>): T {
  const value = readObject(object, reader, ({ message, offset }) => {
    throw eventioError("EVENTIO_UNSUPPORTED", message, { ...(offset === undefined ? {} : { offset }) });
  });
  return value as T;
}
