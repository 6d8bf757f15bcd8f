import { existsSync } from "node:fs";
import { join } from "node:path";
import { NightbookError } from "../core/errors";

/**
 * A compiled script for a thread, also when the code that asks runs from its source: threads do not compile.
 * @param folder of the code that asks, its `__dirname`
 * @throws {NightbookError} `NOT_BUILT` when it is missing
 */
export function compiledFile(folder: string, name: string): string {
  const file = join(folder.replace(/([\\/])src([\\/][^\\/]+)$/, "$1dist$2"), name);
  if (existsSync(file)) return file;
  throw new NightbookError("Cannot start worker threads: the library is not built", {
    code: "NOT_BUILT",
    place: { path: file },
    hint: "Build it with npm run build",
  });
}
