import * as fs from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import * as vm from "node:vm";
import { importKind } from "./import-kind";

/** What an import statement sees: named exports, and `default`. */
export type ModuleNamespace = Record<string, unknown>;

const packageFolder = `${path.sep}node_modules${path.sep}`;

/** Imports of cells, resolved from the notebook's folder. */
export class CellImports {
  /** `require` as seen from the notebook. */
  readonly require: NodeJS.Require;
  private readonly importModule: (specifier: string) => Promise<ModuleNamespace>;
  private readonly namespaces = new WeakMap<object, ModuleNamespace>();
  /** Time of the file that each module was made from. */
  private readonly loadedAt = new WeakMap<NodeModule, number>();

  constructor(private readonly folder: string) {
    const notebook = path.join(folder, "notebook.cjs");
    this.require = createRequire(notebook);
    // A script's own `import()` resolves from its file name; the one of an evaluated cell does not work at all.
    const script = new vm.Script("(specifier) => import(specifier)", {
      filename: notebook,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.importModule = script.runInThisContext() as (specifier: string) => Promise<ModuleNamespace>;
  }

  /**
   * Loads a module for a cell. A package that can be required is required, so that cells and the library share
   * one copy of it; ES modules are imported. Files of the notebook's folder are read again when they changed.
   */
  async load(specifier: string): Promise<ModuleNamespace> {
    if (specifier.startsWith("data:")) return this.importModule(specifier);
    if (isBuiltin(specifier)) return this.asNamespace(this.require(specifier));
    const file = this.resolve(specifier.startsWith("file:") ? new URL(specifier).pathname : specifier);
    if (file === undefined) return this.importModule(specifier);
    const isPackage = file.includes(packageFolder);
    if (importKind(file) === "module") return this.importModule(isPackage ? specifier : this.freshUrl(file));
    if (!isPackage) this.forgetChanged();
    return this.requireFile(file);
  }

  private async requireFile(file: string): Promise<ModuleNamespace> {
    try {
      return this.asNamespace(this.require(file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ERR_REQUIRE_ASYNC_MODULE" || code === "ERR_REQUIRE_ESM") {
        return this.importModule(pathToFileURL(file).href);
      }
      throw error;
    }
  }

  /** The file that `require` would load, or `undefined` where only `import()` may find one. */
  private resolve(specifier: string): string | undefined {
    try {
      return this.require.resolve(specifier);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED") return undefined;
      if (code !== "MODULE_NOT_FOUND") throw error;
      const typed = /\.[cm]?js$/.test(specifier) ? specifier.replace(/js$/, "ts") : undefined;
      if (typed !== undefined && specifier.startsWith(".")) return this.require.resolve(typed);
      throw new Error(`Cannot find module ${JSON.stringify(specifier)} from ${this.folder}`);
    }
  }

  /** Drops from the cache what has changed on disk of the user's files, and all files that load it. */
  private forgetChanged(): void {
    const own = Object.values(this.require.cache).filter(
      (module): module is NodeModule => module !== undefined && !module.filename.includes(packageFolder),
    );
    const stale = new Set<NodeModule>();
    for (const module of own) {
      const modified = this.modified(module.filename);
      if (modified !== (this.loadedAt.get(module) ?? modified)) stale.add(module);
      else this.loadedAt.set(module, modified);
    }
    for (let before = -1; before !== stale.size; ) {
      before = stale.size;
      for (const module of own) if (module.children.some((child) => stale.has(child))) stale.add(module);
    }
    for (const { filename } of stale) delete this.require.cache[filename];
  }

  /** Address of an ES module of the user's, a new one whenever the file has changed. */
  private freshUrl(file: string): string {
    return `${pathToFileURL(file).href}?changed=${this.modified(file)}`;
  }

  private modified(file: string): number {
    return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** The exports of a CommonJS module as TypeScript's `esModuleInterop` shows them. */
  private asNamespace(exported: unknown): ModuleNamespace {
    if (exported === null || (typeof exported !== "object" && typeof exported !== "function")) {
      return { default: exported };
    }
    if ((exported as ModuleNamespace)["__esModule"] === true || isNamespaceObject(exported)) {
      return exported as ModuleNamespace;
    }
    const known = this.namespaces.get(exported);
    if (known !== undefined) return known;
    const namespace = Object.create(null) as ModuleNamespace;
    for (const name of Object.keys(exported)) {
      Object.defineProperty(namespace, name, {
        enumerable: true,
        get: () => (exported as ModuleNamespace)[name],
      });
    }
    Object.defineProperty(namespace, "default", { enumerable: true, value: exported });
    this.namespaces.set(exported, namespace);
    return namespace;
  }
}

function isNamespaceObject(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Module]";
}
