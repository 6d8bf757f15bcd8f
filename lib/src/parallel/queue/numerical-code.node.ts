import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/**
 * SHA-256 of the code that decides a likelihood, hexadecimal. Two machines with the same version of the program, one
 * of them changed by hand, differ in it.
 */
export function numericalCode(): string {
  known ??= computed();
  return known;
}

function computed(): string {
  const root = join(__dirname.replace(/([\\/])src([\\/]parallel[\\/]queue)$/, "$1dist$2"), "..", "..");
  const hash = createHash("sha256");
  for (const part of ["core", "fitting"]) {
    const files = readdirSync(join(root, part), { recursive: true, encoding: "utf8" })
      .map((file) => file.replace(/\\/g, "/"))
      .filter((file) => file.endsWith(".js"))
      .sort();
    for (const file of files) {
      const text = readFileSync(join(root, part, file));
      hash.update(`${part}/${file} ${text.length}\n`).update(text);
    }
  }
  return hash.digest("hex");
}
