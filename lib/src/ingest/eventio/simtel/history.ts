import { Cursor } from "../cursor";
import type { EventioObject } from "../object-header";
import type { ObjectReader } from "../object-reader";
import { partHeader } from "../sub-objects";

/** A line of the history of a file. */
export interface HistoryLine {
  kind: "command line" | "configuration";
  /** Unix time in seconds. */
  time: number;
  text: string;
}

/** Adds the lines of object 70, its objects 71 and 72. There are hundreds of them, so one cursor reads them all. */
export function addHistory(lines: HistoryLine[], history: EventioObject): void {
  const cursor = new Cursor(history).expectTexts();
  for (let at = 0; at < history.content.length; ) {
    const part = partHeader(history, at);
    cursor.at = part.offset - history.offset;
    at = cursor.at + part.length;
    if (part.type !== 71 && part.type !== 72) continue;
    const [time, text] = [cursor.int32(), cursor.text()];
    if (cursor.at > at) throw cursor.damaged("a line reaches beyond its end");
    lines.push({ kind: part.type === 71 ? "command line" : "configuration", time, text });
  }
}

/** Object 75: names and values. */
export const metadataReader: ObjectReader<Record<string, string>> = {
  type: 75,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object).expectTexts();
    const count = cursor.uvarint();
    const pairs: [string, string][] = [];
    for (let i = 0; i < count; i++) pairs.push([cursor.varText(), cursor.varText()]);
    return Object.fromEntries(pairs);
  },
};

/** Object 1212: the text that steered CORSIKA. */
export const inputCardReader: ObjectReader<string> = {
  type: 1212,
  versions: [0, 0],
  read(object) {
    const cursor = new Cursor(object).expectTexts();
    const count = cursor.int32();
    let text = "";
    for (let i = 0; i < count; i++) text += `${cursor.text()}\n`;
    return text;
  },
};

/** Object 1216: the atmosphere of the simulation. */
export interface AtmosphericProfile {
  name: string;
  /** Height of observation, cm. */
  observationLevelCm: number;
  /** Heights, km. */
  altitudeKm: Float64Array;
  /** Density, g/cm³. */
  densityGcm3: Float64Array;
  /** Matter above, g/cm². */
  thicknessGcm2: Float64Array;
  /** Refractive index less one. */
  refraction: Float64Array;
  /** Top of the atmosphere in CORSIKA, cm, and the parameters of its five layers, where they are given. */
  layers?: { topCm: number; parameters: Float64Array };
}

export const atmosphereReader: ObjectReader<AtmosphericProfile> = {
  type: 1216,
  versions: [0, 1],
  read(object) {
    const cursor = new Cursor(object);
    const name = cursor.varText();
    const observationLevelCm = cursor.float64();
    const rows = cursor.uvarint();
    const table = cursor.float64s(4 * rows);
    const column = (which: number) => new Float64Array(rows).map((_, row) => table[4 * row + which]);
    const profile: AtmosphericProfile = {
      name,
      observationLevelCm,
      altitudeKm: column(0),
      densityGcm3: column(1),
      thicknessGcm2: column(2),
      refraction: column(3),
    };
    if (cursor.uvarint() === 5) profile.layers = { topCm: cursor.float64(), parameters: cursor.float64s(25) };
    return profile;
  },
};
