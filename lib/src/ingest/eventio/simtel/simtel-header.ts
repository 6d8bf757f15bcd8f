import { guarded } from "../guarded";
import type { EventioObject } from "../object-header";
import { type ObjectReader, type Report, readObject } from "../object-reader";
import { type CameraOrganization, cameraOrganizationReader } from "./camera-organization";
import { type CameraSettings, cameraSettingsReader } from "./camera-settings";
import {
  type AtmosphericProfile,
  addHistory,
  atmosphereReader,
  type HistoryLine,
  inputCardReader,
  metadataReader,
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

/** Bytes that are kept without having been read. */
const mostUnreadBytes = 1 << 25;

/** What a file of sim_telarray says before its first event. It is read when it is first asked for. */
export class SimtelHeader {
  #run: RunHeader | undefined;
  readonly #simulations: SimulationRun[] = [];
  readonly #inputCards: string[] = [];
  readonly #atmospheres: AtmosphericProfile[] = [];
  #metadata: Record<string, string> = {};
  readonly #telescopes = new Map<number, TelescopeDescription>();
  readonly #histories: EventioObject[] = [];
  #lines: HistoryLine[] | undefined;
  /** Objects that have not been read. */
  #unread: { object: EventioObject; report: Report }[] = [];
  #unreadBytes = 0;

  get run(): RunHeader | undefined {
    return this.readAll().#run;
  }

  /** How the showers were simulated; several where files were joined. */
  get simulations(): readonly SimulationRun[] {
    return this.readAll().#simulations;
  }

  get inputCards(): readonly string[] {
    return this.readAll().#inputCards;
  }

  get atmospheres(): readonly AtmosphericProfile[] {
    return this.readAll().#atmospheres;
  }

  /** Names and values for the whole run. */
  get metadata(): Readonly<Record<string, string>> {
    return this.readAll().#metadata;
  }

  /** By the number of the telescope. */
  get telescopes(): ReadonlyMap<number, TelescopeDescription> {
    return this.readAll().#telescopes;
  }

  /** Command lines and configuration of the programs that made the file. */
  get history(): readonly HistoryLine[] {
    if (this.#lines === undefined) {
      const lines: HistoryLine[] = [];
      for (const history of this.#histories) addHistory(lines, history);
      this.#lines = lines;
    }
    return this.#lines;
  }

  /** Adds what an object says. Its content need not stay valid. */
  take(object: EventioObject, report: Report): void {
    if (object.type === 70) this.#histories.push(kept(object));
    else {
      this.#unread.push({ object: kept(object), report });
      this.#unreadBytes += object.length;
      // A stream of many runs must not keep what all of them say.
      if (this.#unreadBytes > mostUnreadBytes) this.readAll();
    }
  }

  /** Reads what was put off, and reports what is wrong with it. */
  readAll(): this {
    if (this.#unread.length === 0) return this;
    const unread = this.#unread;
    this.#unread = [];
    this.#unreadBytes = 0;
    for (const { object, report } of unread) guarded(report, object.offset, () => this.#read(object, report));
    return this;
  }

  #read(object: EventioObject, report: Report): void {
    const { type, id } = object;
    const known = telescopeReaders[type];
    if (known !== undefined) this.#describe(id, { [known[0]]: readObject(object, known[1], report) });
    else if (type === 75) this.#takeMetadata(id, readObject(object, metadataReader, report));
    else if (type === 1212) add(this.#inputCards, readObject(object, inputCardReader, report));
    else if (type === 1216) add(this.#atmospheres, readObject(object, atmosphereReader, report));
    else if (type === 2000) this.#run = readObject(object, runHeaderReader, report) ?? this.#run;
    else if (type === 2001) add(this.#simulations, readObject(object, simulationRunReader, report));
  }

  #takeMetadata(id: number, metadata: Record<string, string> | undefined): void {
    if (metadata === undefined) return;
    if (id === -1) this.#metadata = { ...this.#metadata, ...metadata };
    else this.#describe(id, { metadata });
  }

  #describe(telescope: number, part: TelescopeDescription): void {
    this.#telescopes.set(telescope, { ...this.#telescopes.get(telescope), ...part });
  }
}

function kept(object: EventioObject): EventioObject {
  return { ...object, content: new Uint8Array(object.content) };
}

function add<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}
