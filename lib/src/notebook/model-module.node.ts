import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isNightbookError, NightbookError } from "../core/errors";
import { type ModelDefinition, modelDefinition } from "./model-definition";
import { modelSource } from "./model-source.node";

/**
 * Imports a model from its module, ES or CommonJS.
 * @param path absolute
 * @throws {NightbookError} `MODEL_SYNTAX` with the line, `MODEL_BROKEN` when it throws while loading, `MODEL_INVALID`
 */
export async function loadModel(path: string): Promise<ModelDefinition> {
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = await import(pathToFileURL(path).href);
  } catch (cause) {
    throw loadingError(path, cause);
  }
  const whole = loaded["default"];
  // Of a CommonJS module, only names that Node can see without running it are exports; `default` has them all.
  const exported = loaded["parameters"] === undefined && isObject(whole) ? whole : loaded;
  try {
    return modelDefinition(exported, "module");
  } catch (error) {
    throw isNightbookError(error) ? error.at({ path }) : error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function loadingError(path: string, cause: unknown): NightbookError {
  const { name = "Error", message = String(cause), code, stack = "" } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
    return new NightbookError("This version of Node cannot load a module of this kind", {
      code: "MODEL_KIND",
      place: { path },
      hint: "Write the model as a .mjs file",
    });
  }
  if (name === "SyntaxError") {
    const place = syntaxErrorPlace(stack) ?? checkedPlace(path) ?? { path };
    const hint = "Mend the module at this place and run again";
    return new NightbookError(`Cannot load the model: ${message}`, { code: "MODEL_SYNTAX", place, hint, cause });
  }
  const hint =
    code === "ERR_MODULE_NOT_FOUND"
      ? "Check the spelling; imports of own files begin with ./ and end with the extension"
      : "Mend the module and run again; node --check and a small script that imports it help to find out more";
  return new NightbookError(`Cannot load the model: ${name}: ${message.split("\n", 1)[0]}`, {
    code: "MODEL_BROKEN",
    place: placeInStack(stack) ?? { path },
    hint,
    cause,
  });
}

/** Node puts `file:line` first in the stack of some syntax errors. */
function syntaxErrorPlace(stack: string): { path: string; line: number } | undefined {
  const [, file, line] = /^(\/.*|file:.*|[A-Za-z]:\\.*):(\d+)$/m.exec(stack.split("\n", 1)[0]) ?? [];
  return file === undefined ? undefined : { path: asPath(file), line: Number(line) };
}

/** Of the others only a check of the file finds the line. */
function checkedPlace(path: string): { path: string; line: number } | undefined {
  for (const input of modelSource(path).inputs) {
    try {
      execFileSync(process.execPath, ["--check", input.path], { stdio: ["ignore", "ignore", "pipe"], timeout: 20_000 });
    } catch (error) {
      const place = syntaxErrorPlace(String((error as { stderr?: unknown }).stderr ?? ""));
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

/** The first place in a stack that is in a file of the user: neither Node nor a package, nor this library. */
export function placeInStack(stack: string): { path: string; line: number } | undefined {
  for (const [, file, line] of stack.matchAll(/(?:\(|at (?:async )?)((?:file:\/\/)?[^\s()]+?):(\d+):\d+\)?$/gm)) {
    if (file.startsWith("node:") || file.includes("node_modules") || file.includes(ownFolder)) continue;
    return { path: asPath(file), line: Number(line) };
  }
  return undefined;
}

/** Folder of this library's files. */
const ownFolder = __dirname.replace(/[\\/]notebook$/, "");

function asPath(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}
