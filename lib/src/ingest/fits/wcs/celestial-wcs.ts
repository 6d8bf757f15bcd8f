import { unitFactor } from "../../../core/units";
import { fitsError } from "../fits-error";
import type { Header } from "../header/header";
import { nativeOf, skyOf, type TangentPoint } from "./tangent-plane";

/** A place on the sky, degrees. */
export interface SkyPlace {
  /** Right ascension, or longitude of another frame, 0 ≤ lon < 360. */
  lonDeg: number;
  /** Declination or latitude. */
  latDeg: number;
}

/** A place in an image in the way of FITS: the centre of the first pixel is (1, 1). */
export interface PixelPlace {
  x: number;
  y: number;
}

/** The linear part of world coordinates and where they lie, whatever keywords they came from. */
export interface WcsKeywords {
  /** CTYPE of both axes, for example `RA---TAN` and `DEC--TAN`. */
  types: [string, string];
  reference: [number, number];
  /** World coordinates of the reference, degrees. */
  values: [number, number];
  /** Degrees per pixel: rows are world axes, columns pixel axes. */
  matrix: [[number, number], [number, number]];
  longitudeOfPole?: number;
}

/**
 * World coordinates of an image in the tangent-plane projection.
 * @see [Calabretta2002]
 */
export class CelestialWcs {
  readonly #inverse: WcsKeywords["matrix"];
  readonly #point: TangentPoint;
  /** 0 when the first world axis is the longitude, else 1. */
  readonly #first: 0 | 1;

