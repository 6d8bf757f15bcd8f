import { guarded } from "../guarded";
import type { EventioObject } from "../object-header";
import { type ObjectReader, type Report, readObject } from "../object-reader";
import { type CameraOrganization, cameraOrganizationReader } from "./camera-organization";
import { type CameraSettings, cameraSettingsReader } from "./camera-settings";
import {
  type AtmosphericProfile,
  atmosphereReader,
  type HistoryLine,
  inputCardReader,
  metadataReader,
  readHistory,
} from "./history";
import { type PixelSettings, pixelSettingsReader } from "./pixel-settings";
import { type RunHeader, runHeaderReader } from "./run-header";
import { type SimulationRun, simulationRunReader } from "./simulation-run";
import {
  type CameraSoftwareSettings,
  cameraSoftwareSettingsReader,
  type DisabledPixels,
  type DriveSettings,
  disabledPixelsReader,
  driveSettingsReader,
  type PointingCorrection,
  pointingCorrectionReader,
} from "./telescope-control";

/** What a file says about one telescope before its events. */
export interface TelescopeDescription {
  camera?: CameraSettings;
  organization?: CameraOrganization;
  pixels?: PixelSettings;
  disabled?: DisabledPixels;
  software?: CameraSoftwareSettings;
  drive?: DriveSettings;
  pointing?: PointingCorrection;
  /** Names and values that were given for this telescope. */
  metadata?: Record<string, string>;
}

const telescopeReaders: Readonly<Record<number, [keyof TelescopeDescription, ObjectReader<unknown>] | undefined>> = {
  2002: ["camera", cameraSettingsReader],
  2003: ["organization", cameraOrganizationReader],
  2004: ["pixels", pixelSettingsReader],
  2005: ["disabled", disabledPixelsReader],
  2006: ["software", cameraSoftwareSettingsReader],
  2007: ["pointing", pointingCorrectionReader],
  2008: ["drive", driveSettingsReader],
};

const headerTypes = new Set([70, 75, 1212, 1216, 2000, 2001, ...Object.keys(telescopeReaders).map(Number)]);

/** True for objects that stand before the events of a run. */
export function isHeaderObject(type: number): boolean {
  return headerTypes.has(type);
}

/** What a file of sim_telarray says before its first event. */
export class SimtelHeader {
  run: RunHeader | undefined;
  /** How the showers were simulated; several where files were joined. */
  readonly simulations: SimulationRun[] = [];
  readonly inputCards: string[] = [];
  readonly atmospheres: AtmosphericProfile[] = [];
  /** Names and values for the whole run. */
  metadata: Record<string, string> = {};
  readonly #telescopes = new Map<number, TelescopeDescription>();
  /** Objects about telescopes that have not been read. */
  #descriptions: { object: EventioObject; report: Report }[] = [];
  readonly #histories: EventioObject[] = [];
  #lines: HistoryLine[] | undefined;

  /** Command lines and configuration of the programs that made the file. */
  get history(): readonly HistoryLine[] {
    this.#lines ??= this.#histories.flatMap(readHistory);
    return this.#lines;
  }

  /** By the number of the telescope. They are read when they are first asked for. */
  get telescopes(): ReadonlyMap<number, TelescopeDescription> {
    this.readAll();
    return this.#telescopes;
  }

  /** Reads what was put off. */
  readAll(): void {
    const descriptions = this.#descriptions;
    this.#descriptions = [];
    for (const { object, report } of descriptions) {
      guarded(report, object.offset, () => this.#describe(object, report));
    }
  }

  /** Adds what an object says. Its content need not stay valid. */
  take(object: EventioObject, report: Report): void {
    const { type, id } = object;
    if (type in telescopeReaders || (type === 75 && id !== -1)) {
      this.#descriptions.push({ object: kept(object), report });
    } else if (type === 70) this.#histories.push(kept(object));
    else if (type === 75) this.metadata = { ...this.metadata, ...readObject(object, metadataReader, report) };
    else if (type === 1212) add(this.inputCards, readObject(object, inputCardReader, report));
    else if (type === 1216) add(this.atmospheres, readObject(object, atmosphereReader, report));
    else if (type === 2000) this.run = readObject(object, runHeaderReader, report) ?? this.run;
    else if (type === 2001) add(this.simulations, readObject(object, simulationRunReader, report));
  }

  #describe(object: EventioObject, report: Report): void {
    const [part, reader] = telescopeReaders[object.type] ?? ["metadata", metadataReader];
    const value = readObject(object, reader, report);
    if (part === "metadata" && value === undefined) return;
    this.#telescopes.set(object.id, { ...this.#telescopes.get(object.id), [part]: value });
  }
}

function kept(object: EventioObject): EventioObject {
  return { ...object, content: new Uint8Array(object.content) };
}

function add<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}
