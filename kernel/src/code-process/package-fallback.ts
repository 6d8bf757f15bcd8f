import Module, { createRequire } from "node:module";
import * as path from "node:path";

type Resolve = (request: string, parent: unknown, isMain: boolean, options?: unknown) => string;

const loader = Module as unknown as { _resolveFilename: Resolve };

/** File that stands for tslab's public module, whose `display` then writes to this kernel. */
const tslabDisplay = path.join(__dirname, "tslab-display.js");

/**
 * `nightbook` and what it depends on can be imported from any folder: where Node does not find them from
 * the notebook, the kernel's own copies serve. Also lets `./x.js` mean `./x.ts`, as TypeScript does.
 */
export function installPackageFallback(): void {
  const resolve = loader._resolveFilename;
  const lent = lentPackages();
  loader._resolveFilename = function (request, parent, isMain, options) {
    if (request === "tslab") return tslabDisplay;
    try {
      return resolve.call(this, request, parent, isMain, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
      const other = alternative(request, lent);
      if (other === undefined) throw error;
      return other();
    }
  };

  const alternative = (request: string, packages: Map<string, NodeJS.Require>): (() => string) | undefined => {
    const from = packages.get(packageName(request));
    return from === undefined ? undefined : () => from.resolve(request);
  };
}

/** Name of the package that an import names. */
export function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** For each package that is lent: from where it resolves. */
function lentPackages(): Map<string, NodeJS.Require> {
  const manifestFile = require.resolve("nightbook/package.json");
  const manifest = require(manifestFile) as { dependencies?: Record<string, string> };
  const inside = createRequire(manifestFile);
  const lent = new Map<string, NodeJS.Require>([["nightbook", require]]);
  for (const name of Object.keys(manifest.dependencies ?? {})) lent.set(name, inside);
  return lent;
}
