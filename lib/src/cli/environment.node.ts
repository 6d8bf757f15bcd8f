import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, Option } from "commander";
import { diagnose } from "./doctor.node";
import { builtPart, type JupyterPlace, jupyterPlace, type PlaceOptions, packageFolder } from "./jupyter-places.node";
import { writeKernelSpec } from "./kernel-spec.node";
import { columns, print, printJson } from "./output.node";

/** `install`, `uninstall` and `doctor`. */
export function environmentCommands(): Command[] {
  const install = withPlace(new Command("install"))
    .description("put the kernel and the lab extension where a Jupyter finds them")
    .option("--symlink", "link the lab extension instead of copying it, for work on it")
    .addHelpText("after", "\nExample:\n  nightbook install --sys-prefix --python ~/envs/sky/bin/python")
    .action((options: PlaceOptions & { symlink?: boolean }) => {
      const place = jupyterPlace(options);
      installInto(place, options.symlink === true);
      print(`Installed the kernel and the lab extension into ${place.description} (${place.dataFolder})`);
    });
  const uninstall = withPlace(new Command("uninstall"))
    .description("take the kernel and the lab extension away again")
    .addHelpText("after", "\nExample:\n  nightbook uninstall --user")
    .action((options: PlaceOptions) => {
      const place = jupyterPlace(options);
      const gone = [kernelFolder(place), extensionFolder(place)].filter((path) => existsSync(path));
      for (const path of gone) rmSync(path, { recursive: true, force: true });
      print(
        gone.length > 0 ? gone.map((path) => `Removed ${path}`).join("\n") : `Nothing of ours in ${place.dataFolder}`,
      );
    });
  const doctor = withPlace(new Command("doctor"))
    .description("say what is missing for the kernel and the lab extension to work")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  nightbook doctor --prefix .venv")
    .action((options: PlaceOptions & { json?: boolean }) => {
      const findings = diagnose(options);
      if (options.json) printJson({ findings });
      else
        print(
          columns(
            findings.map(({ ok, what, detail, remedy }) => [
              ok ? "ok" : "MISSING",
              what,
              ok || !remedy ? detail : `${detail}. ${remedy}`,
            ]),
          ),
        );
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
  return [install, uninstall, doctor];
}

function withPlace(command: Command): Command {
  return command
    .addOption(new Option("--sys-prefix", "the environment of the Python").conflicts(["user", "prefix"]))
    .addOption(new Option("--user", "your own Jupyter folder (the default)").conflicts(["sysPrefix", "prefix"]))
    .addOption(
      new Option("--prefix <dir>", "any folder: what goes below share/jupyter in it").conflicts(["user", "sysPrefix"]),
    )
    .option("--python <path>", "the Python that decides the prefix");
}

/** Folder of the kernel's specification. */
export const kernelFolder = (place: JupyterPlace): string => join(place.dataFolder, "kernels", "nightbook");

/** Folder of the lab extension. */
export const extensionFolder = (place: JupyterPlace): string =>
  join(place.dataFolder, "labextensions", "@nightbook", "labextension");

function installInto(place: JupyterPlace, symlink: boolean): void {
  const kernel = packageFolder("@nightbook/kernel");
  const bundle = builtPart(packageFolder("@nightbook/labextension"), join("dist", "labextension"));
  builtPart(bundle, "package.json");
  writeKernelSpec(kernelFolder(place), builtPart(kernel, join("dist", "main.js")), join(kernel, "assets"));
  const target = extensionFolder(place);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  if (symlink) symlinkSync(bundle, target, "dir");
  else cpSync(bundle, target, { recursive: true, filter: (path) => !path.endsWith(".nightbook-stamp") });
}
