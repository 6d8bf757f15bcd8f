import { type ByteSource, memorySource } from "../../fits/byte-source";
import { eventioError } from "../eventio-error";
import { type Finding, Findings } from "../finding";
import { guarded } from "../guarded";
import type { ObjectHeader } from "../object-header";
import { objectName } from "../object-names";
import { readWanted } from "../object-reader";
import { loadObject, objectHeaders, topHeaders } from "../object-source";
import { SourceWindow } from "../source-window";
import { type Unpackers, unpackedSource } from "../unpacked";

import { EventCollector, type EventParts } from "./event-parts";
import { type Histogram, histogramsReader } from "./histograms";
import { type EventOptions, readEvent, type SimtelEvent } from "./simtel-event";
import { isHeaderObject, SimtelHeader } from "./simtel-header";

/** Which events to read, and what of them. */
export interface EventsOptions extends EventOptions {
  /** True gives simulated events too that no telescope was read out for. */
  untriggered?: boolean;
}

/** Options of {@link openSimtel}. */
export interface SimtelOptions extends Unpackers {
  /** Most bytes that a packed file may become; 256 MiB or a hundred times its length by default. */
  maxUnpackedBytes?: number;
}

const eventTypes = new Set([1204, 1205, 2010, 2020, 2021, 2022, 2023, 2026, 2028, 2033, 2034, 100]);

/** A file of sim_telarray. What stands before its events has been found; all is read when it is asked for. */
export class SimtelFile {
  readonly header: SimtelHeader = new SimtelHeader();
  readonly #findings = new Findings();
  readonly #firstEvent: number;
  /** What contents are read from, each valid until the next. */
  readonly #contents: SourceWindow;
  #index: { triggered: EventParts<ObjectHeader>[]; all: EventParts<ObjectHeader>[] } | undefined;

  constructor(
    /** The bytes, unpacked. */
    readonly source: ByteSource,
  ) {
    const { report } = this.#findings;
    this.#contents = new SourceWindow(source, true);
    let end = 0;
    for (const object of topHeaders(this.#contents, report)) {
      if (eventTypes.has(object.type)) break;
      end = object.offset + object.length;
      if (isHeaderObject(object.type)) {
        guarded(report, object.offset, () => this.header.take(loadObject(this.#contents, object), report));
      } else this.#reportUnknown(object);
    }
    this.#firstEvent = end;
  }

  /** What was found wrong so far; all of the file is known once all events have been read. */
  get findings(): readonly Finding[] {
    this.header.readAll();
    return this.#findings.list;
  }

  /** Headers of all objects of the top level. */
  objects(): Generator<ObjectHeader> {
    return objectHeaders(this.source, this.#findings.report);
  }

  /**
   * The events in order. One whose objects are damaged is left out, which stands in `findings`.
   * @throws {RangeError} never for damage: see {@link SimtelFile.event}
   */
  *events(options: EventsOptions = {}): Generator<SimtelEvent> {
    for (const parts of this.#parts()) {
      if (!options.untriggered && parts.array === undefined) continue;
      const place = (parts.array ?? parts.event)?.offset ?? 0;
      const event = guarded(this.#findings.report, place, () => this.#read(parts, options));
      if (event && (options.untriggered || event.telescopes.size > 0)) yield event;
    }
  }

  /** How many events have data of the array, or how many there are in all. The headers of the file are read for that. */
  count(options: EventsOptions = {}): number {
    return this.#indexed(options).length;
  }

  /**
   * One event by its place, from 0.
   * @throws {RangeError} when there is no such event
   * @throws {NightbookError} `EVENTIO_DAMAGED`, `EVENTIO_TOO_LARGE`
   */
  event(place: number, options: EventsOptions = {}): SimtelEvent {
    const list = this.#indexed(options);
    const parts = list[place];
    if (parts === undefined) throw new RangeError(`There is no such event (there are ${list.length}): ${place}`);
    return this.#read(parts, options);
  }

  /** Histograms at the end of the file. */
  histograms(): Histogram[] {
    const found: Histogram[] = [];
    for (const object of this.objects()) {
      if (object.type === 100) found.push(...readWanted(loadObject(this.#contents, object), histogramsReader));
    }
    return found;
  }

  #read(parts: EventParts<ObjectHeader>, options: EventOptions): SimtelEvent {
    return readEvent(parts, (object) => loadObject(this.#contents, object), options, this.#findings.report);
  }

  #indexed({ untriggered = false }: EventsOptions): EventParts<ObjectHeader>[] {
    if (this.#index === undefined) {
      const all = [...this.#parts()];
      this.#index = { all, triggered: all.filter(({ array }) => array !== undefined) };
    }
    return untriggered ? this.#index.all : this.#index.triggered;
  }

  *#parts(): Generator<EventParts<ObjectHeader>> {
    const collector = new EventCollector<ObjectHeader>();
    for (const object of topHeaders(this.#contents, this.#findings.report, this.#firstEvent)) {
      if (isHeaderObject(object.type)) this.#reportRepeated(object);
      else if (!eventTypes.has(object.type)) this.#reportUnknown(object);
      const complete = collector.take(object);
      if (complete) yield complete;
    }
    const last = collector.end();
    if (last) yield last;
  }

  #reportUnknown({ type, offset }: ObjectHeader): void {
    const message = `Objects of type ${type} (${objectName(type)}) are passed over`;
    this.#findings.report({ severity: "warning", code: "OBJECT_UNKNOWN", message, offset });
  }

  #reportRepeated({ type, offset }: ObjectHeader): void {
    const message = `A ${objectName(type)} stands behind the first event; what the file says first is kept`;
    this.#findings.report({ severity: "warning", code: "RUN_REPEATED", message, offset });
  }
}

/**
 * Opens a file of sim_telarray: reads what stands before its events. Files packed by gzip or Zstandard are unpacked in
 * memory; {@link readSimtelStream} reads files of any length.
 *
 * @param input the bytes, or a source that reads them in parts
 * @throws {NightbookError} `EVENTIO_NOT_EVENTIO`, `EVENTIO_DAMAGED` when it cannot be unpacked, `EVENTIO_TOO_LARGE`;
 * what is wrong but does not keep the file from being read stands in `findings`
 * @see [Bernloehr2008]
 *
 * @example
 * ```ts
 * import { openSimtel } from "nightbook/ingest";
 *
 * // A file with one object: the text that steered CORSIKA, of no lines.
 * const bytes = Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0);
 * const file = openSimtel(bytes);
 * file.header.inputCards.length; // => 1
 * [...file.events()].length; // => 0
 * ```
 */
export function openSimtel(input: Uint8Array | ByteSource, options: SimtelOptions = {}): SimtelFile {
  const given = "read" in input ? input : memorySource(input);
  const source = unpackedSource(given, options, options.maxUnpackedBytes);
  const first = objectHeaders(source, () => {}).next();
  if (!first.done) return new SimtelFile(source);
  throw eventioError("EVENTIO_NOT_EVENTIO", "it has no sync marker with an object behind it", { offset: 0 });
}
