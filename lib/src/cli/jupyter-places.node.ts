import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NightbookError } from "../core/errors";

/** Where a Jupyter looks for kernels and lab extensions. */
export interface JupyterPlace {
  /** Holds `kernels/` and `labextensions/`. */
  dataFolder: string;
  /** For people. */
  description: string;
}

/** Flags that decide the place. */
export interface PlaceOptions {
  sysPrefix?: boolean;
  user?: boolean;
  prefix?: string;
  python?: string;
}

/**
 * The data folder that the flags name; without one of them the user's own.
 * @throws {NightbookError} `PYTHON_MISSING` when a Python has to be asked and does not answer
 */
export function jupyterPlace(options: PlaceOptions): JupyterPlace {
  if (options.prefix !== undefined) {
    return { dataFolder: join(options.prefix, "share", "jupyter"), description: `the prefix ${options.prefix}` };
  }
  if (options.sysPrefix) {
    const prefix = askPython(options.python, "import sys; print(sys.prefix)");
    return { dataFolder: join(prefix, "share", "jupyter"), description: `the Python environment ${prefix}` };
  }
  return { dataFolder: userDataFolder(options.python), description: "your own Jupyter folder" };
}

/** The per-user data folder: what Jupyter itself says, else its rule for this system. */
function userDataFolder(python: string | undefined): string {
  const fromEnvironment = process.env.JUPYTER_DATA_DIR;
  if (fromEnvironment) return fromEnvironment;
  try {
    return askPython(python, "from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())");
  } catch (error) {
    if (python !== undefined) throw error;
  }
  const home = process.env.HOME ?? process.env.USERPROFILE ?? ".";
  if (process.platform === "darwin") return join(home, "Library", "Jupyter");
  if (process.platform === "win32") return join(process.env.APPDATA ?? home, "jupyter");
  return join(process.env.XDG_DATA_HOME ?? join(home, ".local", "share"), "jupyter");
}

/**
 * Runs one line of Python and returns what it prints.
 * @throws {NightbookError} `PYTHON_MISSING`
 */
export function askPython(python: string | undefined, code: string): string {
  const program = python ?? "python3";
  const done = spawnSync(program, ["-c", code], { encoding: "utf8" });
  if (done.status === 0) return done.stdout.trim();
  const reason = done.error?.message ?? done.stderr.trim().split("\n").at(-1) ?? "";
  throw new NightbookError(`Cannot ask Python where Jupyter is: ${reason}`, {
    code: "PYTHON_MISSING",
    place: { path: program },
    hint: "Name the Python that runs your Jupyter with --python PATH, or a folder with --prefix DIR",
  });
}

/**
 * Folder of one of our packages, found from the current folder or beside this one.
 * @throws {NightbookError} `PACKAGE_MISSING` with the npm command that installs it
 */
export function packageFolder(name: string): string {
  for (const from of [join(process.cwd(), "package.json"), __filename]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {
      // Not there: the next place.
    }
  }
  throw new NightbookError(`The package ${name} is not installed`, {
    code: "PACKAGE_MISSING",
    hint: `Run: npm install ${name}`,
  });
}

/**
 * A file of a package that its build makes.
 * @throws {NightbookError} `PACKAGE_NOT_BUILT`
 */
export function builtPart(folder: string, part: string): string {
  const path = join(folder, part);
  if (existsSync(path)) return path;
  throw new NightbookError("This part of the package is not built", {
    code: "PACKAGE_NOT_BUILT",
    place: { path },
    hint: 'Run "npm start" or "npm run build" in the clone',
  });
}
