import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Shows packages that the kernel brings along as if they lay in `node_modules` beside the notebook,
 * so that types resolve from any folder. A package that really is installed there wins.
 */
export class PackageOverlay {
  private readonly root: string;
  private readonly hosted = new Map<string, string>();

  /**
   * @param folder the notebook's folder
   * @param from folder whose packages are lent
   * @param names packages to lend, each with everything it depends on
   */
  constructor(folder: string, from: string, names: readonly string[]) {
    this.root = `${toSlashes(folder)}/node_modules`;
    const host = (name: string, base: string) => {
      if (this.hosted.has(name) || findPackage(name, folder) !== undefined) return;
      const found = findPackage(name, base);
      if (found === undefined) return;
      const real = fs.realpathSync(found);
      this.hosted.set(name, toSlashes(real));
      for (const dependency of dependenciesOf(real)) host(dependency, real);
    };
    for (const name of names) host(name, from);
  }

  /** Where a path of the compiler's world really lies. */
  resolve(file: string): string {
    if (!file.startsWith(`${this.root}/`)) return file;
    const parts = file.slice(this.root.length + 1).split("/");
    const name = parts[0]?.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
    const real = this.hosted.get(name);
    return real === undefined ? file : [real, ...parts.slice(name.split("/").length)].join("/");
  }

  /** True for the folders that exist only in this view: `node_modules` itself and scopes. */
  isVirtualFolder(name: string): boolean {
    const folder = withoutSlash(name);
    if (this.hosted.size === 0 || !folder.startsWith(this.root)) return false;
    if (folder === this.root) return true;
    const scope = folder.slice(this.root.length + 1);
    return scope.startsWith("@") && [...this.hosted.keys()].some((name) => name.startsWith(`${scope}/`));
  }

  /** True when the path lies in a lent package: it must not be replaced by its real location. */
  isLent(file: string): boolean {
    return this.resolve(file) !== file;
  }

  /** Names of the lent packages below a folder of this view, for completion of import paths. */
  foldersIn(folder: string): string[] {
    if (withoutSlash(folder) === this.root)
      return [...new Set([...this.hosted.keys()].map((name) => name.split("/")[0] ?? ""))];
    return [];
  }
}

/** The folder of an installed package as Node finds it from a folder, or `undefined`. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (fs.existsSync(path.join(candidate, "package.json"))) return candidate;
    if (path.dirname(folder) === folder) return undefined;
  }
}

function dependenciesOf(folder: string): string[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(manifest.dependencies ?? {});
}

function withoutSlash(folder: string): string {
  return folder.replace(/\/$/, "");
}

function toSlashes(file: string): string {
  return file.replace(/\\/g, "/");
}
