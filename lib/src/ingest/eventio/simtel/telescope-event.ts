import type { EventioObject } from "../object-header";
import { type ObjectReader, type Report, readObject } from "../object-reader";
import { subObjects } from "../sub-objects";
import { type AdcSums, adcSumsReader } from "./adc-sums";
import { type ImageParameters, imageParametersReader } from "./image-parameters";
import {
  type AuxiliaryTraces,
  analogTracesReader,
  digitalTracesReader,
  type PixelList,
  type PixelTriggerTimes,
  pixelListReader,
  pixelTriggerTimesReader,
} from "./pixel-lists";
import { type PixelTiming, pixelTimingReader } from "./pixel-timing";
import { type TelescopeEventHeader, telescopeEventHeaderReader } from "./telescope-event-header";
import { type Waveforms, waveformsReader } from "./waveforms";

/** What one telescope saw of an event. */
export interface TelescopeEvent {
  telescope: number;
  header?: TelescopeEventHeader;
  waveforms?: Waveforms;
  sums?: AdcSums;
  timing?: PixelTiming;
  /** One per cleaning. */
  images: ImageParameters[];
  pixelLists: PixelList[];
  triggerTimes?: PixelTriggerTimes;
  traces: AuxiliaryTraces[];
}

/** Types of objects that hold numbers per pixel. */
const pixelTypes = new Set([2012, 2013, 2016, 2029, 2030, 2032]);

/**
 * Objects of the types 2200 and on.
 * @param withPixels false leaves out what holds numbers per pixel
 */
export function readTelescopeEvent(
  object: EventioObject,
  telescope: number,
  withPixels: boolean,
  report: Report,
): TelescopeEvent {
  const event: TelescopeEvent = { telescope, images: [], pixelLists: [], traces: [] };
  for (const part of subObjects(object)) {
    if (!withPixels && pixelTypes.has(part.type)) continue;
    const read = <T>(reader: ObjectReader<T>) => readObject(part, reader, report);
    switch (part.type) {
      case 2011:
        set(event, "header", read(telescopeEventHeaderReader));
        break;
      case 2012:
        set(event, "sums", read(adcSumsReader));
        break;
      case 2013:
        set(event, "waveforms", read(waveformsReader));
        break;
      case 2014:
        add(event.images, read(imageParametersReader));
        break;
      case 2016:
        set(event, "timing", read(pixelTimingReader));
        break;
      case 2027:
        add(event.pixelLists, read(pixelListReader));
        break;
      case 2029:
        add(event.traces, read(digitalTracesReader));
        break;
      case 2030:
        add(event.traces, read(analogTracesReader));
        break;
      case 2032:
        set(event, "triggerTimes", read(pixelTriggerTimesReader));
    }
  }
  return event;
}

function set<Key extends keyof TelescopeEvent>(
  event: TelescopeEvent,
  key: Key,
  value: TelescopeEvent[Key] | undefined,
) {
  if (value !== undefined) event[key] = value;
}

function add<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}
