import { gzip } from "../../../core/deflate";
import { type PackedTile, packTile, type TileAlgorithm, type TilePacking } from "../compression/pack-tile";
import { storedNaN } from "../compression/quantise";
import { copyShared, TileGrid } from "../compression/tile-grid";
import { Header } from "../header/header";
import { type StoredArray, storedArray } from "../image/pixel-array";
import { sectionShape } from "../image/section";
import type { ColumnContent } from "./column-layout";

/** How an image is packed tile by tile. */
export interface ImagePacking {
  /** RICE_1 by default where it loses nothing, GZIP_2 for real numbers and those of 64 bits. */
  readonly algorithm?: TileAlgorithm;
  /** Lengths of a tile, the slowest axis first; a row by default, about 16 rows for HCOMPRESS_1. */
  readonly tile?: readonly number[];
  /**
   * Real numbers: steps per standard deviation of the noise, or, below 0, the step itself. They are kept exactly when
   * it is left out.
   */
  readonly quantise?: number;
  /** What is added before rounding and taken away again, so that means stay; SUBTRACTIVE_DITHER_1 by default. */
  readonly dither?: "NO_DITHER" | "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2";
  /** Which of the fixed random numbers the first tile takes, 1 to 10000. */
  readonly seed?: number;
  /** Makes a gzip file of bytes; our own packer by default. */
  readonly gzip?: (bytes: Uint8Array) => Uint8Array;
}

/** Packing with nothing left open. */
interface Plan extends TilePacking {
  readonly tile: readonly number[];
}

const blockSize = 32;
/** HCOMPRESS_1 packs squares, and some readers refuse tiles that have fewer rows or columns. */
const leastHcompress = 4;

/**
 * What is open in a packing, decided.
 * @throws {RangeError} when an image of the type or shape cannot be packed so
 */
export function packingPlan(shape: readonly number[], stored: StoredArray, packing: ImagePacking): Plan {
  const isReal = stored instanceof Float32Array || stored instanceof Float64Array;
  const isLong = stored.BYTES_PER_ELEMENT === 8 && !isReal;
  const { quantise: level, dither: method = "SUBTRACTIVE_DITHER_1", seed = 1, gzip: pack = gzip } = packing;
  const isExact = isReal && level === undefined;
  const { algorithm = isExact || isLong ? "GZIP_2" : "RICE_1" } = packing;
  const refuse = (what: string): never => {
    throw new RangeError(`${what}: ${algorithm}`);
  };
  if (!/^(RICE_1|GZIP_[12]|PLIO_1|HCOMPRESS_1)$/.test(algorithm)) refuse("Images cannot be packed by this");
  if (!algorithm.startsWith("GZIP")) {
    if (isExact) refuse("Real numbers need quantise, or one of GZIP_1 and GZIP_2, not");
    if (isLong) refuse("Whole numbers of 64 bits need GZIP_1 or GZIP_2, not");
    if (isReal && algorithm === "PLIO_1") refuse("Real numbers cannot be packed by");
  }
  if (level !== undefined && !(Number.isFinite(level) && level !== 0)) {
    throw new RangeError(`quantise is a number of steps, or a step below 0: ${level}`);
  }
  if (!(Number.isInteger(seed) && seed >= 1 && seed <= 10_000)) {
    throw new RangeError(`The seed of dithering is a whole number from 1 to 10000: ${seed}`);
  }
  if (!/^(NO_DITHER|SUBTRACTIVE_DITHER_[12])$/.test(method)) throw new RangeError(`There is no dithering: ${method}`);
  const tile = tileOf(shape, algorithm, packing.tile);
  return {
    algorithm,
    tile,
    blockSize,
    gzip: pack,
    ...(isReal && level ? { quantisation: { level, method, seed } } : {}),
  };
}

function tileOf(shape: readonly number[], algorithm: TileAlgorithm, wanted?: readonly number[]): readonly number[] {
  const isHcompress = algorithm === "HCOMPRESS_1";
  const rows = shape.at(-2) ?? 1;
  const some = isHcompress ? hcompressRows(rows) : 1;
  const tile =
    wanted ?? shape.map((length, axis) => (axis === shape.length - 1 ? length : axis === shape.length - 2 ? some : 1));
  const fits = tile.length === shape.length && tile.every((length) => Number.isInteger(length) && length > 0);
  if (!fits || shape.length === 0) throw new RangeError(`Tiles of an image of [${shape}] pixels cannot be: [${tile}]`);
  const cut = tile.map((length, axis) => Math.min(length, shape[axis]));
  if (isHcompress) {
    const isFlat = cut.slice(0, -2).every((length) => length === 1);
    const isLarge = cut.slice(-2).every((length, i) => {
      const rest = shape[shape.length - 2 + i] % length;
      return length >= leastHcompress && (rest === 0 || rest >= leastHcompress);
    });
    if (shape.length < 2 || !isFlat || !isLarge) {
      throw new RangeError(`HCOMPRESS_1 packs tiles of two axes, none below ${leastHcompress} pixels: [${cut}]`);
    }
  }
  return cut;
}

