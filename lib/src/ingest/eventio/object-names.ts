/** Types of objects in files of CORSIKA's IACT extension and of sim_telarray, in words. */
const names: Readonly<Record<number, string>> = {
  70: "history",
  71: "command line",
  72: "configuration",
  75: "metadata",
  100: "histograms",
  1200: "CORSIKA run header",
  1201: "telescope definition",
  1202: "CORSIKA event header",
  1203: "array offsets",
  1204: "telescope data",
  1205: "photon bunches",
  1206: "camera layout",
  1207: "trigger time",
  1208: "photo-electrons",
  1209: "CORSIKA event end",
  1210: "CORSIKA run end",
  1211: "longitudinal profile",
  1212: "input card",
  1213: "beginning of an array",
  1214: "end of an array",
  1215: "extra parameters",
  1216: "atmospheric profile",
  2000: "run header",
  2001: "simulation run header",
  2002: "camera settings",
  2003: "camera organization",
  2004: "pixel settings",
  2005: "disabled pixels",
  2006: "camera software settings",
  2007: "pointing correction",
  2008: "drive settings",
  2009: "trigger information",
  2010: "array event",
  2011: "telescope event header",
  2012: "ADC sums",
  2013: "ADC samples",
  2014: "image parameters",
  2015: "stereo reconstruction",
  2016: "pixel timing",
  2017: "pixel calibration",
  2020: "simulated shower",
  2021: "simulated event",
  2022: "camera monitoring",
  2023: "laser calibration",
  2024: "run statistics",
  2025: "simulation statistics",
  2026: "photo-electron sums",
  2027: "pixel list",
  2028: "calibration event",
  2029: "digital traces",
  2030: "analog traces",
  2032: "pixel trigger times",
  2033: "pixel monitoring",
  2034: "calibration photo-electrons",
};

/** Base of the types that carry the number of a telescope. */
const trackingBase = 2100;
const telescopeBase = 2200;

/**
 * What an object of a type is.
 *
 * @example
 * ```ts
 * import { objectName } from "nightbook/ingest";
 *
 * objectName(2013); // => "ADC samples"
 * objectName(3205); // => "telescope event"
 * ```
 */
export function objectName(type: number): string {
  const known = names[type];
  if (known !== undefined) return known;
  if (trackingTelescope(type) !== undefined) return "tracking position";
  return eventTelescope(type) !== undefined ? "telescope event" : `object of type ${type}`;
}

/** The telescope whose tracking position an object of this type holds; `undefined` for other types. */
export function trackingTelescope(type: number): number | undefined {
  return telescopeOf(type, trackingBase);
}

/** The telescope whose event an object of this type holds; `undefined` for other types. */
export function eventTelescope(type: number): number | undefined {
  return telescopeOf(type, telescopeBase);
}

/** Telescopes are counted in hundreds, each hundred in another thousand of the types. */
function telescopeOf(type: number, base: number): number | undefined {
  const rest = (type - base) % 1000;
  return type >= base && rest < 100 ? 100 * Math.floor((type - base) / 1000) + rest : undefined;
}
