import { eventioError } from "../eventio-error";
import { type Finding, Findings } from "../finding";
import { guarded } from "../guarded";
import { ObjectCutter } from "../object-cutter";
import type { EventioObject } from "../object-header";
import { readObject } from "../object-reader";
import { EventCollector, type EventParts } from "./event-parts";
import { type Histogram, histogramsReader } from "./histograms";
import { readEvent, type SimtelEvent } from "./simtel-event";
import type { EventsOptions } from "./simtel-file";
import { isHeaderObject, SimtelHeader } from "./simtel-header";

/** Options of {@link readSimtelStream}. */
export interface SimtelStreamOptions extends EventsOptions {
  /** Longest object; 1 GiB by default. */
  maxObjectBytes?: number;
}

/** A stream of events of sim_telarray. It can be gone through once. */
export interface SimtelStream extends AsyncIterable<SimtelEvent> {
  /** What stood before the events; complete once the first event has come. */
  readonly header: SimtelHeader;
  readonly findings: readonly Finding[];
  /** Histograms at the end of the file; complete when the stream has ended. */
  readonly histograms: readonly Histogram[];
}

/**
 * Reads a file of sim_telarray from front to back, with no more of it in memory than one event.
 *
 * @param chunks the bytes, unpacked, in pieces of any length
 * @throws {NightbookError} `EVENTIO_TOO_LARGE` for an object longer than allowed, `EVENTIO_NOT_EVENTIO` when there is
 * no object; what else is wrong stands in `findings`
 *
 * @example
 * ```ts
 * import { readSimtelStream } from "nightbook/ingest";
 *
 * const bytes = Uint8Array.of(0x37, 0x8a, 0x1f, 0xd4, 0xbc, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0);
 * const stream = readSimtelStream([bytes.subarray(0, 7), bytes.subarray(7)]);
 * for await (const event of stream) console.log(event.event, event.shower?.energyTeV);
 * stream.header.inputCards.length; // => 1
 * ```
 */
export function readSimtelStream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: SimtelStreamOptions = {},
): SimtelStream {
  const header = new SimtelHeader();
  const found = new Findings();
  const histograms: Histogram[] = [];
  const cutter = new ObjectCutter(found.report, options.maxObjectBytes ?? 1 << 30);
  const collector = new EventCollector<EventioObject>();
  let isEmpty = true;

  function wanted(parts: EventParts<EventioObject> | undefined): SimtelEvent | undefined {
    if (parts === undefined || (!options.untriggered && parts.array === undefined)) return undefined;
    const event = guarded(found.report, parts.array?.offset ?? 0, () =>
      readEvent(parts, (object) => object, options, found.report),
    );
    return event && (options.untriggered || event.telescopes.size > 0) ? event : undefined;
  }

  function* eventsOf(objects: EventioObject[]): Generator<SimtelEvent> {
    for (const object of objects) {
      isEmpty = false;
      if (isHeaderObject(object.type)) guarded(found.report, object.offset, () => header.take(object, found.report));
      if (object.type === 100) {
        const some = guarded(found.report, object.offset, () => readObject(object, histogramsReader, found.report));
        if (some) histograms.push(...some);
      }
      const event = wanted(collector.take(object));
      if (event) yield event;
    }
  }

  async function* events(): AsyncGenerator<SimtelEvent> {
    for await (const chunk of chunks) yield* eventsOf(cutter.take(chunk));
    yield* eventsOf(cutter.end());
    const last = wanted(collector.end());
    if (last) yield last;
    if (isEmpty) throw eventioError("EVENTIO_NOT_EVENTIO", "it has no sync marker with an object behind it");
  }

  return {
    header,
    get findings() {
      header.readAll();
      return found.list;
    },
    histograms,
    [Symbol.asyncIterator]: events,
  };
}
