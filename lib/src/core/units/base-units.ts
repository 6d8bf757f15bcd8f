/** What the dimension of a unit is made of; angles, magnitudes and counted things have a base of their own. */
export type BaseUnit =
  | ("kg" | "m" | "s" | "A" | "K" | "mol" | "cd" | "rad" | "sr")
  | ("mag" | "count" | "photon" | "pixel" | "adu" | "bit" | "bin" | "chan" | "voxel" | "beam" | "electron");

/** A unit that has a name: its size in base units, their powers, and whether prefixes may stand before it. */
export interface NamedUnit {
  scale: number;
  powers: Readonly<Partial<Record<BaseUnit, number>>>;
  prefixes: boolean;
}

const day = 86400;
const degree = Math.PI / 180;
const electronVolt = 1.602176634e-19;
const joule = { kg: 1, m: 2, s: -2 };
const watt = { kg: 1, m: 2, s: -3 };
const solar = { mass: 1.9884e30, luminosity: 3.828e26, radius: 6.957e8 };

type Entry = [name: string, scale: number, powers: NamedUnit["powers"]];

const withPrefixes: readonly Entry[] = [
  ["m", 1, { m: 1 }],
  ["g", 1e-3, { kg: 1 }],
  ["s", 1, { s: 1 }],
  ["rad", 1, { rad: 1 }],
  ["sr", 1, { sr: 1 }],
  ["K", 1, { K: 1 }],
  ["A", 1, { A: 1 }],
  ["mol", 1, { mol: 1 }],
  ["cd", 1, { cd: 1 }],
  ["Hz", 1, { s: -1 }],
  ["Bq", 1, { s: -1 }],
  ["J", 1, joule],
  ["W", 1, watt],
  ["N", 1, { kg: 1, m: 1, s: -2 }],
  ["Pa", 1, { kg: 1, m: -1, s: -2 }],
  ["C", 1, { A: 1, s: 1 }],
  ["V", 1, { ...watt, A: -1 }],
  ["Ohm", 1, { ...watt, A: -2 }],
  ["S", 1, { kg: -1, m: -2, s: 3, A: 2 }],
  ["F", 1, { kg: -1, m: -2, s: 4, A: 2 }],
  ["Wb", 1, { ...joule, A: -1 }],
  ["T", 1, { kg: 1, s: -2, A: -1 }],
  ["H", 1, { ...joule, A: -2 }],
  ["lm", 1, { cd: 1, sr: 1 }],
  ["lx", 1, { cd: 1, sr: 1, m: -2 }],
  ["a", 365.25 * day, { s: 1 }],
  ["yr", 365.25 * day, { s: 1 }],
  ["pc", 3.085677581491367e16, { m: 1 }],
  ["eV", electronVolt, joule],
  ["Jy", 1e-26, { kg: 1, s: -2 }],
  ["R", 1e10 / (4 * Math.PI), { photon: 1, m: -2, s: -1, sr: -1 }],
  ["G", 1e-4, { kg: 1, s: -2, A: -1 }],
  ["barn", 1e-28, { m: 2 }],
  ["bit", 1, { bit: 1 }],
  ["byte", 8, { bit: 1 }],
];

const withoutPrefixes: readonly Entry[] = [
  ["min", 60, { s: 1 }],
  ...["h", "hour"].map((name): Entry => [name, 3600, { s: 1 }]),
  ...["d", "day"].map((name): Entry => [name, day, { s: 1 }]),
  ["year", 365.25 * day, { s: 1 }],
  ["deg", degree, { rad: 1 }],
  ["arcmin", degree / 60, { rad: 1 }],
  ["arcsec", degree / 3600, { rad: 1 }],
  ["mas", degree / 3_600_000, { rad: 1 }],
  ["uarcsec", degree / 3_600_000_000, { rad: 1 }],
  ["erg", 1e-7, joule],
  ["Ry", 13.605693122994 * electronVolt, joule],
  ["u", 1.6605390666e-27, { kg: 1 }],
  ["D", 1e-21 / 299792458, { A: 1, s: 1, m: 1 }],
  ...["solMass", "Msun"].map((name): Entry => [name, solar.mass, { kg: 1 }]),
  ...["solLum", "Lsun"].map((name): Entry => [name, solar.luminosity, watt]),
  ...["solRad", "Rsun"].map((name): Entry => [name, solar.radius, { m: 1 }]),
  ["Angstrom", 1e-10, { m: 1 }],
  ["angstrom", 1e-10, { m: 1 }],
  ...["AU", "au"].map((name): Entry => [name, 149597870700, { m: 1 }]),
  ["lyr", 9460730472580800, { m: 1 }],
  ["mag", 1, { mag: 1 }],
  ["adu", 1, { adu: 1 }],
  ["chan", 1, { chan: 1 }],
  ["channel", 1, { chan: 1 }],
  ["bin", 1, { bin: 1 }],
  ["voxel", 1, { voxel: 1 }],
  ["beam", 1, { beam: 1 }],
  ["electron", 1, { electron: 1 }],
  ["percent", 0.01, {}],
  ["%", 0.01, {}],
  ...["count", "ct", "counts", "cts"].map((name): Entry => [name, 1, { count: 1 }]),
  ...["photon", "ph", "photons"].map((name): Entry => [name, 1, { photon: 1 }]),
  ...["pixel", "pix", "pixels"].map((name): Entry => [name, 1, { pixel: 1 }]),
];

const named = new Map<string, NamedUnit>([
  ...withPrefixes.map(([name, scale, powers]): [string, NamedUnit] => [name, { scale, powers, prefixes: true }]),
  ...withoutPrefixes.map(([name, scale, powers]): [string, NamedUnit] => [name, { scale, powers, prefixes: false }]),
]);

const prefixExponents: Readonly<Record<string, number>> = {
  ...{ da: 1, h: 2, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18, Z: 21, Y: 24 },
  ...{ d: -1, c: -2, m: -3, u: -6, µ: -6, μ: -6, n: -9, p: -12, f: -15, a: -18, z: -21, y: -24 },
};

/**
 * The unit of a name, perhaps with a prefix; `undefined` when there is none. A name without prefix comes first: `cd` is
 * a candela, `Pa` a pascal, `min` a minute.
 */
export function unitOfName(name: string): NamedUnit | undefined {
  const whole = named.get(name);
  if (whole) return whole;
  for (const length of [2, 1]) {
    const exponent = prefixExponents[name.slice(0, length)];
    const unit = named.get(name.slice(length));
    if (exponent !== undefined && unit?.prefixes && name.length > length) {
      return { ...unit, scale: unit.scale * Number(`1e${exponent}`) };
    }
  }
  return undefined;
}
