import type { EventioObject, ObjectHeader } from "../object-header";
import { type ObjectReader, type Report, readObject } from "../object-reader";
import {
  type CameraMonitoring,
  cameraMonitoringReader,
  type LaserCalibration,
  laserCalibrationReader,
  type PixelMonitoring,
  pixelMonitoringReader,
} from "./monitoring";

/** What is known about a telescope at the time of an event. */
export interface TelescopeMonitor {
  camera?: CameraMonitoring;
  laser?: LaserCalibration;
  pixels?: PixelMonitoring;
}

/** Telescope to its state. */
export type MonitorState = ReadonlyMap<number, TelescopeMonitor>;

/** An object that changes the state, and the one before. Events share these chains; states are read when asked for. */
export interface MonitorLink<Header extends ObjectHeader> {
  object: Header;
  before: MonitorLink<Header> | undefined;
  state?: MonitorState;
}

/** True for objects that change what is known about telescopes. */
export function isMonitor({ type }: ObjectHeader): boolean {
  return type === 2022 || type === 2023 || type === 2033;
}

/** The state behind the last of some objects. */
export function monitorState<Header extends ObjectHeader>(
  last: MonitorLink<Header> | undefined,
  load: (header: Header) => EventioObject,
  report: Report,
): MonitorState {
  const links: MonitorLink<Header>[] = [];
  let link = last;
  for (; link !== undefined && link.state === undefined; link = link.before) links.push(link);
  let state: MonitorState = link?.state ?? new Map();
  if (links.length === 0) return state;
  const next = new Map(state);
  for (const { object } of links.reverse()) change(next, load(object), report);
  state = next;
  // Objects before are not needed any more.
  if (last) Object.assign(last, { state, before: undefined });
  return state;
}

function change(state: Map<number, TelescopeMonitor>, object: EventioObject, report: Report): void {
  const read = <T extends { telescope: number }>(
    reader: ObjectReader<T>,
    merge: (value: T, old: TelescopeMonitor) => TelescopeMonitor,
  ) => {
    const value = readObject(object, reader, report);
    if (value) state.set(value.telescope, merge(value, state.get(value.telescope) ?? {}));
  };
  if (object.type === 2022)
    read(cameraMonitoringReader, (camera, old) => ({ ...old, camera: { ...old.camera, ...camera } }));
  else if (object.type === 2023) read(laserCalibrationReader, (laser, old) => ({ ...old, laser }));
  else read(pixelMonitoringReader, (pixels, old) => ({ ...old, pixels: { ...old.pixels, ...pixels } }));
}
