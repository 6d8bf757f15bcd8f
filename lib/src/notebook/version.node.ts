import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Version of the library, which every result carries. */
export const version: string = (
  JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string }
).version;
