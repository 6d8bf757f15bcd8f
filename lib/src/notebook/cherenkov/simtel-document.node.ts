import { type Displayable, displaySymbol, type MimeBundle } from "../../core/display";
import {
  type EventsOptions,
  openSimtel,
  type SimtelEvent,
  type SimtelFile,
  type SimtelHeader,
} from "../../ingest/eventio";
import { Records } from "../records/records";
import { CameraPicture, pixelCharges } from "./camera-picture";
import { openFile } from "./file-path.node";
import { eventColumns, runTable } from "./simtel-summary";
import { fileUnpackers } from "./unpack.node";

/** A file of sim_telarray on disk. It draws itself as a summary of its run. */
export class SimtelDocument implements Displayable {
  constructor(
    readonly path: string,
    /** The file as `nightbook/ingest` sees it. */
    readonly file: SimtelFile,
    readonly close: () => void,
  ) {}

  /** What stands before the events: run, simulation, telescopes. */
  get header(): SimtelHeader {
    return this.file.header;
  }

  /** The events in order, one in memory at a time. */
  events(options?: EventsOptions): Generator<SimtelEvent> {
    return this.file.events(options);
  }

  /** One event by its place, from 0. */
  event(place: number, options?: EventsOptions): SimtelEvent {
    return this.file.event(place, options);
  }

  /** All events as records, without what was seen in pixels. */
  table(options: EventsOptions = {}): Records {
    const events = [...this.file.events({ ...options, pixels: false })];
    return new Records(eventColumns(events), { file: this.path, part: "events" });
  }

  /**
   * The image of a camera: sums of the samples less the pedestal.
   * @param place of the event, from 0, or the event
   * @param telescope its number; the first that was read out by default
   * @throws {RangeError} when there is no such event, or it has no data of pixels from this telescope
   */
  image(place: number | SimtelEvent, telescope?: number, options: { gain?: number } = {}): CameraPicture {
    const event = typeof place === "number" ? this.event(place) : place;
    const number = telescope ?? [...event.telescopes.keys()][0];
    const camera = this.header.telescopes.get(number)?.camera;
    if (camera === undefined) throw new RangeError(`The file does not describe the camera of telescope ${number}`);
    const { values, unit } = pixelCharges(event, number, options.gain);
    return new CameraPicture(`Event ${event.event}, telescope ${number}`, camera, values, unit);
  }

  toString(): string {
    return runTable(this.file, this.path).toString();
  }

  [displaySymbol](): MimeBundle {
    return runTable(this.file, this.path)[displaySymbol]();
  }
}

/**
 * Opens a file of sim_telarray (`.simtel`, also packed by gzip or Zstandard). What stands before its events is read
 * now, events when they are asked for.
 *
 * @param path of the file
 * @throws {NightbookError} `FILE_MISSING`, `FILE_UNREADABLE`, `EVENTIO_NOT_EVENTIO`, `EVENTIO_DAMAGED`,
 * `EVENTIO_TOO_LARGE`
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * import { ingest } from "nightbook";
 *
 * const path = `${mkdtempSync("/tmp/example-")}/small.simtel`;
 * writeFileSync(path, Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0));
 * const file = ingest.simtel(path);
 * file.table().length; // => 0
 * file.close();
 * ```
 */
export function openSimtelDocument(path: string, options: { maxUnpackedBytes?: number } = {}): SimtelDocument {
  const { content, close } = openFile(path, (source) => openSimtel(source, { ...options, ...fileUnpackers }));
  return new SimtelDocument(path, content, close);
}
