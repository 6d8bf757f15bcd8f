import type { ObjectHeader } from "../object-header";
import { isMonitor, type MonitorLink } from "./monitor-state";

/** Objects of the top level that belong to one event. */
export interface EventParts<Header extends ObjectHeader> {
  /** A simulated shower, or light that calibrates the cameras. */
  kind: "shower" | "calibration";
  shower?: Header;
  /** Particles at the ground. */
  particles?: Header;
  event?: Header;
  telescopeData: Header[];
  photoelectronSums?: Header;
  /** Object 2010, or 2028 that contains it. */
  array?: Header;
  calibrationPhotoelectrons?: Header;
  /** The last object that changed what is known about the cameras. */
  monitor?: MonitorLink<Header>;
}

/** Collects objects of the top level to events; an event is complete when the next begins. */
export class EventCollector<Header extends ObjectHeader> {
  #current: EventParts<Header> | undefined;
  #shower: Header | undefined;
  #particles: Header | undefined;
  #monitor: MonitorLink<Header> | undefined;
  #calibrationPhotoelectrons: Header | undefined;

  /**
   * Takes the next object.
   * @returns the event before, when it is complete
   */
  take(object: Header): EventParts<Header> | undefined {
    const { type } = object;
    if (type === 2020) {
      const before = this.end();
      this.#shower = object;
      this.#particles = undefined;
      return before;
    }
    if (type === 2021) return this.#begin({ kind: "shower", event: object, telescopeData: [] });
    if (type === 2028) {
      return this.#begin({ kind: "calibration", array: object, telescopeData: [], ...this.#light() });
    }
    if (type === 2010) return this.#takeArray(object);
    if (type === 1205) this.#particles = object;
    else if (type === 2034) this.#calibrationPhotoelectrons = object;
    else if (type === 1204) this.#current?.telescopeData.push(object);
    else if (type === 2026 && this.#current) this.#current.photoelectronSums = object;
    else if (isMonitor(object)) this.#monitor = { object, before: this.#monitor };
    return undefined;
  }

  /** The last event. */
  end(): EventParts<Header> | undefined {
    const last = this.#current;
    this.#current = undefined;
    return last;
  }

  /** Without a shower, events of the array are calibrations. */
  #takeArray(object: Header): EventParts<Header> | undefined {
    if (this.#current?.kind !== "shower" || this.#current.array) {
      const kind = this.#shower ? "shower" : "calibration";
      return this.#begin({ kind, array: object, telescopeData: [] });
    }
    this.#current.array = object;
    if (this.#monitor) this.#current.monitor = this.#monitor;
    return undefined;
  }

  #begin(parts: EventParts<Header>): EventParts<Header> | undefined {
    const before = this.end();
    this.#current = parts;
    if (parts.kind === "shower") {
      if (this.#shower) parts.shower = this.#shower;
      if (this.#particles) parts.particles = this.#particles;
    }
    if (this.#monitor) parts.monitor = this.#monitor;
    return before;
  }

  #light(): { calibrationPhotoelectrons?: Header } {
    const light = this.#calibrationPhotoelectrons;
    this.#calibrationPhotoelectrons = undefined;
    return light ? { calibrationPhotoelectrons: light } : {};
  }
}
