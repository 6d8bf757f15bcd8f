import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { NumberArray } from "../../../src/ingest/fits";

const folder = join(__dirname, "../../golden/fits");

/** Bytes of a sample file. */
export const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, "files", name)));

/** Names of all sample files. */
export const sampleNames: readonly string[] = readdirSync(join(folder, "files")).sort();

/** Path of a sample file. */
export const samplePath = (name: string): string => join(folder, "files", name);

/** What astropy reads in a sample file. */
export const sampleValues = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(join(folder, "values", `${name}.json.gz`))).toString()) as Record<string, unknown>;

/** A file that astropy made, and what it reads in its first extension. */
export interface Made {
  bytes: string;
  cards: [string, string | number | boolean | null, string][];
  image?: Described;
  columns?: Record<string, Described & { lengths?: number[] }>;
}

/** An array as `generate.py` describes it. */
export interface Described {
  shape: number[];
  type: string;
  sha256?: string;
  texts?: string[];
}

/** All made files by name. */
export const made = JSON.parse(gunzipSync(readFileSync(join(folder, "made.json.gz"))).toString()) as Record<
  string,
  Made
>;

/** Bytes of a made file. */
export const madeBytes = ({ bytes }: Made): Uint8Array => new Uint8Array(Buffer.from(bytes, "base64"));

/** World coordinates that wcslib finds. */
export const wcsCases = JSON.parse(readFileSync(join(folder, "wcs.json"), "utf8")) as Record<
  string,
  { header: Record<string, string | number>; pixels: [number, number][]; world: [number, number][] }
>;

/** Hash of numbers as `generate.py` makes it. */
export function numbersHash(values: NumberArray): string {
  const doubles = Float64Array.from(values as Float64Array, Number);
  for (let i = 0; i < doubles.length; i++) if (doubles[i] === 0) doubles[i] = 0;
  const bits = new BigUint64Array(doubles.buffer);
  for (let i = 0; i < bits.length; i++) if (Number.isNaN(doubles[i])) bits[i] = 0x7ff8000000000000n;
  return createHash("sha256").update(new Uint8Array(doubles.buffer)).digest("hex");
}
