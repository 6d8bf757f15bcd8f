import type { EventioObject, ObjectHeader } from "../object-header";
import { eventTelescope, trackingTelescope } from "../object-names";
import { type Report, readObject } from "../object-reader";
import { subObjects } from "../sub-objects";
import type { EventParts } from "./event-parts";
import { type MonitorState, monitorState } from "./monitor-state";
import {
  type PhotoelectronSums,
  type Photoelectrons,
  type PhotonBunches,
  photoelectronSumsReader,
  photoelectronsReader,
  photonBunchesReader,
} from "./photons";
import { type StereoReconstruction, stereoReader, type TrackingPosition, trackingReader } from "./reconstruction";
import { type SimulatedEvent, type SimulatedShower, showerReader, simulatedEventReader } from "./shower";
import { readTelescopeEvent, type TelescopeEvent } from "./telescope-event";
import { type TriggerInformation, triggerReader } from "./trigger";

/** An event of an array of telescopes. */
export interface SimtelEvent {
  /** Number that the file gives it. */
  event: number;
  kind: "shower" | "calibration";
  /** What kind of light, for calibrations. */
  calibrationType?: number;
  shower?: SimulatedShower;
  simulation?: SimulatedEvent;
  trigger?: TriggerInformation;
  /** By the number of the telescope. */
  telescopes: Map<number, TelescopeEvent>;
  tracking: Map<number, TrackingPosition>;
  stereo?: StereoReconstruction;
  /** True photo-electrons, one list per telescope. */
  photoelectrons: Photoelectrons[];
  photoelectronSums?: PhotoelectronSums;
  /** Bunches of photons, where they were kept. */
  photons: PhotonBunches[];
  /** Particles at the ground, where they were kept. */
  particles?: PhotonBunches;
  /** What was known about the cameras. */
  monitor: MonitorState;
}

/** What to read of events. */
export interface EventOptions {
  /** False leaves out all that holds numbers per pixel: waveforms, sums, times, photo-electrons. */
  pixels?: boolean;
}

/** Reads what belongs to one event. */
export function readEvent<Header extends ObjectHeader>(
  parts: EventParts<Header>,
  load: (header: Header) => EventioObject,
  { pixels = true }: EventOptions,
  report: Report,
): SimtelEvent {
  const event: SimtelEvent = {
    event: parts.event?.id ?? parts.array?.id ?? 0,
    kind: parts.kind,
    telescopes: new Map(),
    tracking: new Map(),
    photoelectrons: [],
    photons: [],
    monitor: monitorState(parts.monitor, load, report),
  };
  if (parts.shower) set(event, "shower", readObject(load(parts.shower), showerReader, report));
  if (parts.event) set(event, "simulation", readObject(load(parts.event), simulatedEventReader, report));
  if (parts.photoelectronSums) {
    set(event, "photoelectronSums", readObject(load(parts.photoelectronSums), photoelectronSumsReader, report));
  }
  if (parts.array) readArray(event, load(parts.array), pixels, report);
  if (!pixels) return event;
  if (parts.particles) set(event, "particles", readObject(load(parts.particles), photonBunchesReader, report));
  for (const data of parts.telescopeData) readTelescopeData(event, load(data), report);
  if (parts.calibrationPhotoelectrons) {
    for (const data of subObjects(load(parts.calibrationPhotoelectrons))) readTelescopeData(event, data, report);
  }
  return event;
}

function readArray(event: SimtelEvent, object: EventioObject, pixels: boolean, report: Report): void {
  if (object.type === 2028) {
    event.calibrationType = object.id;
    for (const array of subObjects(object)) {
      if (array.type !== 2010) continue;
      event.event = array.id;
      readArray(event, array, pixels, report);
    }
    return;
  }
  for (const part of subObjects(object)) {
    const telescope = eventTelescope(part.type);
    const tracked = trackingTelescope(part.type);
    if (telescope !== undefined) {
      event.telescopes.set(telescope, readTelescopeEvent(part, telescope, pixels, report));
    } else if (tracked !== undefined) {
      const position = readObject(part, trackingReader, report);
      if (position) event.tracking.set(tracked, position);
    } else if (part.type === 2009) {
      set(event, "trigger", readObject(part, triggerReader, report));
      // Older files number the array event otherwise than the simulated one; calibrations may have 0 here.
      if (part.id !== 0) event.event = part.id;
    } else if (part.type === 2015) set(event, "stereo", readObject(part, stereoReader, report));
  }
}

function readTelescopeData(event: SimtelEvent, data: EventioObject, report: Report): void {
  for (const part of subObjects(data)) {
    if (part.type === 1208) {
      const list = readObject(part, photoelectronsReader, report);
      if (list) event.photoelectrons.push(list);
    } else if (part.type === 1205) {
      const bunches = readObject(part, photonBunchesReader, report);
      if (bunches) event.photons.push(bunches);
    }
  }
}

function set<Key extends keyof SimtelEvent>(event: SimtelEvent, key: Key, value: SimtelEvent[Key] | undefined): void {
  if (value !== undefined) event[key] = value;
}
