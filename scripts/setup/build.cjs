"use strict";
const { join } = require("node:path");
const { root, run, runStep } = require("./steps.cjs");

const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

/** Compiles lib and kernel (TypeScript itself skips what is up to date), then bundles the lab extension. */
function build() {
  run(process.execPath, [tsc, "-b", "lib", "kernel", "labextension"], {
    cause: "The TypeScript build failed",
    remedy: "Mend the errors above",
  });
  runStep({
    name: "Bundling the lab extension",
    stamp: "labextension/dist/labextension/.nightbook-stamp",
    inputs: ["lib/src", "labextension/src", "labextension/style", "labextension/schema", "labextension/package.json"],
    outputs: ["labextension/dist/labextension/package.json"],
    run: () => {
      const builder = join(root, "node_modules/@jupyter/builder/lib/build-labextension.js");
      const core = join(root, "node_modules/@jupyterlab/core-meta/core.package.json");
      run(process.execPath, [builder, "--core-package-file", core, "."], {
        cwd: join(root, "labextension"),
        quiet: true,
        cause: "The lab extension could not be bundled",
        remedy: "Mend the errors above",
      });
    },
  });
}

module.exports = { build, tsc };
