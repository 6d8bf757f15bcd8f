import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { NightbookError } from "../core/errors";
import { type InputHash, readInput, sha256 } from "./files.node";

/** The files that make a person's model. */
export interface ModelSource {
  /** Absolute path of the module. */
  readonly path: string;
  /** Name of its file. */
  readonly name: string;
  /** The module, the modules that it imports from its own folders, and the data files that it names. */
  readonly inputs: readonly InputHash[];
  /** One hash over all of them. */
  readonly sha256: string;
}

/** Static and dynamic imports and `require` of modules beside this one. */
const localImports = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]+)\1/g;

/**
 * Finds and hashes the files of a model. Packages are not followed.
 *
 * @param path of the module, from the current folder
 * @param files data files that it names, from its own folder
 * @throws {NightbookError} `FILE_MISSING` and others as reading a file does; `MODEL_KIND` when it is no JavaScript
 */
export function modelSource(path: string, files: readonly string[] = []): ModelSource {
  if (/\.(?:py|ipynb|json|prior|txt)$/i.test(path)) {
    throw new NightbookError("A model is a JavaScript module", {
      code: "MODEL_KIND",
      place: { path },
      hint: "Write it as a .mjs file that exports parameters, priorTransform and logLikelihood",
    });
  }
  const absolute = resolve(path);
  const folder = dirname(absolute);
  const inputs = new Map<string, InputHash>();
  const visit = (file: string, named: string) => {
    if (inputs.has(file)) return;
    const { bytes, sha256 } = readInput(named);
    inputs.set(file, { path: named, sha256 });
    if (!/\.[cm]?[jt]s$/.test(file)) return;
    for (const [, , specifier] of new TextDecoder().decode(bytes).matchAll(localImports)) {
      const imported = resolve(dirname(file), specifier);
      const found = [imported, `${imported}.js`, `${imported}.cjs`, `${imported}.json`].find(isFile);
      // What is not there is no import but a text that looks like one, or loading will say so.
      if (found !== undefined) visit(found, found);
    }
  };
  visit(absolute, path);
  for (const file of files) visit(resolve(folder, file), join(folder, file));
  const all = [...inputs].map(([file, input]) => `${relative(folder, file).replaceAll("\\", "/")} ${input.sha256}\n`);
  return {
    path: absolute,
    name: path.split(/[\\/]/).at(-1) ?? path,
    inputs: [...inputs.values()],
    sha256: sha256(all.join("")),
  };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