  constructor(readonly keywords: WcsKeywords) {
    const { types, values, matrix, longitudeOfPole } = keywords;
    this.#first = isLatitude(types[0]) ? 1 : 0;
    const latitude = values[1 - this.#first];
    this.#point = {
      lonDeg: values[this.#first],
      latDeg: latitude,
      poleDeg: longitudeOfPole ?? (latitude >= 90 ? 0 : 180),
    };
    this.#inverse = inverted(matrix);
  }

  /** Names of longitude and latitude as CTYPE has them: `RA` and `DEC`, `GLON` and `GLAT`. */
  get axisNames(): [string, string] {
    const names = this.keywords.types.map((type) => type.slice(0, 4).replace(/-+$/, ""));
    return this.#first === 0 ? [names[0], names[1]] : [names[1], names[0]];
  }

  /** Size of a pixel, degrees: the root of its area on the sky at the reference. */
  get pixelScaleDeg(): number {
    const [[a, b], [c, d]] = this.keywords.matrix;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  /** Where on the sky a place of the image is. */
  pixelToSky({ x, y }: PixelPlace): SkyPlace {
    const { reference, matrix } = this.keywords;
    const [dx, dy] = [x - reference[0], y - reference[1]];
    const plane = matrix.map(([a, b]) => a * dx + b * dy);
    return skyOf(plane[this.#first], plane[1 - this.#first], this.#point);
  }

  /** Where in the image a place of the sky is; `undefined` when it is on the far side of the sky. */
  skyToPixel(place: SkyPlace): PixelPlace | undefined {
    const native = nativeOf(place, this.#point);
    if (native === undefined) return undefined;
    const plane = this.#first === 0 ? native : [native[1], native[0]];
    const [[a, b], [c, d]] = this.#inverse;
    const { reference } = this.keywords;
    return { x: reference[0] + a * plane[0] + b * plane[1], y: reference[1] + c * plane[0] + d * plane[1] };
  }
}

/** Names under which world coordinates stand in a header, for pixel axes or for columns of a table. */
interface Names {
  type(axis: 1 | 2): string;
  unit(axis: 1 | 2): string;
  reference(axis: 1 | 2): string;
  value(axis: 1 | 2): string;
  step(axis: 1 | 2): string;
  /** Of the axis of latitude. */
  rotation(axis: 1 | 2): string;
  /** Old and new spelling of the matrices. */
  cd(i: 1 | 2, j: 1 | 2): string[];
  pc(i: 1 | 2, j: 1 | 2): string[];
  pole: string[];
}

/**
 * World coordinates of an image, from CD, PC and CDELT, or CDELT and CROTA2.
 *
 * @param header of the image
 * @param alternate letter of another description in the same header
 * @throws {NightbookError} `FITS_MISSING` when the header has no celestial coordinates, `FITS_UNSUPPORTED` when they
 * are in another projection
 * @see [Calabretta2002]
 *
 * @example
 * ```ts
 * import { celestialWcs, Header } from "nightbook/fits";
 *
 * const header = new Header().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CRPIX1", 50).set("CRPIX2", 50);
 * header.set("CRVAL1", 247.35).set("CRVAL2", -26.43).set("CDELT1", -0.001).set("CDELT2", 0.001);
 * celestialWcs(header).pixelToSky({ x: 50, y: 60 }).latDeg; // => -26.42
 * ```
 */
export function celestialWcs(header: Header, alternate = ""): CelestialWcs {
  return fromNames(header, {
    type: (axis) => `CTYPE${axis}${alternate}`,
    unit: (axis) => `CUNIT${axis}${alternate}`,
    reference: (axis) => `CRPIX${axis}${alternate}`,
    value: (axis) => `CRVAL${axis}${alternate}`,
    step: (axis) => `CDELT${axis}${alternate}`,
    rotation: (axis) => `CROTA${axis}${alternate}`,
    cd: (i, j) => [`CD${i}_${j}${alternate}`],
    pc: (i, j) => [`PC${i}_${j}${alternate}`, `PC00${i}00${j}`],
    pole: [`LONPOLE${alternate}`],
  });
}

/**
 * World coordinates of two columns of an event list (TCTYPn, TCRPXn, …): the values of the columns are the pixels.
 *
 * @param header of the table
 * @param x one-based number of the column that is the first axis
 * @param y one-based number of the column that is the second
 * @throws {NightbookError} as {@link celestialWcs} does
 * @see [Calabretta2002]
 *
 * @example
 * ```ts
 * import { Header, tableWcs } from "nightbook/fits";
 *
 * const header = new Header().set("TCTYP3", "RA---TAN").set("TCTYP4", "DEC--TAN").set("TCRPX3", 4096).set("TCRPX4", 4096);
 * header.set("TCRVL3", 10).set("TCRVL4", 0).set("TCDLT3", -0.001).set("TCDLT4", 0.001);
 * tableWcs(header, 3, 4).pixelToSky({ x: 4096, y: 4196 }).latDeg; // => 0.1000
 * ```
 */
export function tableWcs(header: Header, x: number, y: number): CelestialWcs {
  const n = (axis: 1 | 2) => (axis === 1 ? x : y);
  return fromNames(header, {
    type: (axis) => `TCTYP${n(axis)}`,
    unit: (axis) => `TCUNI${n(axis)}`,
    reference: (axis) => `TCRPX${n(axis)}`,
    value: (axis) => `TCRVL${n(axis)}`,
    step: (axis) => `TCDLT${n(axis)}`,
    rotation: (axis) => `TCROT${n(axis)}`,
    cd: (i, j) => [`TC${n(i)}_${n(j)}`, `TCD${n(i)}_${n(j)}`],
    pc: (i, j) => [`TP${n(i)}_${n(j)}`, `TPC${n(i)}_${n(j)}`],
    pole: [`LONP${x}`, `LONP${y}`],
  });
}

function fromNames(header: Header, names: Names): CelestialWcs {
  const types = ([1, 2] as const).map((axis) => header.text(names.type(axis)) ?? "") as [string, string];
  if (types.some((type) => type === "")) {
    throw fitsError("FITS_MISSING", `there are no world coordinates (${names.type(1)}, ${names.type(2)})`);
  }
  if (!types.every((type) => /^.{4}-TAN$/.test(type.trimEnd()))) {
    const hint = "Only the tangent-plane projection (TAN) is known here";
    throw fitsError("FITS_UNSUPPORTED", `the projection of ${types.join(" and ")} is not known`, {}, hint);
  }
  const degrees = ([1, 2] as const).map((axis) => unitFactor(header.text(names.unit(axis)) || "deg", "deg"));
  const pair = (name: (axis: 1 | 2) => string, otherwise: number) =>
    ([1, 2] as const).map((axis) => header.number(name(axis)) ?? otherwise) as [number, number];
  const values = pair(names.value, 0).map((value, i) => value * degrees[i]) as [number, number];
  const matrix = matrixOf(header, names, isLatitude(types[0])).map((row, i) => row.map((entry) => entry * degrees[i]));
  const pole = names.pole.map((name) => header.number(name)).find((value) => value !== undefined);
  return new CelestialWcs({
    types,
    reference: pair(names.reference, 0),
    values,
    matrix: matrix as WcsKeywords["matrix"],
    ...(pole === undefined ? {} : { longitudeOfPole: pole }),
  });
}

/** CD, or PC and CDELT, or CDELT and a rotation: in this order. */
function matrixOf(header: Header, names: Names, latitudeFirst: boolean): number[][] {
  const axes = [1, 2] as const;
  const entry = (spellings: string[]) =>
    spellings.map((name) => header.number(name)).find((value) => value !== undefined);
  const cd = axes.map((i) => axes.map((j) => entry(names.cd(i, j))));
  if (cd.flat().some((value) => value !== undefined)) return cd.map((row) => row.map((value) => value ?? 0));
  const steps = axes.map((axis) => header.number(names.step(axis)) ?? 1);
  const pc = axes.map((i) => axes.map((j) => entry(names.pc(i, j))));
  if (pc.flat().some((value) => value !== undefined)) {
    return pc.map((row, i) => row.map((value, j) => steps[i] * (value ?? (i === j ? 1 : 0))));
  }
  const angle = ((header.number(names.rotation(latitudeFirst ? 1 : 2)) ?? 0) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = latitudeFirst ? -Math.sin(angle) : Math.sin(angle);
  return [
    [steps[0] * cos, -steps[1] * sin],
    [steps[0] * sin, steps[1] * cos],
  ];
}

/** True for a CTYPE of declination or latitude. */
function isLatitude(type: string): boolean {
  return /^(DEC|.?LAT|..LT)$/.test(type.slice(0, 4).replace(/-+$/, ""));
}

function inverted([[a, b], [c, d]]: WcsKeywords["matrix"]): WcsKeywords["matrix"] {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 0))
    throw fitsError("FITS_DAMAGED", "the matrix of the world coordinates has no inverse");
  return [
    [d / determinant, -b / determinant],
    [-c / determinant, a / determinant],
  ];
}
