// Fits known meteors and adds a line for each of their parameters to recovered.jsonl; goes on where it was interrupted.
//   node notebooks/data/meteor/recover-known-meteors.mjs [20]
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { recover } from "../../meteor/known-meteors.mjs";

const count = Number(process.argv[2] ?? 20);
const table = fileURLToPath(new URL("recovered.jsonl", import.meta.url));
const lines = existsSync(table) ? readFileSync(table, "utf8").trim().split("\n").filter(Boolean) : [];
const done = new Set(lines.map((line) => JSON.parse(line).event));
const folder = mkdtempSync(join(tmpdir(), "known-meteors-"));
const tidy = (_key, value) => (typeof value === "number" ? Number(value.toPrecision(8)) : value);
try {
  for (let k = 0; k < count; k++) {
    if (done.has(k)) continue;
    const rows = await recover(k, folder);
    appendFileSync(table, rows.map((row) => `${JSON.stringify(row, tidy)}\n`).join(""));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
