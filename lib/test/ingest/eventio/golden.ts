import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

const folder = join(__dirname, "../../golden/cherenkov");
/** A folder with files that are not kept here: too large, or under a licence that does not let them be. */
const more = process.env["NIGHTBOOK_CHERENKOV_DATA"];

/** What other programs read in the files: content of a packed JSON file. */
export function goldenValues<T>(name: string): Record<string, T> {
  return JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString());
}

/** Path of a file; `undefined` when it is not there. */
export function samplePath(name: string): string | undefined {
  const own = join(folder, "files", name);
  if (existsSync(own)) return own;
  const others = more ? readdirSync(more, { recursive: true, encoding: "utf8" }) : [];
  const found = others.find((path) => basename(path) === name);
  return more && found ? join(more, found) : undefined;
}

/** Bytes of a file that is kept here. */
export function sampleBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, "files", name)));
}

/** Names of those that are there; those that are not are named once. */
export function availableSamples(names: readonly string[]): string[] {
  const absent = names.filter((name) => samplePath(name) === undefined);
  if (absent.length > 0) {
    process.stderr.write(`Not compared, as NIGHTBOOK_CHERENKOV_DATA names no folder with them: ${absent.join(", ")}\n`);
  }
  return names.filter((name) => !absent.includes(name));
}

/** SHA-1 of the bytes of an array. */
export function sha1(values: ArrayBufferView | string): string {
  const content =
    typeof values === "string" ? values : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash("sha1").update(content).digest("hex");
}