/** About 16 rows, so that the last tile is not too small. */
function hcompressRows(rows: number): number {
  if (rows <= 30) return rows;
  const isWhole = (length: number) => rows % length === 0 || rows % length >= leastHcompress;
  return [16, 24, 20, 30, 28, 26, 22, 18, 14].find(isWhole) ?? 17;
}

/** The cards by which readers know a packed image and its header before. */
export function packedHeader(image: Header, plan: Plan): Header {
  const { algorithm, tile, quantisation } = plan;
  const bitpix = image.integer("BITPIX") ?? 0;
  const header = new Header().set("ZIMAGE", true, { comment: "this table holds a packed image" });
  if (image.has("SIMPLE")) header.set("ZSIMPLE", true, { comment: "the image was a primary HDU" });
  else header.set("ZTENSION", "IMAGE", { comment: "the image was an extension" });
  header.set("ZBITPIX", bitpix).set("ZNAXIS", tile.length);
  for (let axis = 1; axis <= tile.length; axis++) header.set(`ZNAXIS${axis}`, image.integer(`NAXIS${axis}`) ?? 0);
  if (image.has("SIMPLE")) header.set("ZEXTEND", true);
  else header.set("ZPCOUNT", 0).set("ZGCOUNT", 1);
  for (const [i, length] of [...tile].reverse().entries()) header.set(`ZTILE${i + 1}`, length);
  header.set("ZCMPTYPE", algorithm, { comment: "how tiles are packed" });
  if (algorithm === "RICE_1") {
    header.set("ZNAME1", "BLOCKSIZE").set("ZVAL1", blockSize, { comment: "pixels per block" });
    const bytes = quantisation ? 4 : Math.abs(bitpix) / 8;
    header.set("ZNAME2", "BYTEPIX").set("ZVAL2", bytes, { comment: "bytes per pixel" });
  } else if (algorithm === "HCOMPRESS_1") {
    header.set("ZNAME1", "SCALE").set("ZVAL1", 0, { comment: "nothing is lost" });
    header.set("ZNAME2", "SMOOTH").set("ZVAL2", 0);
  }
  if (quantisation) {
    header.set("ZQUANTIZ", quantisation.method, { comment: "how real numbers became whole ones" });
    if (quantisation.method !== "NO_DITHER") header.set("ZDITHER0", quantisation.seed);
    header.set("ZBLANK", storedNaN, { comment: "stands for NaN" });
  } else if (bitpix < 0) header.set("ZQUANTIZ", "NONE", { comment: "nothing is lost" });
  return header;
}

/** Tiles that come to the table at a time. */
const tilesAtOnce = 64;

/** The packed tiles as rows of the table, some at a time; first of all columns without rows. */
export function* packedRows(shape: readonly number[], stored: StoredArray, plan: Plan): Generator<ColumnContent[]> {
  yield columnsOf([], plan);
  const grid = new TileGrid(shape, plan.tile);
  const whole = { section: { start: shape.map(() => 0), end: [...shape] }, values: stored };
  const bitpix =
    8 * stored.BYTES_PER_ELEMENT * (stored instanceof Float32Array || stored instanceof Float64Array ? -1 : 1);
  for (let first = 0; first < grid.length; first += tilesAtOnce) {
    const tiles: PackedTile[] = [];
    for (let tile = first; tile < Math.min(first + tilesAtOnce, grid.length); tile++) {
      const section = grid.section(tile);
      const lengths = sectionShape(section);
      const values = storedArray(
        bitpix,
        lengths.reduce((a, b) => a * b, 1),
      );
      copyShared<StoredArray>(whole, { section, values });
      tiles.push(packTile(values, lengths[lengths.length - 1], tile, plan));
    }
    yield columnsOf(tiles, plan);
  }
}

function columnsOf(tiles: readonly PackedTile[], { algorithm, quantisation }: Plan): ColumnContent[] {
  const packed = listColumn(
    "COMPRESSED_DATA",
    tiles.map((tile) => tile.packed),
    algorithm === "PLIO_1" ? Int16Array : Uint8Array,
  );
  if (!quantisation) return [packed];
  return [
    packed,
    listColumn(
      "GZIP_COMPRESSED_DATA",
      tiles.map((tile) => tile.gzipped),
      Uint8Array,
    ),
    { name: "ZSCALE", values: Float64Array.from(tiles, ({ scale }) => scale) },
    { name: "ZZERO", values: Float64Array.from(tiles, ({ zero }) => zero) },
  ];
}

function listColumn(
  name: string,
  lists: readonly (Uint8Array | Int16Array)[],
  kind: { new (length: number): Uint8Array | Int16Array },
): ColumnContent {
  const offsets = new Float64Array(lists.length + 1);
  for (const [i, { length }] of lists.entries()) offsets[i + 1] = offsets[i] + length;
  const values = new kind(offsets[lists.length]);
  for (const [i, list] of lists.entries()) values.set(list, offsets[i]);
  return { name, values, offsets };
}
