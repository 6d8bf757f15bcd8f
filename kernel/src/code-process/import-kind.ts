import * as fs from "node:fs";
import * as path from "node:path";

/** How a file is to be loaded. */
export type ImportKind = "commonjs" | "module";

/** Whether Node takes a file for an ES module, by its ending and the nearest package.json. */
export function importKind(file: string): ImportKind {
  const ending = path.extname(file);
  if (ending === ".mjs") return "module";
  if (ending !== ".js") return "commonjs";
  for (let folder = path.dirname(file); path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest)) return typeOf(manifest) === "module" ? "module" : "commonjs";
    if (path.basename(folder) === "node_modules") break;
  }
  return "commonjs";
}

function typeOf(manifest: string): unknown {
  try {
    return (JSON.parse(fs.readFileSync(manifest, "utf8")) as { type?: unknown }).type;
  } catch {
    return undefined;
  }
}
