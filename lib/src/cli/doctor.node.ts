import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNightbookError } from "../core/errors";
import { askPython, jupyterPlace, type PlaceOptions, packageFolder } from "./jupyter-places.node";

/** One thing that was looked at. */
export interface Finding {
  ok: boolean;
  what: string;
  detail: string;
  remedy?: string;
}

/** Looks at everything that the kernel and the lab extension need. */
export function diagnose(options: PlaceOptions): Finding[] {
  const place = jupyterPlace(options);
  const python = options.python ?? pythonOfPrefix(options.prefix);
  return [
    node(),
    jupyterLab(python),
    ourPackage("@nightbook/kernel", join("dist", "main.js")),
    ourPackage("@nightbook/labextension", join("dist", "labextension", "package.json")),
    kernelSpec(join(place.dataFolder, "kernels", "nightbook", "kernel.json")),
    labExtension(join(place.dataFolder, "labextensions", "@nightbook", "labextension", "package.json")),
    sockets(),
  ];
}

/** An environment's own Python, when the prefix is one. */
function pythonOfPrefix(prefix: string | undefined): string | undefined {
  const inside = prefix && join(prefix, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  return inside && existsSync(inside) ? inside : undefined;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { ok, what: "Node", detail: process.versions.node, remedy: "Install Node 20.19 or newer" };
}

function jupyterLab(python: string | undefined): Finding {
  const what = "JupyterLab";
  const remedy = 'Install it ("pip install jupyterlab") or name its Python with --python PATH';
  try {
    const version = askPython(python, "import jupyterlab; print(jupyterlab.__version__)");
    const ok = /^4\./.test(version);
    return { ok, what, detail: version, remedy: ok ? undefined : "The lab extension needs JupyterLab 4" };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { ok: false, what, detail: `${python ?? "python3"} does not know it`, remedy };
  }
}

function ourPackage(name: string, part: string): Finding {
  try {
    const folder = packageFolder(name);
    const ok = existsSync(join(folder, part));
    return {
      ok,
      what: name,
      detail: ok ? folder : `${join(folder, part)} is not built`,
      remedy: 'Run "npm run build"',
    };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { ok: false, what: name, detail: error.message, remedy: error.hint };
  }
}

function kernelSpec(path: string): Finding {
  const what = "kernel known to Jupyter";
  const remedy = "Run: nightbook install (with the same flags)";
  if (!existsSync(path)) return { ok: false, what, detail: `no ${path}`, remedy };
  let argv: string[] = [];
  try {
    argv = (JSON.parse(readFileSync(path, "utf8")) as { argv?: string[] }).argv ?? [];
  } catch {
    return { ok: false, what, detail: `${path} is damaged`, remedy };
  }
  const missing = argv.slice(0, 2).find((file) => !existsSync(file));
  return {
    ok: argv.length > 2 && missing === undefined,
    what,
    detail: missing ? `${path} names ${missing}, which is gone` : path,
    remedy,
  };
}

function labExtension(path: string): Finding {
  const ok = existsSync(path);
  return {
    ok,
    what: "lab extension known to Jupyter",
    detail: ok ? path : `no ${path}`,
    remedy: "Run: nightbook install (with the same flags)",
  };
}

/** ZeroMQ is a native addon: loading it in a process of its own proves that it fits this machine. */
function sockets(): Finding {
  const what = "ZeroMQ sockets";
  try {
    const folder = packageFolder("@nightbook/kernel");
    const done = spawnSync(process.execPath, ["-e", 'console.log(require("zeromq").version)'], {
      cwd: folder,
      encoding: "utf8",
    });
    const ok = done.status === 0;
    return {
      ok,
      what,
      detail: ok ? done.stdout.trim() : (done.stderr.trim().split("\n").at(-1) ?? ""),
      remedy: "Run npm ci again",
    };
  } catch (error) {
    if (!isNightbookError(error)) throw error;
    return { ok: false, what, detail: error.message, remedy: error.hint };
  }
}
